#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

namespace dqm {

/// The equations an experiment shows as small chips "(2) (3) (16)", wrapped over as many lines as
/// they need; the tooltip of a chip is the equation, a click on it asks for more.
class EquationChips : public QWidget
{
    Q_OBJECT

public:
    explicit EquationChips(QWidget* parent = nullptr);

    /// @param numbers  as in experiment files: "2", "16".
    void setEquations(const QStringList& numbers);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

signals:
    void equationClicked(int number);

protected:
    bool event(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<QRect> places(int width) const;
    /// Index of the chip at a place, -1 for none.
    int chipAt(QPoint position) const;

    QStringList m_numbers;
};

} // namespace dqm
