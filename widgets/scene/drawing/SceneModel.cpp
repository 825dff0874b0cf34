#include "widgets/scene/drawing/SceneModel.h"

#include "core/grid/Parallel.h"
#include "widgets/scene/layers/ParticleInk.h"
#include "widgets/scene/marks/SceneAxes.h"
#include "widgets/scene/overlay/OverlayLayout.h"

#include <algorithm>

namespace dqm {

namespace {

/// Of the peak a run began with: below it there is nothing to be seen of a packet.
constexpr double leftOver = 1e-5;

} // namespace

bool SceneModel::isAnotherPicture(const SceneState& state) const
{
    return state.frame != m_frame || state.picture() != m_shown;
}

bool SceneModel::needsTextures(const SceneState& state) const
{
    return isAnotherPicture(state) || state.options.theme != m_options.theme
        || drawnColoring(state.options) != drawnColoring(m_options)
        || state.options.followsPeak != m_options.followsPeak
        || state.showsParticlesAlone() != m_isAlone || m_frozen.has_value();
}

void SceneModel::showPicture(const SceneState& state, const Picture& picture)
{
    const bool newTextures = needsTextures(state);
    const bool newFlows
        = state.options.drift != m_options.drift || state.options.diffusion != m_options.diffusion;
    const auto now = std::chrono::steady_clock::now();
    const std::chrono::duration<double> passed = now - m_lastFrame;
    if (newTextures) {
        if (m_frozen)
            m_follower.startFrom(*m_frozen, state.options);
        else
            m_follower.follow(*state.frame, picture, state.options, passed.count());
        m_textures.fill(picture, m_follower.scales(), drawnColoring(state.options),
            theme(state.options.theme), std::min(threadCount(), 4));
        m_isAlone = state.showsParticlesAlone();
        if (m_isAlone)
            m_textures.flatten(theme(state.options.theme));
        m_scene.setTextures(m_textures);
        m_lastFrame = now;
    }
    if (newTextures || newFlows)
        showFlows(state, picture, m_frozen ? 0.0 : passed.count());
    const bool newParticles = state.options.particles != m_options.particles
        || state.options.particleTrails != m_options.particleTrails;
    if (newTextures || newParticles)
        showParticles(state, picture);
    m_frame = state.frame;
    m_shown = &picture;
}

void SceneModel::showFlows(const SceneState& state, const Picture& picture, double seconds)
{
    const bool anotherPicture = isAnotherPicture(state);
    const auto follow = [&](FlowLayers& flow, const FlowLayer& wanted, const FlowLayer& was) {
        // Of what an edge left over only noise would be drawn.
        const bool isSeen = picture.rhoMax > leftOver * m_follower.scales().startRho;
        if (!isSeen)
            flow.clear();
        else if (anotherPicture || wanted != was)
            flow.follow(*state.frame, picture, wanted, std::min(threadCount(), 4), !anotherPicture);
        return wanted.flux == was.flux ? flow.fullSpeed() : 0.0;
    };
    const double drift = follow(m_drift, state.options.drift, m_options.drift);
    const double diffusion = follow(m_diffusion, state.options.diffusion, m_options.diffusion);
    // A flux and a velocity share no scale: nought first, so that the other begins anew.
    m_follower.followSpeeds(drift, diffusion, seconds);
    m_follower.followSpeeds(m_drift.fullSpeed(), m_diffusion.fullSpeed(), 0.0);

    const LiftedSurface surface(m_textures, sceneGeometry(picture.grid));
    const auto draw = [&](LineFamily family, const FlowLayers& flow, double fullSpeed) {
        m_lineGeometry.clear();
        flow.draw(m_lineGeometry, surface, fullSpeed);
        m_scene.setLines(family, m_lineGeometry);
    };
    draw(LineFamily::Drift, m_drift, m_follower.scales().driftSpeed);
    draw(LineFamily::Diffusion, m_diffusion, m_follower.scales().diffusionSpeed);
}

void SceneModel::showParticles(const SceneState& state, const Picture& picture)
{
    const LiftedSurface surface(m_textures, sceneGeometry(picture.grid));
    m_particlePoints.clear();
    m_lineGeometry.clear();
    if (state.options.particles) {
        liftParticles(m_particlePoints, surface, picture, std::min(threadCount(), 4));
        if (state.options.particleTrails)
            addTrails(m_lineGeometry, surface, picture, trailsShown(picture, QSizeF(state.size)));
    }
    m_scene.setParticles(m_leavesParticles ? std::vector<float>() : m_particlePoints);
    m_scene.setLines(LineFamily::Trails, m_lineGeometry);
}

void SceneModel::leaveParticles(bool left)
{
    if (left == m_leavesParticles)
        return;
    m_leavesParticles = left;
    m_scene.setParticles(left ? std::vector<float>() : m_particlePoints);
}

void SceneModel::show(const SceneState& state, int meshCells, double pixelScale)
{
    const Picture* picture = state.picture();
    if (picture) {
        showPicture(state, *picture);
    } else {
        m_scene.clear();
        m_particlePoints.clear();
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
    look.walls = look.scales.hasWalls && (look.contours || look.sheet);
    look.gridStep = picture ? gridStep(*picture) : 1.0;
    look.lineScale = pixelScale;
    if (picture)
        m_particleColor = dqm::particleColor(*picture, theme(state.options.theme));
    look.particles = m_particleColor;
    m_scene.setLook(look, meshCells, theme(state.options.theme));
    m_scene.setCamera(SceneCamera(state.camera, look.geometry, paneRoom(state)));
}

} // namespace dqm
