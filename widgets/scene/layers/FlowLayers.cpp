#include "widgets/scene/layers/FlowLayers.h"

#include "core/frames/PictureFlow.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double linesAcross = 36.0;
/// Distances between lines across the width of a packet.
constexpr double linesPerWidth = 7.7;
constexpr int finestStep = -3;
constexpr int coarsestStep = 1;
/// Half a step would switch back and forth.
constexpr double reluctance = 0.75;

/// In spacings of the lines of v.
constexpr double diffusionSeparation = 1.19;
constexpr double arrowSpacing = 1.6;
constexpr double longestArrow = 0.85; ///< in spacings of the arrows

} // namespace

FlowKind shownKind(FlowKind velocity, const FlowLayer& layer)
{
    if (!layer.flux)
        return velocity;
    return velocity == FlowKind::Drift ? FlowKind::DriftFlux : FlowKind::DiffusionFlux;
}

double filledWidth(const Picture& picture)
{
    if (!(picture.rhoMax > 0.0F))
        return 0.0;
    const auto share = picture.rho / picture.rhoMax;
    const double sum = share.cast<double>().sum();
    const double squares = share.square().cast<double>().sum();
    return std::sqrt(sum * sum / squares * picture.grid.dx() * picture.grid.dy());
}

void PatternSpacing::follow(double width, double side, bool anew)
{
    const double coarse = side / linesAcross;
    const double exact = 2.0 * std::log2(std::max(width / linesPerWidth, 1e-6 * side) / coarse);
    if (anew || std::abs(exact - m_step) > reluctance)
        m_step = std::clamp(static_cast<int>(std::lround(exact)), finestStep, coarsestStep);
    m_spacing = coarse * std::exp2(0.5 * m_step);
}

void FlowLayers::clear()
{
    m_lines.clear();
    m_arrows.clear();
    m_trails.clear();
    m_field = FlowField();
    m_layer = {};
    m_followed = false;
}

void FlowLayers::follow(
    const Frame& frame, const Picture& picture, const FlowLayer& wanted, int threads, bool again)
{
    const FlowKind kind = shownKind(m_velocityKind, wanted);
    const FlowSource source = flowSource(picture, kind, frame.constants);
    if (!wanted.isShown() || source.x.size() != picture.rho.size() || !(picture.rhoMax > 0.0F)) {
        clear();
        return;
    }
    const std::string place = picture.title + (picture.isFrictional() ? " frictional" : "");
    const bool anew = !m_followed || kind != m_kind || place != m_place || frame.steps < m_steps
        || frame.steps == 0 || picture.grid.size != m_size;
    const Vec2 mean = picture.numbers.moments.mean;
    const bool hadLines = m_layer.lines;
    const bool hadTracers = m_layer.tracers;
    m_layer = wanted;
    m_kind = kind;
    m_field.assign(source);
    m_width = filledWidth(picture);
    m_spacing.follow(m_width, picture.grid.size.minCoeff(), anew);
    followLines(anew || !hadLines, again, anew ? Vec2(0.0, 0.0) : Vec2(mean - m_mean), threads);
    followArrows();
    followTracers(frame, picture, anew || !hadTracers, threads);
    m_place = place;
    m_size = picture.grid.size;
    m_mean = mean;
    m_steps = frame.steps;
    m_followed = true;
}

void FlowLayers::followLines(bool anew, bool again, Vec2 carriedBy, int threads)
{
    if (!m_layer.lines) {
        m_lines.clear();
        return;
    }
    const double separation
        = m_spacing.spacing() * (m_velocityKind == FlowKind::Diffusion ? diffusionSeparation : 1.0);
    if (anew || separation != m_lines.options().separation)
        m_lines = Streamlines(StreamlineOptions{.separation = separation});
    else if (again)
        return;
    m_lines.update(m_field, carriedBy, threads);
}

void FlowLayers::followArrows()
{
    m_arrows.clear();
    if (!m_layer.arrows)
        return;
    ArrowOptions options{.spacing = arrowSpacing * m_spacing.spacing()};
    if (m_velocityKind == FlowKind::Diffusion)
        options.shift = Vec2(0.5, 0.5);
    m_arrows = dqm::arrows(m_field, options);
}

void FlowLayers::followTracers(const Frame& frame, const Picture& picture, bool anew, int threads)
{
    if (!m_layer.tracers) {
        m_trails.clear();
        return;
    }
    if (m_layer.flux)
        m_velocity.assign(flowSource(picture, m_velocityKind, frame.constants));
    m_trails.follow({m_layer.flux ? m_velocity : m_field, picture.rho, picture.numbers.time,
                        m_width, frame.constants.hbar / frame.constants.mass},
        anew, threads);
}

double FlowLayers::fullSpeed() const
{
    const auto& tracers = m_trails.tracers();
    const bool isSeen = !m_lines.pieces().empty() || !m_arrows.empty()
        || std::any_of(tracers.begin(), tracers.end(),
            [](const Tracer& tracer) { return tracer.speed > 0.0F; });
    return isSeen ? 2.0 * m_field.rmsSpeed() : 0.0;
}

void FlowLayers::draw(LineGeometry& geometry, const LiftedSurface& surface, double fullSpeed) const
{
    addStreamlines(geometry, surface, m_lines, fullSpeed);
    addArrows(
        geometry, surface, m_arrows, longestArrow * arrowSpacing * m_spacing.spacing(), fullSpeed);
    m_trails.draw(geometry, surface, m_layer.flux ? 2.0 * m_velocity.rmsSpeed() : fullSpeed);
}

} // namespace dqm
