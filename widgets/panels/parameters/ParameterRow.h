#pragma once

#include "core/setup/Parameters.h"
#include "widgets/numbers/NumberBox.h"
#include "widgets/numbers/ValueSlider.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace dqm {

/// What a person reads about a parameter: symbol, unit, range, equation, its sentence, and whether
/// it prepares the ensemble anew. Rich text.
QString parameterTooltip(const Parameter& parameter, const QString& unit);

/// Label, number box, unit and slider of one entry of the parameter table. Children are named
/// "<id>.box" and "<id>.slider".
class ParameterRow : public QWidget
{
    Q_OBJECT

public:
    explicit ParameterRow(const Parameter& parameter, QWidget* parent = nullptr);

    /// An empty range means that the value is fixed: the row is greyed.
    void setRange(double minimum, double maximum);
    void setUnit(const QString& unit);
    /// For a panel of pure numbers: no room is kept for units.
    void leaveOutUnit();
    /// Shows a value without emitting. A handle that is being dragged stays in the hand.
    void showValue(double value);
    /// A word for one value, such as "auto" for 0, and what it stands for at the moment.
    void setWord(double value, const QString& word);
    void setNote(const QString& note);
    /// A long label breaks instead of widening the panel.
    void wrapLabel();
    /// Stands at the end of the slider.
    void addBadge(QWidget* badge);

signals:
    void valueChanged(double value);

private:
    const Parameter& m_parameter;
    QLabel* m_label;
    QLabel* m_note;
    QLabel* m_unit;
    QHBoxLayout* m_line;
    QHBoxLayout* m_sliderLine;
    NumberBox* m_box;
    ValueSlider* m_slider;
};

} // namespace dqm
