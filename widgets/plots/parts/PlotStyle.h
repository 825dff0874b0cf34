#pragma once

#include "widgets/theme/Theme.h"

#include <QFont>
#include <QPen>

class QCustomPlot;

namespace dqm {

/// Paper, axes, grid and legend of a plot in the colours of a theme and the type of its widget.
void stylePlot(QCustomPlot& plot, const Theme& theme, const QFont& font);

/// The pen of a curve: strong enough to tell the colours apart.
QPen curvePen(const QColor& color, const Theme& theme);

} // namespace dqm
