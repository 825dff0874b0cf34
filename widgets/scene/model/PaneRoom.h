#pragma once

#include <QMarginsF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace dqm {

/// A pane and what of it is left for the plane. Pixels with y down.
struct PaneRoom
{
    /// A pane without words: the plane fills about 80 % of it.
    PaneRoom(QSizeF paneSize)
        : size(paneSize)
    {
    }
    PaneRoom(QSizeF paneSize, const QMarginsF& free)
        : size(paneSize)
        , margins(free)
        , isBare(false)
    {
    }

    QSizeF size;
    QMarginsF margins; ///< the plane stays inside of them
    double labelReach = 0.0; ///< beyond the lower half of the plane, for labels of its axes
    bool isBare = true; ///< margins are those of 80 %
    std::vector<QRectF> taken; ///< blocks of the overlay that the plane as it stands must not touch
};

} // namespace dqm
