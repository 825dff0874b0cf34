#pragma once

#include <QList>
#include <QObject>
#include <QTimer>

class QLabel;
class QWidget;

namespace dqm {

/// Covers what belongs to the run before while another one is prepared, and says so once that takes
/// longer than a moment. The mouse goes through.
class PreparingVeil : public QObject
{
    Q_OBJECT

public:
    /// @param speaker  the widget over which the words stand.
    /// @param others   covered as well, without words.
    PreparingVeil(QWidget* speaker, const QList<QWidget*>& others, QObject* parent = nullptr);

    /// @param atOnce  what is seen belongs to something else: it is covered from now on; else only
    ///                if the preparation takes long.
    void begin(bool atOnce);
    void end();
    /// Whether anything is covered.
    bool isUp() const;
    /// Whether it says that something is being prepared.
    bool speaks() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void cover(bool withWords);

    QList<QLabel*> m_covers; ///< the first one speaks
    QTimer m_moment;
};

} // namespace dqm
