#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <functional>
#include <vector>

class QPainter;

namespace dqm {

/// What blocks of the overlay tell, in the order in which a pane too small for all keeps them.
enum class OverlayPart
{
    Title,
    Color,
    Heights,
    Flows,
    Notes,
    AxisLabel, ///< of a tick or of an axis
    Arrow ///< the name of one on the floor
};

/// A piece that is written over a pane or below a stage: how large it is, and how it is painted
/// from its upper left corner on.
struct OverlayBlock
{
    OverlayPart part = OverlayPart::Title;
    QSizeF size;
    std::function<void(QPainter& painter, QPointF topLeft)> paint;
};

/// Where something was written; pixels of the pane.
struct OverlayPlace
{
    OverlayPart part = OverlayPart::Title;
    QRectF rectangle;
};

} // namespace dqm
