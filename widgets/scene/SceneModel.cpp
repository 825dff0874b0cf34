#include "widgets/scene/SceneModel.h"

#include "core/grid/Parallel.h"
#include "widgets/scene/SceneOverlay.h"

#include <algorithm>

namespace dqm {

bool SceneModel::needsTextures(const SceneState& state) const
{
    return state.frame != m_frame || state.index != m_index
        || state.options.colorBy != m_options.colorBy || state.options.theme != m_options.theme
        || state.options.holdHeightScale != m_options.holdHeightScale || m_frozen.has_value();
}

void SceneModel::show(const SceneState& state, int meshCells, double pixelScale)
{
    const Picture* picture = state.picture();
    const Theme& colors = theme(state.options.theme);
    if (picture && needsTextures(state)) {
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::duration<double> passed = now - m_lastFrame;
        if (m_frozen)
            m_follower.startFrom(*m_frozen, state.options);
        else
            m_follower.follow(*state.frame, *picture, state.options, passed.count());
        m_textures.fill(*picture, m_follower.scales(), state.options.colorBy, colors,
            std::min(threadCount(), 4));
        m_scene.setTextures(m_textures);
        m_lastFrame = now;
        m_frame = state.frame;
        m_index = state.index;
    }
    if (!picture) {
        m_scene.clear();
        m_frame = nullptr;
    }
    m_options = state.options;

    HeightmapScene::Look look;
    if (picture)
        look.geometry = sceneGeometry(picture->grid);
    look.scales = m_follower.scales();
    look.contours = state.options.potentialContours;
    look.sheet = state.options.potentialSheet;
    look.gridStep = picture ? gridStep(*picture) : 1.0;
    look.lineScale = pixelScale;
    m_scene.setLook(look, meshCells, colors);
    m_scene.setCamera(SceneCamera(state.camera, look.geometry, QSizeF(state.size)));
}

} // namespace dqm
