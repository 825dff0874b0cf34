#pragma once

#include "core/setup/Parameters.h"
#include "widgets/numbers/NumberBox.h"
#include "widgets/panels/parameters/VelocityPad.h"

#include <QWidget>

#include <array>

class QLabel;

namespace dqm {

/// The two components of a velocity of the parameter table: a pad beside two number boxes, and a
/// button that puts both to zero. The boxes are named "<id>.box".
class VelocityRow : public QWidget
{
    Q_OBJECT

public:
    VelocityRow(const Parameter& x, const Parameter& y, QWidget* parent = nullptr);

    /// The pad reaches to the larger of both ranges.
    void setRanges(std::pair<double, double> x, std::pair<double, double> y);
    void setUnit(const QString& unit);
    /// Shows a velocity without emitting, unless the pad is being dragged.
    void showVelocity(QPointF velocity);

signals:
    void velocityChanged(QPointF velocity);

private:
    void show(QPointF velocity);

    std::array<const Parameter*, 2> m_parameters;
    std::array<NumberBox*, 2> m_boxes{};
    std::array<QLabel*, 2> m_units{};
    std::array<QLabel*, 2> m_symbols{};
    VelocityPad* m_pad;
};

} // namespace dqm
