#include "core/readouts/waves/ClosedForms.h"

#include "core/readouts/waves/Resolution.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double rounding = 1e-8; // of a number's size
constexpr double farAway = 6.0; // sigmas
constexpr int looksOnTheWay = 64;

/// V = sum over axes of m (kappa q^2/2 - pull q) + const.
struct Quadratic
{
    Vec2 kappa{0.0, 0.0};
    Vec2 pull{0.0, 0.0};
};

std::optional<Quadratic> quadraticOf(const Experiment& experiment)
{
    Quadratic all;
    const double mass = physicalConstants(experiment).mass;
    for (const PotentialTerm& term : experiment.potential) {
        if (const auto* spring = std::get_if<HarmonicTerm>(&term)) {
            const Vec2 kappa = experiment.strength * spring->omega.cwiseAbs2();
            all.kappa += kappa;
            all.pull += kappa.cwiseProduct(spring->center);
        } else if (const auto* force = std::get_if<UniformTerm>(&term)) {
            all.pull += experiment.strength / mass * force->force;
        } else {
            return {};
        }
    }
    return all;
}

/// A and B of x(t) = A x(0) + B v(0) about the place of rest.
std::array<double, 2> classical(double kappa, double t)
{
    const double rate = std::sqrt(std::abs(kappa));
    if (kappa > 0.0)
        return {std::cos(rate * t), std::sin(rate * t) / rate};
    if (kappa < 0.0)
        return {std::cosh(rate * t), std::sinh(rate * t) / rate};
    return {1.0, t};
}

GaussianMotion alongAxis(const GaussianPacket& packet, const Quadratic& V,
    const PhysicalConstants& constants, int axis, double t)
{
    const double kappa = V.kappa[axis];
    const double pull = V.pull[axis];
    const double x0 = packet.center[axis];
    const double v0 = packet.velocity[axis];
    const auto [A, B] = classical(kappa, t);
    GaussianMotion motion;
    if (kappa == 0.0) {
        motion.mean = x0 + v0 * t + 0.5 * pull * t * t;
        motion.velocity = v0 + pull * t;
    } else {
        const double rest = pull / kappa;
        motion.mean = rest + (x0 - rest) * A + v0 * B;
        motion.velocity = -kappa * B * (x0 - rest) + v0 * A;
    }
    const double s2 = packet.sigma[axis] * packet.sigma[axis];
    const double covariance = -packet.chirp * s2;
    const double spread = constants.hbar / (2.0 * constants.mass);
    const double v2 = spread * spread / s2 + packet.chirp * packet.chirp * s2;
    const double ARate = -kappa * B;
    const double BRate = A;
    motion.sigma = std::sqrt(A * A * s2 + 2.0 * A * B * covariance + B * B * v2);
    motion.sigmaRate
        = (A * ARate * s2 + (ARate * B + A * BRate) * covariance + B * BRate * v2) / motion.sigma;
    return motion;
}

/// The one packet that the ensemble is prepared with, of a kind; else null.
template <class Kind>
const Kind* onlyPacket(const Experiment& experiment)
{
    const bool isOne = experiment.packets.size() == 1 && experiment.exchange == Exchange::None;
    return isOne ? std::get_if<Kind>(&experiment.packets.front()) : nullptr;
}

/// Whether no edge was felt until then.
bool staysInside(const Experiment& experiment, double time)
{
    const Grid& grid = experiment.grid;
    const bool hasPlace = grid.boundary != BoundaryKind::Periodic || !experiment.potential.empty();
    for (int look = 0; look <= looksOnTheWay; ++look) {
        const auto motion = gaussianMotion(experiment, time * look / looksOnTheWay);
        for (int axis = 0; axis < 2; ++axis) {
            const GaussianMotion& now = motion->at(static_cast<std::size_t>(axis));
            const double off = hasPlace ? std::abs(now.mean - grid.center[axis]) : 0.0;
            if (!(off + farAway * now.sigma < 0.5 * grid.size[axis]))
                return false;
        }
    }
    return true;
}

/// C(b) / sinh^2(a) of the ridge's formula, without overflow.
double closedOverOpen(double a, double root)
{
    const double b = 0.5 * pi * std::sqrt(std::abs(root));
    if (root < 0.0)
        return std::pow(std::cos(b) / std::sinh(std::min(a, 300.0)), 2);
    const double ratio
        = std::exp(std::min(b - a, 300.0)) * (1.0 + std::exp(-2.0 * b)) / -std::expm1(-2.0 * a);
    return ratio * ratio;
}

/// Adds readouts of one group.
class Forms
{
public:
    Forms(const Experiment& experiment, const Frame& frame)
        : m_experiment(experiment)
        , m_frame(frame)
        , m_resolution(frame)
        , m_seen(frame.pictures.front().numbers)
    {
    }

    void addGaussian()
    {
        const auto motion = gaussianMotion(m_experiment, m_frame.time);
        if (!motion || !staysInside(m_experiment, m_frame.time))
            return;
        const PhysicalConstants& constants = m_frame.constants;
        const auto* packet = onlyPacket<GaussianPacket>(m_experiment);
        const Moments& m = m_seen.moments;
        double drift = 0.0;
        double diffusion = 0.0;
        for (int axis = 0; axis < 2; ++axis) {
            const GaussianMotion& now = motion->at(static_cast<std::size_t>(axis));
            const std::string& name = m_frame.axes.column.at(static_cast<std::size_t>(axis));
            const double length = std::max({std::abs(now.mean), std::abs(packet->center[axis]),
                std::abs(packet->velocity[axis] * m_frame.time), now.sigma});
            const double u = constants.hbar / (2.0 * constants.mass * now.sigma);
            const double speed
                = std::max({std::abs(now.velocity), std::abs(packet->velocity[axis]), u});
            add("closed.mean_" + name, "mean " + name, Quantity::Length, m.mean[axis], now.mean,
                length);
            add("closed.p_" + name, "mean p_" + name, Quantity::Momentum, m.momentum[axis],
                constants.mass * now.velocity, constants.mass * speed);
            add("closed.sigma_" + name, "sigma " + name, Quantity::Length, m.sigma[axis], now.sigma,
                now.sigma);
            drift += 0.5 * constants.mass
                * (now.velocity * now.velocity + now.sigmaRate * now.sigmaRate);
            diffusion += 0.5 * constants.mass * u * u;
        }
        const Energies& e = m_seen.energies;
        const double size = drift + diffusion + std::abs(e.potential);
        add("closed.drift", "drift energy U_v", Quantity::Energy, e.drift, drift, size);
        add("closed.diffusion", "diffusion energy U_u", Quantity::Energy, e.diffusion, diffusion,
            size);
    }

    void addEigenstate()
    {
        const std::optional<double> energy = eigenstateEnergy(m_experiment);
        if (energy)
            add("closed.energy", "energy of the eigenstate", Quantity::Energy,
                m_seen.energies.kinetic() + m_seen.energies.potential, *energy, *energy);
    }

    void addTransmission()
    {
        const auto expected = transmission(m_experiment, m_frame.time);
        const auto region = behindTheRidge();
        if (!expected || !region)
            return;
        constexpr double allowed = 1e-3; // what of it is still near the ridge, and comes from edges
        Readout readout{.id = "closed.transmitted",
            .label = "share that passes the ridge",
            .value = m_seen.regions.at(*region),
            .group = "Closed forms"};
        m_resolution.expect(
            readout, expected->share, "closed form", 1.0, allowed + 2.0 * expected->yetToCome);
        if (expected->yetToCome > allowed)
            readout.unresolved = "a part of the packet is yet to come";
        m_readouts.push_back(std::move(readout));
    }

    std::vector<Readout> taken() { return std::move(m_readouts); }

private:
    void add(const std::string& id, const std::string& label, Quantity quantity, double value,
        double expected, double size)
    {
        Readout readout{.id = id,
            .label = label,
            .value = value,
            .unit = unitSymbol(quantity, m_frame.units),
            .group = "Closed forms"};
        m_resolution.expect(readout, expected, "closed form", size, rounding);
        m_readouts.push_back(std::move(readout));
    }

    /// The region that begins at the ridge and holds all that passed it.
    std::optional<std::size_t> behindTheRidge() const
    {
        const auto* ridge = m_experiment.potential.size() == 1
            ? std::get_if<Sech2Term>(&m_experiment.potential.front())
            : nullptr;
        const auto* packet = onlyPacket<GaussianPacket>(m_experiment);
        if (!ridge || !packet)
            return {};
        const int axis = ridge->axis == Axis::X ? 0 : 1;
        const auto at = static_cast<std::size_t>(2 * axis);
        const Vec2 low = m_experiment.grid.lower();
        const Vec2 high = low + m_experiment.grid.size;
        const bool goesUp = packet->center[axis] < ridge->position;
        for (std::size_t i = 0; i < m_experiment.regions.size(); ++i) {
            const std::array<double, 4>& box = m_experiment.regions[i].box;
            const std::size_t other = 2 - at;
            const int across = 1 - axis;
            const bool coversTheWidth = box[other] <= low[across] && box[other + 1] >= high[across];
            const bool isBehind = goesUp ? box[at] == ridge->position && box[at + 1] >= high[axis]
                                         : box[at + 1] == ridge->position && box[at] <= low[axis];
            if (coversTheWidth && isBehind)
                return i;
        }
        return {};
    }

    const Experiment& m_experiment;
    const Frame& m_frame;
    Resolution m_resolution;
    const Observables& m_seen;
    std::vector<Readout> m_readouts;
};

} // namespace

std::optional<std::array<GaussianMotion, 2>> gaussianMotion(
    const Experiment& experiment, double time)
{
    const auto* packet = onlyPacket<GaussianPacket>(experiment);
    const std::optional<Quadratic> V = quadraticOf(experiment);
    if (!packet || !V)
        return {};
    const PhysicalConstants constants = physicalConstants(experiment);
    return std::array{
        alongAxis(*packet, *V, constants, 0, time), alongAxis(*packet, *V, constants, 1, time)};
}

std::optional<Transmission> transmission(const Experiment& experiment, double time)
{
    constexpr double widest = 8.0; // standard deviations of the momenta
    constexpr int points = 8000;
    const auto* packet = onlyPacket<GaussianPacket>(experiment);
    const auto* ridge = experiment.potential.size() == 1
        ? std::get_if<Sech2Term>(&experiment.potential.front())
        : nullptr;
    if (!packet || !ridge || packet->chirp != 0.0)
        return {};
    const auto [hbar, mass, c] = physicalConstants(experiment);
    const int axis = ridge->axis == Axis::X ? 0 : 1;
    const double distance = std::abs(ridge->position - packet->center[axis]);
    const double towards = ridge->position > packet->center[axis] ? 1.0 : -1.0;
    const double sigma = packet->sigma[axis];
    const double V = experiment.strength * ridge->height;
    const double root = 8.0 * mass * V * ridge->width * ridge->width / (hbar * hbar) - 1.0;
    const double k0 = towards * mass * packet->velocity[axis] / hbar;
    const double spread = 0.5 / sigma;
    Transmission all;
    double weights = 0.0;
    for (int i = 0; i <= points; ++i) {
        const double pull = widest * (2.0 * i / points - 1.0);
        const double k = k0 + pull * spread;
        const double weight = std::exp(-0.5 * pull * pull);
        weights += weight;
        if (!(k > 0.0))
            continue;
        const double passes = weight / (1.0 + closedOverOpen(pi * k * ridge->width, root));
        const double beyond = (hbar * k / mass * std::abs(time) - distance) / sigma;
        all.share += passes;
        all.yetToCome += passes * 0.5 * std::erfc(beyond / std::numbers::sqrt2);
    }
    return Transmission{all.share / weights, all.yetToCome / weights};
}

std::optional<double> eigenstateEnergy(const Experiment& experiment)
{
    const auto* packet = onlyPacket<EigenstatePacket>(experiment);
    if (!packet)
        return {};
    const PhysicalConstants constants = physicalConstants(experiment);
    const Vec2 n(packet->n[0], packet->n[1]);
    if (packet->of == EigenstatePacket::Of::Box) {
        if (!experiment.potential.empty() || experiment.grid.boundary != BoundaryKind::Walls)
            return {};
        const Vec2 momentum = constants.hbar * pi * n.cwiseQuotient(experiment.grid.size);
        return momentum.squaredNorm() / (2.0 * constants.mass);
    }
    const auto* spring = experiment.potential.size() == 1
        ? std::get_if<HarmonicTerm>(&experiment.potential.front())
        : nullptr;
    if (!spring || experiment.strength != 1.0 || spring->omega != packet->omega
        || spring->center != packet->center)
        return {};
    return constants.hbar * packet->omega.dot(n + Vec2(0.5, 0.5));
}

std::vector<Readout> closedForms(const Experiment& experiment, const Frame& frame)
{
    constexpr double gone = 1e-9; // of the ensemble, through an absorbing edge
    const bool isFree = experiment.potential.empty() && -frame.normError < gone;
    const bool isKept = frame.energyIsConserved || isFree;
    if (frame.pictures.empty() || frame.isCooling || !isKept || frame.events)
        return {};
    Forms forms(experiment, frame);
    forms.addGaussian();
    forms.addEigenstate();
    forms.addTransmission();
    return forms.taken();
}

} // namespace dqm
