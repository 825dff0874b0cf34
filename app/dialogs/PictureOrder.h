#pragma once

#include "app/dialogs/Shown.h"
#include "app/pictures/PlotPicture.h"

#include <QImage>
#include <QSize>
#include <QString>

#include <functional>

namespace dqm {

/// Which picture is wanted; a plain value that is remembered between two starts.
struct PictureOrder
{
    enum class What
    {
        Stage, ///< all panes, with captions and meters
        Scene, ///< one pane alone
        Plot, ///< the one in view
        Window
    };
    enum class Colors
    {
        AsShown,
        Light, ///< for print
        Dark
    };
    /// Only a plot has others than PNG.
    enum class Format
    {
        Png,
        Svg,
        Pdf,
        Csv ///< its curves as numbers
    };

    What what = What::Stage;
    int pane = 0; ///< which one, for a scene: see panesOf
    QSize size{1920, 1080}; ///< pixels; empty: as on the screen
    bool overlays = true;
    Colors colors = Colors::AsShown;
    bool transparent = false; ///< nothing behind the picture; not of the window
    Format format = Format::Png;

    bool operator==(const PictureOrder&) const = default;
};

/// A pane of the stage and what it is called.
struct NamedPane
{
    const Picture* picture = nullptr; ///< the frame's
    QString name;
};

/// ".png" and so on.
QString suffixOf(PictureOrder::Format format);

/// The panes that a frame shows, row by row.
std::vector<NamedPane> panesOf(const Frame& frame);

/// The look of a moment with the order's colours and overlays.
SceneLook orderedLook(const PictureOrder& order, const SceneLook& look);

/// What draws the stage or the scene of an order; call it once, on any one thread. It throws
/// std::runtime_error if no OpenGL context can be had.
/// @param size  pixels, at most 8192 a side; what the order says of size does not count.
std::function<QImage()> drawing(const PictureOrder& order, const Shown& shown, QSize size);

/// How the plot of an order is written. Of what is shown the experiment counts.
PlotFile plotFile(const PictureOrder& order, const Shown& shown, QSize size, double time);

} // namespace dqm
