#pragma once

#include "core/frames/Frame.h"
#include "widgets/scene/model/SceneOptions.h"

namespace dqm {

/// What a height, a colour and a contour line stand for; a plain value that the overlay prints.
struct SceneScales
{
    double heightRho = 0.0; ///< density that stands at a quarter of the side; 0: not known yet
    double colorLow = 0.0; ///< value at the lower end of the colour map, units of the quantity
    double colorHigh = 1.0;
    double meanEnergy = 0.0; ///< the mean that ColorBy::LocalEnergy is compared with
    double mass = 1.0; ///< that its m v^2/2 is reckoned with
    double potentialLow = 0.0; ///< energy at the floor
    double potentialTop = 0.0; ///< energy at the sheet's upper edge; = low: no potential to draw
    double contourStep = 0.0; ///< energy between two contour lines
    double wallHeight = 0.0; ///< the largest V, energy; for walls, which may stand above the sheet
    bool hasWalls = false; ///< V is level ground and what stands on it, which is drawn as a solid
    double startRho = 0.0; ///< the peak with which the run began; 0: not known
    double driftSpeed = 0.0; ///< at which lines of v have full strength; 0: there are none
    double diffusionSpeed = 0.0; ///< likewise of u

    bool hasPotential() const { return potentialTop > potentialLow; }
    bool operator==(const SceneScales&) const = default;
};

/// Scales that stay put from the first picture of a run to the last, by what the run began with
/// (Frame::start). With options.followsPeak heights and colours follow the pictures: smoothly, so
/// that nothing jumps, and at once where there is nothing to follow (a first picture, another
/// quantity, an ensemble prepared anew). V always has the scale of its run.
class ScaleFollower
{
public:
    /// @param seconds  since the last call, by the clock on the wall.
    const SceneScales& follow(
        const Frame& frame, const Picture& picture, const SceneOptions& options, double seconds);
    /// Lets the full strengths of lines follow.
    void followSpeeds(double drift, double diffusion, double seconds);
    const SceneScales& scales() const { return m_scales; }
    /// Starts from given scales, e.g. those on the screen.
    void startFrom(const SceneScales& scales, const SceneOptions& options);

private:
    void followHeight(const Frame& frame, const Picture& picture, bool followsPeak, double seconds);
    void followColor(
        const Frame& frame, const Picture& picture, const SceneOptions& options, double seconds);
    void followPotential(const Frame& frame, const Picture& picture);

    SceneScales m_scales;
    bool m_started = false;
    ColorBy m_colorBy = ColorBy::Phase;
    double m_lastPeak = 0.0;
};

/// The largest density among the pictures of a frame that carry fields, so that panes side by side
/// share one scale of heights.
double tallestDensity(const Frame& frame, const Picture& picture);

/// The density that stands at a quarter of the side: that with which the run began, or the tallest
/// now where heights follow the peak.
double heightNow(const Frame& frame, const Picture& picture, const SceneOptions& options);

/// The value that all but a small share of the mass stays below: 1 % for speeds, 5 % for Q,
/// the local energy and the maps of (13) and (14), which are large next to nodes. Cells below the
/// picture's floor do not count; large grids are sampled.
/// @param scales  mass and mean energy, for ColorBy::LocalEnergy only.
double heaviestValue(const Picture& picture, ColorBy by, const SceneScales& scales = {});

/// The density below which nothing is drawn in full colour, whatever is left in a picture: two
/// thousandths of what the height stands for. A packet that spreads stays in colour; what an edge
/// left of one fades away.
double faintestPeak(const SceneScales& scales);

} // namespace dqm
