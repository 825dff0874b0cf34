#pragma once

#include "widgets/scene/model/PaneRoom.h"
#include "widgets/theme/Theme.h"

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace dqm {

/// What is written at the axes of a pane.
struct AxisLabels
{
    bool names = true;
    bool numbers = true;
};

/// Fonts and colours of the overlay for one theme and one pane.
struct OverlayStyle
{
    OverlayStyle(const QFont& base, const Theme& colors, QSizeF paneSize);

    const Theme& theme;
    QSizeF pane;
    PaneRoom room; ///< of the pane, for the plane
    AxisLabels axes;
    double margin; ///< of blocks to the pane's edge, pixels
    QFont title;
    QFont text;
    QFont small;
};

/// A plate behind a block of text: invisible over the background, enough contrast over the scene.
void paintPlate(QPainter& painter, const OverlayStyle& style, const QRectF& block);

} // namespace dqm
