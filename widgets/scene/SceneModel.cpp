#include "widgets/scene/SceneModel.h"

#include "core/grid/Parallel.h"
#include "widgets/scene/SceneOverlay.h"

#include <algorithm>

namespace dqm {

bool SceneModel::isAnotherPicture(const SceneState& state) const
{
    return state.frame != m_frame || state.picture() != m_shown;
}

bool SceneModel::needsTextures(const SceneState& state) const
{
    return isAnotherPicture(state) || state.options.colorBy != m_options.colorBy
        || state.options.theme != m_options.theme
        || state.options.holdHeightScale != m_options.holdHeightScale || m_frozen.has_value();
}

void SceneModel::showPicture(const SceneState& state, const Picture& picture)
{
    const bool newTextures = needsTextures(state);
    const bool newLines = state.options.drift.lines != m_options.drift.lines
        || state.options.diffusion.lines != m_options.diffusion.lines;
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> passed = now - m_lastFrame;
    if (newTextures) {
        if (m_frozen)
            m_follower.startFrom(*m_frozen, state.options);
        else
            m_follower.follow(*state.frame, picture, state.options, passed.count());
        m_textures.fill(picture, m_follower.scales(), state.options.colorBy,
            theme(state.options.theme), std::min(threadCount(), 4));
        m_scene.setTextures(m_textures);
        m_lastFrame = now;
    }
    if (newTextures || newLines)
        showLines(state, picture, m_frozen ? 0.0 : passed.count());
    m_frame = state.frame;
    m_shown = &picture;
}

void SceneModel::showLines(const SceneState& state, const Picture& picture, double seconds)
{
    const bool anotherPicture = isAnotherPicture(state);
    const auto follow = [&](FlowLines& flow, bool wanted, bool was) {
        if (!wanted)
            flow.clear();
        else if (anotherPicture || !was)
            flow.follow(*state.frame, picture, std::min(threadCount(), 4));
    };
    follow(m_driftLines, state.options.drift.lines, m_options.drift.lines);
    follow(m_diffusionLines, state.options.diffusion.lines, m_options.diffusion.lines);
    m_follower.followSpeeds(m_driftLines.fullSpeed(), m_diffusionLines.fullSpeed(), seconds);

    const LiftedSurface surface(m_textures, sceneGeometry(picture.grid));
    const auto draw = [&](LineFamily family, const FlowLines& flow, double fullSpeed) {
        m_lineGeometry.clear();
        addStreamlines(m_lineGeometry, surface, flow.lines(), fullSpeed);
        m_scene.setLines(family, m_lineGeometry);
    };
    draw(LineFamily::Drift, m_driftLines, m_follower.scales().driftSpeed);
    draw(LineFamily::Diffusion, m_diffusionLines, m_follower.scales().diffusionSpeed);
}

void SceneModel::show(const SceneState& state, int meshCells, double pixelScale)
{
    const Picture* picture = state.picture();
    if (picture) {
        showPicture(state, *picture);
    } else {
        m_scene.clear();
        m_frame = nullptr;
        m_shown = nullptr;
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
    m_scene.setLook(look, meshCells, theme(state.options.theme));
    m_scene.setCamera(SceneCamera(state.camera, look.geometry, QSizeF(state.size)));
}

} // namespace dqm
