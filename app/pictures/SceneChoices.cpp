#include "app/pictures/SceneChoices.h"

#include "widgets/scene/model/Colourings.h"

#include <algorithm>
#include <stdexcept>

namespace dqm {

namespace {

/// Of a word that validate() has let pass.
ColorBy coloringNamed(const std::string& word)
{
    for (const Colouring& each : colourings()) {
        if (each.word == word)
            return each.by;
    }
    throw std::invalid_argument("view.color: found \"" + word + "\", expected a colouring");
}

FlowLayer layer(const FlowView& view) { return {view.lines, view.arrows, view.tracers, view.flux}; }

FlowView flowView(const FlowLayer& layer)
{
    return {layer.lines, layer.arrows, layer.tracers, layer.flux};
}

} // namespace

SceneOptions sceneOptions(const ViewSettings& view)
{
    SceneOptions options;
    options.colorBy = coloringNamed(view.colorBy);
    options.potentialContours = view.showPotential;
    options.drift = layer(view.drift);
    options.diffusion = layer(view.diffusion);
    options.vortices = view.vortices;
    options.particles = view.particles;
    options.particleTrails = view.particleTrails;
    options.particlesAlone = view.particlesAlone;
    return options;
}

CameraState homeCamera(const ViewSettings& view)
{
    CameraState camera;
    camera.azimuth = view.azimuth.value_or(camera.azimuth);
    camera.elevation = view.elevation.value_or(camera.elevation);
    camera.zoom = view.zoom.value_or(camera.zoom);
    camera.flat = view.flat;
    return camera;
}

void note(ViewSettings& view, const SceneOptions& options)
{
    view.colorBy = colouring(options.colorBy).word;
    view.showPotential = options.potentialContours;
    view.drift = flowView(options.drift);
    view.diffusion = flowView(options.diffusion);
    view.vortices = options.vortices;
    view.particles = options.particles;
    view.particleTrails = options.particleTrails;
    view.particlesAlone = options.particlesAlone;
}

void ask(FrameRequest& request, const SceneOptions& options)
{
    request.vortices = options.vortices;
    request.particles = options.particles;
    request.residuals = colouring(options.colorBy).range == Colouring::Range::Residual;
}

void note(ViewSettings& view, const CameraState& camera)
{
    view.azimuth = camera.azimuth;
    view.elevation = camera.elevation;
    view.zoom = camera.zoom;
    view.flat = camera.flat;
}

ColorBy nextColoring(ColorBy colorBy)
{
    const auto all = colourings();
    const auto place = std::ranges::find(all, colorBy, &Colouring::by);
    const auto next = static_cast<std::size_t>(place - all.begin()) + 1;
    return all[next % all.size()].by;
}

SectionLine homeSection(const Grid& grid)
{
    constexpr double shareOfSide = 0.8; // that a fresh section crosses
    const Vec2 half(0.5 * shareOfSide * grid.size.x(), 0.0);
    return {grid.center - half, grid.center + half};
}

} // namespace dqm
