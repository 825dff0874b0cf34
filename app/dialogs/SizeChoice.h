#pragma once

#include <QSize>
#include <QWidget>

class QComboBox;
class QSpinBox;

namespace dqm {

/// The size of a picture in pixels: as on the screen, one of the usual ones, or any other.
class SizeChoice : public QWidget
{
    Q_OBJECT

public:
    /// @param own   as on the screen.
    /// @param step  1, or 2 where both sides must be even.
    SizeChoice(QSize own, const QList<QSize>& usual, int step, QWidget* parent = nullptr);

    /// Another size on the screen.
    void setOwn(QSize own);
    /// Never empty.
    QSize size() const;
    /// Empty while it is to be as on the screen, whatever that is.
    QSize chosen() const;
    void setChosen(QSize size);

signals:
    void changed();

private:
    void takeUsual(int index);
    void takeNumbers();

    QSize m_own;
    QComboBox* m_usual = nullptr;
    QSpinBox* m_width = nullptr;
    QSpinBox* m_height = nullptr;
};

} // namespace dqm
