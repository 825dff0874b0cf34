#pragma once

#include "app/experiments/AnyExperiment.h"
#include "app/results/TableStyle.h"
#include "widgets/plots/parts/PlotKind.h"
#include "widgets/scene/model/SceneLook.h"
#include "widgets/theme/Theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>
#include <ostream>
#include <vector>

namespace dqm {

/// What a picture of `dqmlab render` shows.
enum class RenderView
{
    Stage, ///< all that stands side by side
    Scene, ///< the observed picture alone
    Plots
};

/// One picture of a video over a parameter.
struct RenderStep
{
    QString remark; ///< "constants.mass = 1.25"
    Experiment experiment;
};

/// What files are asked for, of whatever is rendered.
struct RenderTarget
{
    QString image; ///< PNG, of plots also SVG or PDF; empty for none
    QString plotData; ///< CSV of what the plot shows at the image's time; empty for none
    double at = 0.0; ///< time of the image, and of each picture if a parameter is stepped
    QString video; ///< empty for none; a PNG's name with {n} for numbered pictures
    double from = 0.0;
    double every = 0.0; ///< simulated time from one picture of the video to the next
    long long pictures = 0; ///< of the video
    double framesPerSecond = 30.0;
    QSize size{1280, 720};
    ThemeKind theme = ThemeKind::Light;
    RenderView view = RenderView::Stage;
    bool transparent = false;
    TableStyle tableStyle{}; ///< of plotData
    bool quiet = false;

    double timeOf(long long picture) const { return from + static_cast<double>(picture) * every; }
};

/// What `dqmlab render` is asked for.
struct RenderOptions : RenderTarget
{
    Experiment experiment; ///< the first one if a parameter is stepped
    double orbit = 0.0; ///< degrees that the camera turns over the video
    std::vector<RenderStep> steps; ///< one for each picture; empty if time runs instead
    bool withPlots = false; ///< beside the scene
    std::vector<const PlotKind*> plots; ///< one above the other
    std::optional<SceneLook> look = {}; ///< a window's, instead of the experiment's view
    bool fromK = false; ///< in a single pane what K sees, whatever moves
    bool overlays = true;
};

/// The same of an exhibit; times are its progress.
struct ExhibitRenderOptions : RenderTarget
{
    ExhibitExperiment experiment;
    QString chart; ///< that is drawn or tabled alone, by its id; empty for the first
};

using AnyRenderOptions = std::variant<RenderOptions, ExhibitRenderOptions>;

/// @return empty if help was asked for and written to `out`.
/// @throws std::invalid_argument with one sentence on what will not do.
std::optional<AnyRenderOptions> parseRenderOptions(const QStringList& arguments, std::ostream& out);

} // namespace dqm
