#pragma once

#include <QLabel>

class QTimer;

namespace dqm {

/// One line in amber below a box, over whatever lies there: why the box did not keep what was
/// typed. Goes by itself after a few seconds, with its box, and when the box says so.
class LimitNote : public QLabel
{
    Q_OBJECT

public:
    /// @param box  lives longer; the note stands in its window.
    LimitNote(const QString& reason, QWidget& box);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    QWidget& m_box;
};

} // namespace dqm
