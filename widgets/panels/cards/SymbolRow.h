#pragma once

#include <QWidget>

namespace dqm {

class NumberBox;
class ValueSlider;

/// A symbol of a formula: its name, a slider and a box. The slider reaches to about twice the
/// value either way, the box as far as numbers go.
class SymbolRow : public QWidget
{
    Q_OBJECT

public:
    /// @param path  of its children: "<path>.slider", "<path>.box".
    SymbolRow(const QString& symbol, const QString& path, const QString& accessibleName,
        QWidget* parent = nullptr);

    /// Without emitting; a handle that is being dragged stays in the hand.
    void showValue(double value);

signals:
    void valueChanged(double value);

private:
    void reach(double value);

    NumberBox* m_box;
    ValueSlider* m_slider;
    double m_reach = 0.0;
};

} // namespace dqm
