#pragma once

#include "widgets/scene/layers/FlowLayers.h"
#include "widgets/scene/layers/HeightmapScene.h"
#include "widgets/scene/layers/PictureTextures.h"
#include "widgets/scene/model/SceneState.h"

#include <chrono>
#include <optional>

namespace dqm {

/// Turns the state of a pane into what the VTK pipeline draws, doing only what has changed.
/// Threads  one at a time.
class SceneModel
{
public:
    vtkRenderer* renderer() const { return m_scene.renderer(); }

    /// Makes the pipeline ready for the next render.
    /// @param meshCells   cells of the mesh along the longer side.
    /// @param pixelScale  drawn pixels per logical pixel: thin lines keep their width.
    void show(const SceneState& state, int meshCells, double pixelScale);

    /// Of what was shown last, a part of the pane alone, see HeightmapScene::setPart().
    void showPart(const QRectF& part) { m_scene.setPart(part); }
    /// Leaves the particles to whoever paints them over the picture; they are all ready then.
    void leaveParticles(bool left);
    const std::vector<float>& particlePoints() const { return m_particlePoints; }
    QColor particleColor() const { return m_particleColor; }

    /// What heights and colours stand for in the last picture shown.
    const SceneScales& scales() const { return m_follower.scales(); }
    /// Draws with these scales from now on, whatever the pictures say; empty: follow them again.
    void freezeScales(const std::optional<SceneScales>& scales) { m_frozen = scales; }

private:
    bool needsTextures(const SceneState& state) const;
    bool isAnotherPicture(const SceneState& state) const;
    void showPicture(const SceneState& state, const Picture& picture);
    void showFlows(const SceneState& state, const Picture& picture, double seconds);
    void showParticles(const SceneState& state, const Picture& picture);

    HeightmapScene m_scene;
    PictureTextures m_textures;
    FlowLayers m_drift{FlowKind::Drift};
    FlowLayers m_diffusion{FlowKind::Diffusion};
    LineGeometry m_lineGeometry;
    std::vector<float> m_particlePoints;
    QColor m_particleColor;
    bool m_leavesParticles = false;
    bool m_isAlone = false; ///< the surface lies flat under particles
    ScaleFollower m_follower;
    std::optional<SceneScales> m_frozen;
    std::shared_ptr<const Frame> m_frame;
    const Picture* m_shown = nullptr; ///< held by m_frame
    SceneOptions m_options;
    std::chrono::steady_clock::time_point m_lastFrame;
};

} // namespace dqm
