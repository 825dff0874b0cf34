#pragma once

#include "widgets/scene/model/SceneState.h"

#include <array>
#include <memory>
#include <mutex>

namespace dqm {

/// Whether more pictures are about to follow, or this one stays.
enum class PictureKind
{
    Moving,
    Settled ///< of full quality
};

/// How much work one picture may take.
struct RenderQuality
{
    int meshCells = 128; ///< along the longer side
    double pixelScale = 1.0; ///< drawn pixels per device pixel: 2 smooths every edge

    bool operator==(const RenderQuality&) const = default;
};

/// Mesh cells along the longer side that show all the picture has: its own samples, at most
/// options.meshLimit (0: 512).
int fullMesh(const SceneState& state);

/// For pictures that stay: the full mesh, and twice as many pixels each way with a box over them,
/// which smooths edges without multisampling.
RenderQuality settledQuality(const SceneState& state);

/// Chooses the quality of moving pictures by the time they take, so that interaction stays smooth
/// on any machine.
class QualityGovernor
{
public:
    /// @param target  milliseconds a picture should take.
    explicit QualityGovernor(double target);

    /// For the next picture; never finer than `fullMesh`.
    RenderQuality quality(int fullMesh) const;
    /// Reports what a picture of that quality took.
    void measured(double milliseconds, int fullMesh);

private:
    double m_target;
    double m_average = 0.0;
    int m_samples = 0;
    int m_level;
};

/// One governor for the panes of a stage: what they show of one moment has one quality, however
/// long each of them takes.
///
/// Threads  any.
class CommonQuality
{
public:
    /// @param target  milliseconds a picture should take.
    explicit CommonQuality(double target)
        : m_governor(target)
    {
    }

    /// For the moving picture of a state.
    RenderQuality quality(const SceneState& state);
    /// Reports what a picture of that quality took.
    void measured(double milliseconds, int fullMesh);

private:
    /// What panes side by side have in common.
    struct Moment
    {
        std::weak_ptr<const Frame> frame;
        CameraState camera;
        RenderQuality quality;
    };

    std::mutex m_mutex;
    QualityGovernor m_governor;
    std::array<Moment, 4> m_moments; ///< the last ones: a pane may be late
    std::size_t m_next = 0;
};

/// One for panes that take this route, never Automatic.
std::shared_ptr<CommonQuality> commonQuality(RenderRoute route);

} // namespace dqm
