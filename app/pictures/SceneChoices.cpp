#include "app/pictures/SceneChoices.h"

#include "widgets/scene/model/SceneScales.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dqm {

namespace {

constexpr std::pair<const char*, ColorBy> colorings[]
    = {{"phase", ColorBy::Phase}, {"density", ColorBy::Density}, {"drift", ColorBy::DriftSpeed},
        {"diffusion", ColorBy::DiffusionSpeed}, {"quantum-potential", ColorBy::QuantumPotential},
        {"local-energy", ColorBy::LocalEnergy}, {"residual-13", ColorBy::ResidualHamiltonJacobi},
        {"residual-14", ColorBy::ResidualContinuity}};

constexpr std::pair<const char*, PlotKind> plots[]
    = {{"energies", PlotKind::Energies}, {"spread", PlotKind::Spread},
        {"section", PlotKind::Section}, {"marginals", PlotKind::Marginals},
        {"momentum", PlotKind::Momentum}, {"complex-diffusion", PlotKind::ComplexDiffusion}};

/// What a word stands for in a table; the first entry's for a word that is not in it.
template <class Value, std::size_t n>
Value valueOf(const std::pair<const char*, Value> (&table)[n], const std::string& word)
{
    const auto* found = std::find_if(std::begin(table), std::end(table),
        [&word](const auto& entry) { return entry.first == word; });
    return found == std::end(table) ? table[0].second : found->second;
}

template <class Value, std::size_t n>
const char* wordFor(const std::pair<const char*, Value> (&table)[n], Value value)
{
    return std::find_if(std::begin(table), std::end(table), [value](const auto& entry) {
        return entry.second == value;
    })->first;
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
    options.colorBy = valueOf(colorings, view.colorBy);
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
    view.colorBy = wordFor(colorings, options.colorBy);
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
    request.residuals = isResidual(options.colorBy);
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
    const auto* place = std::find_if(std::begin(colorings), std::end(colorings),
        [colorBy](const auto& entry) { return entry.second == colorBy; });
    const auto next = static_cast<std::size_t>(place - std::begin(colorings)) + 1;
    return colorings[next % std::size(colorings)].second;
}

PlotKind plotNamed(const std::string& name) { return valueOf(plots, name); }

const char* nameOf(PlotKind plot) { return wordFor(plots, plot); }

SectionLine homeSection(const Grid& grid)
{
    constexpr double shareOfSide = 0.8; // that a fresh section crosses
    const Vec2 half(0.5 * shareOfSide * grid.size.x(), 0.0);
    return {grid.center - half, grid.center + half};
}

} // namespace dqm
