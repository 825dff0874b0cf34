#pragma once

#include "app/dialogs/PictureOrder.h"
#include "app/films/FilmWriter.h"
#include "app/rendering/RenderOptions.h"

namespace dqm {

/// Which film is to be rendered; a plain value whose lasting part is remembered.
struct RenderOrder
{
    QString parameter; ///< of core/setup/Parameters that is stepped; empty: time runs
    double from = 0.0; ///< time, or value of the parameter
    double to = 10.0;
    double speed = 1.0; ///< simulated time per second of the film, where time runs
    double seconds = 10.0; ///< of the film, where a parameter is stepped
    double at = 0.0; ///< time of every picture then
    int framesPerSecond = 30;
    QSize size{1920, 1080}; ///< even sides; empty: as on the screen
    FilmFormat format = FilmFormat::Mp4;
    bool overlays = true;
    bool withPlot = false; ///< the one in view, beside the scene
    PictureOrder::Colors colors = PictureOrder::Colors::AsShown;
    double orbit = 0.0; ///< degrees over the film

    /// Of the film: at least one, at most a million.
    /// @throws std::invalid_argument with what will not do.
    long long pictures() const;
    double length() const { return static_cast<double>(pictures()) / framesPerSecond; }
};

/// The order as `dqmlab render` understands it, looking at what is shown.
/// @param size  even sides.
/// @throws std::invalid_argument with what will not do, such as a value that a parameter cannot
///         have.
RenderOptions renderOptions(
    const RenderOrder& order, const Shown& shown, QSize size, const QString& path);

/// What draws the moment that is shown as a picture of the film; to be used like drawing().
/// @param plot  in view.
std::function<QImage()> filmDrawing(
    const RenderOrder& order, const Shown& shown, Plot& plot, QSize size);

} // namespace dqm
