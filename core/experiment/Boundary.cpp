#include "core/experiment/Boundary.h"

#include "core/experiment/Units.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

constexpr double c2 = 0.9 * 0.9;
/// Integral of the profile over its depth.
const double profileArea = (1.0 - c2) * (1.0 - c2)
    * (1.0 / (2.0 * c2 * (1.0 - c2)) - std::atanh(std::sqrt(c2)) / (2.0 * c2 * std::sqrt(c2)));
constexpr double letThrough = 3e-4;

double profile(double depth)
{
    const double s = std::max(0.0, depth);
    const double root = (1.0 - c2) * s / (1.0 - c2 * s * s);
    return root * root;
}

} // namespace

AbsorbingLayer::AbsorbingLayer(const Experiment& experiment)
    : m_grid(experiment.grid)
    , m_active(experiment.grid.boundary == BoundaryKind::Absorbing)
{
    if (!m_active)
        return;
    const PhysicalConstants constants = physicalConstants(experiment);
    const double size = m_grid.size.minCoeff();
    double fastest = 0.0;
    double slowest = std::numbers::pi / std::max(m_grid.dx(), m_grid.dy());
    for (const Packet& packet : experiment.packets) {
        const WaveNumbers k = waveNumbersOf(packet, constants);
        fastest = std::max(fastest, 1.5 * (k.mean + 3.0 * k.spread));
        slowest = std::min(slowest, k.mean - 2.0 * k.spread);
    }
    const double wanted = slowest > 0.0 ? 10.0 / slowest : size;
    m_width = experiment.absorber.width.value_or(std::clamp(wanted, size / 8.0, size / 5.0));
    m_slowest = 8.0 * constants.hbar / (constants.mass * m_width);
    // A weaker layer would let more slow waves through than it reflects less.
    fastest = std::max(fastest, 20.0 / m_width);
    m_strength = experiment.absorber.strength.value_or(constants.hbar * constants.hbar * fastest
        * -std::log(letThrough) / (4.0 * constants.mass * m_width * profileArea));
}

void AbsorbingLayer::sample(RealField& gamma, Vec2 offset) const
{
    if (!m_active) {
        gamma.resize(0, 0);
        return;
    }
    const Grid& grid = m_grid;
    const auto along = [&](Eigen::ArrayXd q, int axis) {
        for (double& value : q) {
            const Vec2 d = grid.shortest(Vec2::Constant(value - grid.center[axis]));
            const double toEdge = 0.5 * grid.size[axis] - std::abs(d[axis]);
            value = m_strength * profile(1.0 - toEdge / m_width);
        }
        return q;
    };
    const Eigen::ArrayXd X = along(grid.xs() + offset.x(), 0);
    const Eigen::ArrayXd Y = along(grid.ys() + offset.y(), 1);
    gamma = X.transpose().replicate(grid.ny, 1) + Y.replicate(1, grid.nx);
}

} // namespace dqm
