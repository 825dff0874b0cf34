#pragma once

#include "core/Experiment.h"
#include "widgets/Theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>
#include <ostream>

namespace dqm {

/// What `dqmlab render` is asked for.
struct RenderOptions
{
    Experiment experiment;
    QString image; ///< PNG; empty for none
    double at = 0.0; ///< time of the image
    QString video; ///< empty for none; a PNG's name with {n} for numbered pictures
    double from = 0.0;
    double every = 0.0; ///< simulated time from one picture of the video to the next, > 0
    long long pictures = 0; ///< of the video
    double framesPerSecond = 30.0;
    QSize size{1280, 720};
    ThemeKind theme = ThemeKind::Light;
    bool overlays = true;
    bool quiet = false;
};

/// @return empty if help was asked for and written to `out`.
/// @throws std::invalid_argument with one sentence on what will not do.
std::optional<RenderOptions> parseRenderOptions(const QStringList& arguments, std::ostream& out);

} // namespace dqm
