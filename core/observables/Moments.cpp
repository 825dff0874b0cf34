#include "core/observables/Moments.h"

#include "core/observables/FlowSums.h"
#include "core/observables/WallQuadrature.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>
#include <utility>

namespace dqm {

namespace {

/// Share at the edge (see Moments::atEdge) from which the mean place of rho is no longer its own.
constexpr double reachesOver = 1e-7;

/// Where the density sits on a circle of this length, as a coordinate near `guess`.
double circularMean(
    const Eigen::ArrayXd& density, const Eigen::ArrayXd& coordinate, double length, double guess)
{
    std::complex<double> sum = 0.0;
    for (Eigen::Index i = 0; i < density.size(); ++i) {
        sum += density(i)
            * std::polar(1.0, 2.0 * std::numbers::pi * (coordinate(i) - guess) / length);
    }
    const bool isSpreadAround = std::abs(sum) <= 1e-9 * density.sum();
    return isSpreadAround ? guess : guess + length * std::arg(sum) / (2.0 * std::numbers::pi);
}

/// The mean of the coordinates continued around the circle from the mean itself.
double unwrappedMean(
    const Eigen::ArrayXd& density, const Eigen::ArrayXd& coordinate, double length, double guess)
{
    const double total = density.sum();
    if (!(total > 0.0))
        return guess;
    double mean = guess;
    for (int iteration = 0; iteration < 20; ++iteration) {
        double shift = 0.0;
        for (Eigen::Index i = 0; i < density.size(); ++i) {
            const double distance = std::remainder(coordinate(i) - mean, length);
            // The point opposite to the mean belongs to both sides.
            if (std::abs(distance) < (0.5 - 1e-12) * length)
                shift += density(i) * distance;
        }
        shift /= total;
        mean += shift;
        if (std::abs(shift) < 1e-15 * length)
            break;
    }
    return mean;
}

double meanBetweenWalls(const Eigen::ArrayXd& density, double lower, double length)
{
    const double step = length / double(density.size() + 1);
    const double first
        = (wallQuadrature(int(density.size())).evenX * density).sum() * length * length;
    return lower + first / (density.sum() * step);
}

Vec2 meanBetweenWalls(const DensityMarginals& density, const Grid& grid)
{
    return {meanBetweenWalls(density.x, grid.lower().x(), grid.size.x()),
        meanBetweenWalls(density.y, grid.lower().y(), grid.size.y())};
}

/// The larger of the two points between which the edge lies.
/// @param around  so many points more on either side.
double shareAtEdge(
    const Eigen::ArrayXd& density, double lower, double length, double mean, int around = 0)
{
    const auto n = density.size();
    const double place = (mean + 0.5 * length - lower) / length * static_cast<double>(n);
    if (!std::isfinite(place))
        return 0.0;
    const auto i = static_cast<Eigen::Index>(place - std::floor(place / double(n)) * double(n));
    double most = 0.0;
    for (Eigen::Index k = i - around; k <= i + 1 + around; ++k)
        most = std::max(most, density((k + n) % n));
    return most / density.mean();
}

/// From where distances are taken: where rho is localised, though the flow may have carried its
/// mean elsewhere.
double centreOf(const Eigen::ArrayXd& density, const Eigen::ArrayXd& coordinate, double lower,
    double length, double mean)
{
    const double atMean = shareAtEdge(density, lower, length, mean);
    if (atMean < reachesOver || !std::isfinite(atMean))
        return mean;
    const double place = unwrappedMean(
        density, coordinate, length, circularMean(density, coordinate, length, mean));
    return shareAtEdge(density, lower, length, place) < reachesOver ? place : mean;
}

/// One axis: what its moments are made of.
struct Axis1D
{
    const Eigen::ArrayXd& density;
    const Eigen::ArrayXd& flux; ///< R of this axis along it
    const Eigen::ArrayXd& current; ///< J of the other axis along this one
    double lower;
    double length;
    double mean;
};

struct AxisMoments
{
    double variance; ///< integral (x - mean)^2 rho
    double flux; ///< integral (x - mean) R
    double density; ///< integral x rho
    double current; ///< integral x J
};

/// The places of a torus that is cut open. The cell through which the cut goes is there twice, each
/// part on its side, so that it does not matter where the points lie beside the cut.
class OpenedAxis
{
public:
    /// @param x      continued from `about` (see unwrappedXs).
    OpenedAxis(Eigen::ArrayXd x, double about, double length)
        : m_x(std::move(x))
    {
        const double half = 0.5 * length / static_cast<double>(m_x.size());
        m_x.maxCoeff(&m_cut);
        const double above = m_x[m_cut] + half - (about + 0.5 * length);
        if (above < 0.0)
            m_x.minCoeff(&m_cut);
        const double below = about - 0.5 * length - (m_x[m_cut] - half);
        m_share = std::max({0.0, above, below}) / (2.0 * half);
        m_other = m_x[m_cut] + (above < 0.0 ? length : -length);
    }

    /// sum of values f(x).
    template <class F>
    double sum(const Eigen::ArrayXd& values, const F& f) const
    {
        const double moved = f(m_other) - f(m_x[m_cut]);
        return (values * f(m_x)).sum() + m_share * values[m_cut] * moved;
    }

private:
    Eigen::ArrayXd m_x;
    Eigen::Index m_cut = 0;
    double m_share = 0.0; ///< of the cell, beyond the cut
    double m_other = 0.0; ///< where that lies
};

AxisMoments aroundTheTorus(const Axis1D& axis, const OpenedAxis& places)
{
    const double step = axis.length / double(axis.density.size());
    const auto itself = [](const auto& x) { return x; };
    const auto away = [&axis](const auto& x) { return x - axis.mean; };
    const auto awaySquared = [&axis](const auto& x) { return (x - axis.mean) * (x - axis.mean); };
    return {places.sum(axis.density, awaySquared) * step, places.sum(axis.flux, away) * step,
        places.sum(axis.density, itself) * step, places.sum(axis.current, itself) * step};
}

AxisMoments betweenWalls(const Axis1D& axis)
{
    const WallQuadrature& weights = wallQuadrature(int(axis.density.size()));
    const double L = axis.length;
    const double step = L / double(axis.density.size() + 1);
    const double norm = axis.density.sum() * step;
    const double first = (weights.evenX * axis.density).sum() * L * L;
    const double second = (weights.evenXSquared * axis.density).sum() * L * L * L;
    const double centre = axis.mean - axis.lower;
    return {second - 2.0 * centre * first + centre * centre * norm,
        (weights.oddX * axis.flux).sum() * L * L - centre * (weights.odd * axis.flux).sum() * L,
        axis.lower * norm + first,
        axis.lower * axis.current.sum() * step + (weights.evenX * axis.current).sum() * L * L};
}

AxisMoments axisMoments(
    const Axis1D& axis, const Grid& grid, const Eigen::ArrayXd& unwrapped, double about)
{
    return grid.isTorus() ? aroundTheTorus(axis, OpenedAxis(unwrapped, about, axis.length))
                          : betweenWalls(axis);
}

/// See Moments::uncertainty. By the inequality of Cauchy and Schwarz <p_u^2> <x^2> >= <p_u x>^2,
/// for the sums over the points as for integrals.
double uncertaintyOf(double product, double fick, double atEdge, double hbar)
{
    constexpr double localised = 1e-9;
    constexpr double nowhere = 1e-6;
    if (atEdge < localised)
        return product;
    const double share = fick / (0.5 * hbar);
    return std::abs(share) < nowhere ? std::numeric_limits<double>::quiet_NaN()
                                     : product / (share * share);
}

/// The middle of an axis that is cut where there is least, within the layer at its edge.
double openedAt(const Eigen::ArrayXd& density, double lower, double length, double middle)
{
    constexpr double layer = 0.125; // of the side, on either side of the edge
    constexpr double nothing = 1e-12; // of the largest
    const auto n = static_cast<double>(density.size());
    const double spacing = length / n;
    const auto reach = static_cast<int>(layer * n);
    const double least = nothing * density.maxCoeff();
    double best = std::numeric_limits<double>::infinity();
    double opened = middle;
    for (int step = -reach; step <= reach; ++step) {
        const double moved = step * spacing;
        const double place = (middle + moved + 0.5 * length - lower) / length;
        const auto i = static_cast<Eigen::Index>((place - std::floor(place)) * n);
        // Where nothing is anywhere the edge itself will do.
        const double weight = (density(i % density.size()) + least) * (1.0 + std::abs(step) / n);
        if (weight < best) {
            best = weight;
            opened = middle + moved;
        }
    }
    return opened;
}

} // namespace

void MeanTracker::reset() { m_started = false; }

void MeanTracker::startAt(Vec2 mean)
{
    m_started = true;
    m_mean = mean;
}

Vec2 MeanTracker::follow(
    const RealField& rho, const Grid& grid, Vec2 expectedStep, double tolerance)
{
    return follow(densityMarginals(rho, grid), grid, expectedStep, tolerance);
}

Vec2 MeanTracker::follow(
    const DensityMarginals& density, const Grid& grid, Vec2 expectedStep, double tolerance)
{
    if (!grid.isTorus()) {
        m_mean = meanBetweenWalls(density, grid);
        return m_mean;
    }
    const Eigen::ArrayXd xs = grid.xs();
    const Eigen::ArrayXd ys = grid.ys();
    Vec2 guess = m_mean + expectedStep;
    if (!m_started) {
        guess = Vec2(circularMean(density.x, xs, grid.size.x(), grid.center.x()),
            circularMean(density.y, ys, grid.size.y(), grid.center.y()));
    }
    const Vec2 found(unwrappedMean(density.x, xs, grid.size.x(), guess.x()),
        unwrappedMean(density.y, ys, grid.size.y(), guess.y()));
    const Vec2 atEdge = shareAtEdge(density, grid, found);
    for (const Eigen::Index axis : {0, 1}) {
        const bool isFound = atEdge[axis] < reachesOver
            && std::abs(found[axis] - guess[axis]) <= tolerance * grid.size[axis];
        m_mean[axis] = isFound || !m_started ? found[axis] : guess[axis];
    }
    m_started = true;
    return m_mean;
}

Vec2 openedAt(const DensityMarginals& density, const Grid& grid, Vec2 middle)
{
    if (grid.boundary != BoundaryKind::Absorbing)
        return middle;
    const Vec2 lower = grid.lower();
    return {openedAt(density.x, lower.x(), grid.size.x(), middle.x()),
        openedAt(density.y, lower.y(), grid.size.y(), middle.y())};
}

Vec2 middleOf(const Grid& gridInK, Vec2 mean, Vec2 shift)
{
    return gridInK.boundary == BoundaryKind::Absorbing ? Vec2(gridInK.center - shift) : mean;
}

Vec2 meanAbout(const DensityMarginals& density, const Grid& grid, Vec2 place)
{
    const double total = density.x.sum();
    if (!(total > 0.0))
        return place;
    const auto itself = [](const auto& x) { return x; };
    const OpenedAxis xs(unwrappedXs(grid, place.x()), place.x(), grid.size.x());
    const OpenedAxis ys(unwrappedYs(grid, place.y()), place.y(), grid.size.y());
    return {xs.sum(density.x, itself) / total, ys.sum(density.y, itself) / density.y.sum()};
}

Vec2 shareAtEdge(const DensityMarginals& density, const Grid& grid, Vec2 mean)
{
    if (!grid.isTorus())
        return {0.0, 0.0};
    const Vec2 lower = grid.lower();
    return {shareAtEdge(density.x, lower.x(), grid.size.x(), mean.x()),
        shareAtEdge(density.y, lower.y(), grid.size.y(), mean.y())};
}

Moments moments(const FlowSums& sums, Vec2 carrier, const Grid& grid,
    const PhysicalConstants& constants, Vec2 about)
{
    const double hbar = constants.hbar;
    const double perNorm = sums.norm > 0.0 ? 1.0 / sums.norm : 0.0;
    const Vec2 lower = grid.lower();
    Vec2 mean = about; // that is told
    Vec2 centre = about; // of the spread
    if (!grid.isTorus() && sums.norm > 0.0) {
        mean = meanBetweenWalls(sums.density, grid);
        centre = mean;
    } else if (grid.boundary == BoundaryKind::Absorbing) {
        about = openedAt(sums.density, grid, about);
        mean = meanAbout(sums.density, grid, about);
        centre = mean;
    } else if (sums.norm > 0.0) {
        centre = {centreOf(sums.density.x, grid.xs(), lower.x(), grid.size.x(), mean.x()),
            centreOf(sums.density.y, grid.ys(), lower.y(), grid.size.y(), mean.y())};
        about = centre;
    }
    const AxisMoments x = axisMoments({sums.density.x, sums.fluxAlong.x, sums.currentAcross.x,
                                          lower.x(), grid.size.x(), centre.x()},
        grid, unwrappedXs(grid, about.x()), about.x());
    const AxisMoments y = axisMoments({sums.density.y, sums.fluxAlong.y, sums.currentAcross.y,
                                          lower.y(), grid.size.y(), centre.y()},
        grid, unwrappedYs(grid, about.y()), about.y());

    Moments result;
    result.norm = sums.norm;
    result.entropy = sums.entropy;
    result.mean = mean;
    result.momentum = hbar * (sums.current * perNorm + carrier);
    const Vec2 variance = perNorm * Vec2(x.variance, y.variance);
    result.sigma = variance.cwiseMax(0.0).cwiseSqrt();
    result.meanDiffusionVelocity = -(hbar / constants.mass) * perNorm * sums.flux;
    result.diffusionMomentumSquared
        = hbar * hbar * perNorm * (sums.gradientSquared - sums.driftSquared);
    result.fick = -hbar * perNorm * Vec2(x.flux, y.flux);
    // What a jump does to a sum over points reaches a few of them: where the cut is laid into the
    // least of a layer, fringes are higher beside it.
    const int felt = grid.boundary == BoundaryKind::Absorbing ? 4 : 0;
    if (sums.norm > 0.0 && grid.isTorus())
        result.atEdge = {shareAtEdge(sums.density.x, lower.x(), grid.size.x(), about.x(), felt),
            shareAtEdge(sums.density.y, lower.y(), grid.size.y(), about.y(), felt)};
    for (const Eigen::Index axis : {0, 1})
        result.uncertainty[axis]
            = uncertaintyOf(result.diffusionMomentumSquared[axis] * variance[axis],
                result.fick[axis], result.atEdge[axis], hbar);
    result.angularMomentum = hbar * perNorm
        * (x.current + carrier.y() * x.density - y.current - carrier.x() * y.density);
    return result;
}

Moments moments(const WaveState& state, const ComplexVectorField& gradient, const Grid& grid,
    const PhysicalConstants& constants, Vec2 about)
{
    return moments(flowSums(state.envelope, gradient, RealField(), grid), state.carrier, grid,
        constants, about);
}

} // namespace dqm
