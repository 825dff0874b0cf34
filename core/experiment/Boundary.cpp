#include "core/experiment/Boundary.h"

#include "core/experiment/Units.h"
#include "core/grid/FourierTransform.h"

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

/// Mean and standard deviation of a packet's wave numbers, the larger of both axes.
struct Waves
{
    double mean;
    double spread;
};

Waves wavesIn(const SavedWave& saved)
{
    ComplexField psi = saved.psi;
    FourierTransform(saved.grid).forward(psi);
    const RealField weight = psi.abs2();
    const Eigen::ArrayXd kx = saved.grid.wavenumbersX();
    const Eigen::ArrayXd ky = saved.grid.wavenumbersY();
    const Eigen::ArrayXd alongX = weight.colwise().sum().transpose() / weight.sum();
    const Eigen::ArrayXd alongY = weight.rowwise().sum() / weight.sum();
    const Vec2 mean((alongX * kx).sum(), (alongY * ky).sum());
    const Vec2 square((alongX * kx.square()).sum(), (alongY * ky.square()).sum());
    return {mean.norm(), std::sqrt((square - mean.cwiseAbs2()).cwiseMax(0.0).maxCoeff())};
}

Waves waves(const Packet& packet, const PhysicalConstants& constants)
{
    const double perVelocity = constants.mass / constants.hbar;
    struct Visitor
    {
        double perVelocity;

        Waves operator()(const GaussianPacket& p) const
        {
            const double sigma = p.sigma.minCoeff();
            return {perVelocity * p.velocity.norm(),
                std::hypot(0.5 / sigma, perVelocity * p.chirp * p.sigma.maxCoeff())};
        }
        Waves operator()(const VortexPacket& p) const
        {
            return {perVelocity * p.velocity.norm(),
                0.5 / p.sigma * std::sqrt(std::abs(p.charge) + 1.0)};
        }
        Waves operator()(const EigenstatePacket& p) const
        {
            const double n = std::max(p.n[0], p.n[1]);
            return {0.0, std::sqrt((n + 0.5) * perVelocity * p.omega.maxCoeff())};
        }
        Waves operator()(const PlanePacket& p) const
        {
            return {perVelocity * p.velocity.norm(), 0.0};
        }
        Waves operator()(const FormulaPacket&) const { return {0.0, 1.0}; }
        Waves operator()(const FilePacket& p) const { return wavesIn(*p.wave); }
    };
    return std::visit(Visitor{perVelocity}, packet);
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
        const Waves k = waves(packet, constants);
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
