#include "core/dynamics/Interventions.h"

#include "core/observables/DensityMarginals.h"
#include "core/observables/Moments.h"
#include "core/random/NormalStream.h"
#include "core/values/Key.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

constexpr std::uint32_t outcomeStream = 20;
constexpr double filled = 1e-6; // of the mean density at the seam (see Moments::atEdge)
constexpr double farthest = 9.0; // resolutions: beyond it a weight is nothing
constexpr double leastShare = 1e-12; // of rho that an outcome leaves

/// Along one axis, of the points or of any place.
struct Weight
{
    double outcome;
    double width;
    double period; ///< 0: none
    double largest = 1.0;

    Weight(const Measurement& instrument, double found, const Grid& grid)
        : outcome(found)
        , width(instrument.width)
        , period(grid.boundary == BoundaryKind::Periodic
                  ? grid.size[instrument.axis == Axis::X ? 0 : 1]
                  : 0.0)
    {
        largest = sum(outcome);
    }

    double sum(double place) const
    {
        const auto bell
            = [this](double off) { return std::exp(-0.5 * off * off / (width * width)); };
        if (period == 0.0)
            return bell(place - outcome);
        const double nearest = std::remainder(place - outcome, period);
        const int images = static_cast<int>(std::ceil(std::min(64.0, farthest * width / period)));
        double all = 0.0;
        for (int n = -images; n <= images; ++n)
            all += bell(nearest + n * period);
        return all;
    }

    double operator()(double place) const { return std::min(1.0, sum(place) / largest); }
};

} // namespace

ComplexField kicked(const ComplexField& psi, const Grid& grid, Vec2 k, Vec2 mean)
{
    if (grid.boundary == BoundaryKind::Periodic) {
        const Vec2 atEdge = shareAtEdge(densityMarginals(psi, grid), grid, mean);
        for (int axis = 0; axis < 2; ++axis) {
            const double own = 2.0 * std::numbers::pi / grid.size[axis];
            if (atEdge[axis] > filled)
                k[axis] = own * std::round(k[axis] / own);
        }
    }
    Eigen::ArrayXcd alongX(grid.nx);
    for (int i = 0; i < grid.nx; ++i)
        alongX[i] = std::polar(1.0, k.x() * grid.x(i));
    ComplexField result(psi.rows(), psi.cols());
    for (int j = 0; j < grid.ny; ++j)
        result.row(j) = psi.row(j) * alongX.transpose() * std::polar(1.0, k.y() * grid.y(j));
    return result;
}

double drawnOutcome(const ComplexField& psi, const Grid& grid, const Measurement& instrument,
    std::uint32_t seed, std::uint64_t index)
{
    const bool alongX = instrument.axis == Axis::X;
    const DensityMarginals density = densityMarginals(psi, grid);
    const Eigen::ArrayXd& rho = alongX ? density.x : density.y;
    const double spacing = alongX ? grid.dx() : grid.dy();
    const NormalStream chance(seed, outcomeStream);
    double left = chance.uniforms(index, 0)[0] * rho.sum();
    int point = 0;
    while (point + 1 < static_cast<int>(rho.size()) && left > rho[point])
        left -= rho[point++];
    const double within = rho[point] > 0.0 ? std::clamp(left / rho[point], 0.0, 1.0) : 0.5;
    const double place = (alongX ? grid.x(point) : grid.y(point)) + (within - 0.5) * spacing;
    const double found = place + instrument.width * chance.normals(index, 1)[0];
    if (grid.boundary != BoundaryKind::Periodic)
        return found;
    const Eigen::Index axis = alongX ? 0 : 1;
    const double size = grid.size[axis];
    const double low = grid.lower()[axis];
    return found - size * std::floor((found - low) / size);
}

double weightOf(const Measurement& instrument, double outcome, const Grid& grid, Vec2 place)
{
    return Weight(instrument, outcome, grid)(place[instrument.axis == Axis::X ? 0 : 1]);
}

ComplexField localised(
    const ComplexField& psi, const Grid& grid, const Measurement& instrument, double outcome)
{
    const Weight weight(instrument, outcome, grid);
    const bool alongX = instrument.axis == Axis::X;
    Eigen::ArrayXd root(alongX ? grid.nx : grid.ny);
    for (int n = 0; n < static_cast<int>(root.size()); ++n)
        root[n] = std::sqrt(weight(alongX ? grid.x(n) : grid.y(n)));
    ComplexField result(psi.rows(), psi.cols());
    for (int j = 0; j < grid.ny; ++j) {
        if (alongX)
            result.row(j) = psi.row(j) * root.transpose();
        else
            result.row(j) = psi.row(j) * root[j];
    }
    const double before = psi.abs2().sum();
    const double after = result.abs2().sum();
    if (!(after > leastShare * before))
        throw std::runtime_error("A measurement cannot find " + std::string(alongX ? "x" : "y")
            + " = " + numberText(outcome) + " with the resolution " + numberText(instrument.width)
            + ": there is as good as nothing of the ensemble there.");
    return result * std::sqrt(before / after);
}

} // namespace dqm
