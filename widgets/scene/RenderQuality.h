#pragma once

#include "widgets/scene/SceneState.h"

namespace dqm {

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

} // namespace dqm
