#include "core/evolution/TimeStep.h"

#include "core/evolution/Landscape.h"
#include "core/experiment/Units.h"
#include "core/grid/Derivatives.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace dqm {

namespace {

constexpr int paths = 32;
constexpr int longestPath = 1200;
/// Error of psi over the integral of |d^n V/dt^n| dt^n / hbar, fitted to runs of both schemes.
constexpr double weightOfOrder2 = 1.0 / 24.0;
constexpr double weightOfOrder4 = 1.0 / 8000.0;
constexpr double toleranceOfSmooth = 1e-6;
constexpr double toleranceAtSharpEdges = 1e-3;
/// Of the momenta, in standard deviations: the few that are far out may meet what the others do
/// not.
constexpr std::array<double, 4> deviations{0.5, -1.8, 1.8, -0.5};

struct PhasePoint
{
    Vec2 position;
    Vec2 momentum;
};

/// Positions at equal shares of rho, each with the drift momentum there and a deviation within the
/// spread of the diffusion momentum.
std::vector<PhasePoint> startingPoints(
    const ComplexField& psi, const Grid& grid, const PhysicalConstants& constants)
{
    const ComplexVectorField slope = gradient(psi, grid, DerivativeMethod::EighthOrder);
    const RealField rho = psi.abs2();
    const double total = rho.sum();
    const auto spread = [&](const ComplexField& d) {
        const RealField real = (psi.conjugate() * d).real();
        return constants.hbar
            * std::sqrt(
                (rho > 1e-12 * rho.maxCoeff()).select(real.square() / rho, 0.0).sum() / total);
    };
    const Vec2 diffusion(spread(slope.x), spread(slope.y));
    std::vector<PhasePoint> points;
    double passed = 0.0;
    for (Eigen::Index k = 0; k < rho.size() && points.size() < paths; ++k) {
        passed += rho.data()[k];
        if (passed < (static_cast<double>(points.size()) + 0.5) / paths * total)
            continue;
        const Eigen::Index j = k / grid.nx;
        const Eigen::Index i = k % grid.nx;
        const std::complex<double> bra = std::conj(psi(j, i)) / rho(j, i);
        const Vec2 drift
            = constants.hbar * Vec2((bra * slope.x(j, i)).imag(), (bra * slope.y(j, i)).imag());
        const size_t n = points.size();
        const Vec2 deviation(deviations[n % 4], deviations[n / 4 % 4]);
        points.push_back({Vec2(grid.x(static_cast<int>(i)), grid.y(static_cast<int>(j))),
            drift + deviation.cwiseProduct(diffusion)});
    }
    return points;
}

/// The classical motion in V, with the parts of V seen on the way.
class Path
{
public:
    Path(Landscape& landscape, double mass, PhasePoint start, double step, int steps)
        : m_landscape(landscape)
    {
        m_parts.reserve(static_cast<size_t>(steps) + 1);
        start.momentum += landscape.firstPush();
        for (int n = 0; n <= steps; ++n) {
            m_parts.push_back(landscape.partsAt(start.position, n));
            start.position += 0.5 * step / mass * start.momentum;
            start.momentum += step * landscape.force(start.position, n);
            start.position += 0.5 * step / mass * start.momentum;
        }
    }

    /// Integral over the path of |d^n V/dt^n|, n even, as the place changes: what changes in time
    /// has its own schedule.
    double roughness(int order, double step) const
    {
        std::vector<std::vector<double>> difference = m_parts;
        for (int n = 0; n < order; ++n) {
            for (size_t k = 0; k + 1 < difference.size(); ++k)
                for (size_t part = 0; part < difference[k].size(); ++part)
                    difference[k][part] = difference[k + 1][part] - difference[k][part];
            difference.pop_back();
        }
        double sum = 0.0;
        for (size_t k = 0; k < difference.size(); ++k) {
            const std::vector<double>& factors
                = m_landscape.factorsAt(static_cast<int>(k) + order / 2);
            double all = 0.0;
            for (size_t part = 0; part < factors.size(); ++part)
                all += factors[part] == 0.0 ? 0.0 : factors[part] * difference[k][part];
            sum += std::abs(all);
        }
        return sum * std::pow(step, 1 - order);
    }

private:
    const Landscape& m_landscape;
    std::vector<std::vector<double>> m_parts;
};

/// V less a force that is the same everywhere, which costs no steps.
const Potential& undriven(const Potential& potential)
{
    return potential.withoutLinearDrive() ? *potential.withoutLinearDrive() : potential;
}

/// A step on the paths that resolves the grid's spacing at the speed the potential can lend.
double pathStep(const Potential& potential, const std::vector<PhasePoint>& points, double lowest,
    double mass, double until)
{
    const Potential& own = undriven(potential);
    double square = 0.0;
    for (const PhasePoint& p : points)
        square += p.momentum.squaredNorm() / (mass * mass)
            + 2.0 * std::max(0.0, own.at(p.position, 0.0) - lowest) / mass;
    const double speed = std::sqrt(square / static_cast<double>(points.size()));
    const double spacing = std::min(potential.grid().dx(), potential.grid().dy());
    return std::min(0.5 * spacing / speed, until / 200.0);
}

/// Root mean square over the points' paths of the integral of |d^n V/dt^n| up to `until`; a run
/// longer than the paths goes on as it began.
double roughness(const Potential& potential, const std::vector<PhasePoint>& points, double lowest,
    double mass, double until, int order)
{
    const double step = pathStep(potential, points, lowest, mass, until);
    const int steps = std::clamp(static_cast<int>(until / step), 8, longestPath);
    Landscape landscape(potential, step, steps);
    double square = 0.0;
    int count = 0;
    for (const PhasePoint& point : points) {
        const double own = Path(landscape, mass, point, step, steps).roughness(order, step);
        if (!std::isfinite(own))
            continue;
        square += own * own;
        ++count;
    }
    return std::sqrt(square / std::max(1, count)) * std::max(1.0, until / (steps * step));
}

double roundedDown(double step)
{
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    double result = power;
    for (const double digit : {1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
        if (digit * power <= step * (1.0 + 1e-12))
            result = digit * power;
    return result;
}

} // namespace

double automaticStep(const Experiment& experiment, const Potential& potential,
    const ComplexField& initial, Scheme scheme, std::optional<double> tolerance, double longest)
{
    const double until = experiment.time.until;
    if (potential.isZero())
        return longest < until / 100.0 ? roundedDown(longest) : until / 100.0;
    const PhysicalConstants constants = physicalConstants(experiment);
    const bool smooth = potential.isSmooth();
    const int order = smooth && scheme == Scheme::Chin4B ? 4 : 2;
    const double weight = order == 4 ? weightOfOrder4 : weightOfOrder2;
    const double allowed = tolerance.value_or(smooth ? toleranceOfSmooth : toleranceAtSharpEdges);

    longest = std::min(longest, until / 100.0);
    if (const StepSchedule* const schedule = potential.scheduleInK())
        longest = std::min(longest, schedule->longestStep(order));
    const Potential& own = undriven(potential);
    RealField V;
    own.sample(V, 0.0);
    const double error = weight / constants.hbar
        * roughness(potential, startingPoints(initial, potential.grid(), constants), V.minCoeff(),
            constants.mass, until, order);
    if (!(error > 0.0))
        return roundedDown(longest);
    return roundedDown(std::min(longest, std::pow(allowed / error, 1.0 / order)));
}

} // namespace dqm
