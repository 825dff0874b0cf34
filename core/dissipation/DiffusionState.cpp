#include "core/dissipation/DiffusionState.h"

#include "core/dissipation/SplineSlope.h"
#include "core/grid/Derivatives.h"
#include "core/grid/FourierTransform.h"
#include "core/grid/TransformPlan.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

using Complex = std::complex<double>;

/// Below this share of the largest density a ratio with rho holds more rounding than density.
constexpr double numericalFloor = 1e-14;

Eigen::ArrayXd cosineNumbers(int n, double length)
{
    return std::numbers::pi / length * Eigen::ArrayXd::LinSpaced(n, 0.0, n - 1.0);
}

RealField spreadBetweenWalls(
    const RealField& rho, const DensityLayout& layout, double variance, int threads)
{
    const auto alongX
        = TransformPlan::shared(TransformKind::CosineX, layout.nx, layout.ny, threads);
    const auto alongY
        = TransformPlan::shared(TransformKind::CosineY, layout.nx, layout.ny, threads);
    const auto factors = [variance](int n, double length) {
        return Eigen::ArrayXd(
            (-0.5 * variance * cosineNumbers(n, length).square()).exp() / (2.0 * (n - 1)));
    };
    const Eigen::ArrayXd factorX = factors(layout.nx, layout.grid.size.x());
    const Eigen::ArrayXd factorY = factors(layout.ny, layout.grid.size.y());
    ComplexField field = rho.cast<Complex>();
    alongX->forward(field.data());
    alongY->forward(field.data());
    for (int j = 0; j < layout.ny; ++j)
        field.row(j) *= (factorY[j] * factorX.transpose()).cast<Complex>();
    alongY->inverse(field.data());
    alongX->inverse(field.data());
    return field.real();
}

} // namespace

VectorField slope(const DensityFlow& flow, const DensityLayout& layout, int threads)
{
    if (!flow.isGrainy)
        return layout.gradient(flow.rho, threads);
    const RealField root = flow.rho.max(0.0).sqrt();
    const AxisRuler x = rulerX(layout);
    const AxisRuler y = rulerY(layout);
    VectorField result{layout.zero(), layout.zero()};
    for (int j = 0; j < layout.ny; ++j) {
        for (int i = 0; i < layout.nx; ++i) {
            const double twice = root(j, i); // 2 sqrt(rho) times 1/2 of a central difference
            result.x(j, i)
                = twice * x.perSpacing() * (root(j, x.point(i + 1)) - root(j, x.point(i - 1)));
            result.y(j, i)
                = twice * y.perSpacing() * (root(y.point(j + 1), i) - root(y.point(j - 1), i));
        }
    }
    return result;
}

DensityFlow densityFlow(const WaveState& psi, const DensityLayout& layout,
    const PhysicalConstants& constants, int threads)
{
    const ComplexVectorField steep
        = gradient(psi.envelope, layout.grid, DerivativeMethod::Spectral, threads);
    const double scale = constants.hbar / constants.mass;
    const RealField rho = psi.envelope.abs2();
    const auto current = [&](const ComplexField& along, double carrier) {
        return layout.extended(scale * ((psi.envelope.conjugate() * along).imag() + carrier * rho));
    };
    return {layout.extended(rho),
        {current(steep.x, psi.carrier.x()), current(steep.y, psi.carrier.y())}};
}

DiffusionFields diffusionFields(
    const DensityFlow& flow, const DensityLayout& layout, double D, double floor, int threads)
{
    const VectorField steep = slope(flow, layout, threads);
    DiffusionFields fields;
    fields.rho = layout.inside(flow.rho);
    fields.meaningful = fields.rho > std::max(0.0, floor * flow.rho.maxCoeff());
    const auto ratio = [&](const RealField& field, double factor) {
        return RealField(fields.meaningful.select(factor * layout.inside(field) / fields.rho, 0.0));
    };
    fields.v = {ratio(flow.current.x, 1.0), ratio(flow.current.y, 1.0)};
    fields.u = {ratio(steep.x, -D), ratio(steep.y, -D)};
    return fields;
}

DiffusionObservables fieldObservables(const DensityFlow& flow, const DensityLayout& layout,
    const RealField& V, const PhysicalConstants& constants, int threads)
{
    const double m = constants.mass;
    const double D = constants.diffusionCoefficient();
    const VectorField steep = slope(flow, layout, threads);
    // Where rho dips below zero it is known no better than by that much.
    const double floor = std::max(numericalFloor * flow.rho.maxCoeff(), -4.0 * flow.rho.minCoeff());
    DiffusionObservables sums;
    for (int j = 0; j < layout.ny; ++j) {
        for (int i = 0; i < layout.nx; ++i) {
            const double rho = flow.rho(j, i);
            const double cell = layout.cellX[i] * layout.cellY[j];
            sums.norm += cell * rho;
            if (V.size() > 0)
                sums.potentialEnergy += cell * rho * V(j, i);
            if (!(rho > floor))
                continue;
            const double current = flow.current.x(j, i) * flow.current.x(j, i)
                + flow.current.y(j, i) * flow.current.y(j, i);
            const double steepness = steep.x(j, i) * steep.x(j, i) + steep.y(j, i) * steep.y(j, i);
            sums.driftEnergy += cell * 0.5 * m * current / rho;
            sums.diffusionEnergy += cell * 0.5 * m * D * D * steepness / rho;
            sums.entropy -= cell * rho * std::log(rho);
        }
    }
    if (sums.norm > 0.0) {
        sums.driftEnergy /= sums.norm;
        sums.diffusionEnergy /= sums.norm;
        sums.potentialEnergy /= sums.norm;
    }
    return sums;
}

Eigen::ArrayXcd gaussianFactors(const Eigen::ArrayXd& wavenumbers, double variance, double shift)
{
    const Eigen::Index n = wavenumbers.size();
    Eigen::ArrayXcd factors = wavenumbers.unaryExpr([variance, shift](double k) {
        return std::polar(std::exp(-0.5 * variance * k * k), -k * shift);
    });
    if (n % 2 == 0)
        factors[n / 2] = factors[n / 2].real();
    return factors;
}

RealField spread(
    const RealField& rho, const DensityLayout& layout, double variance, Vec2 shift, int threads)
{
    if (!layout.isTorus()) {
        if (!shift.isZero(0.0))
            throw std::invalid_argument(
                "A density between walls cannot be carried along: the walls rest.");
        return spreadBetweenWalls(rho, layout, variance, threads);
    }
    const Grid& grid = layout.grid;
    const FourierTransform transform(grid, threads);
    // A shift by many boxes would cost digits of k * shift.
    const Vec2 within = grid.shortest(shift);
    const Eigen::ArrayXcd alongX
        = gaussianFactors(grid.wavenumbersX(), variance, within.x()) * transform.normalisation();
    const Eigen::ArrayXcd alongY = gaussianFactors(grid.wavenumbersY(), variance, within.y());
    ComplexField field = rho.cast<Complex>();
    transform.forward(field);
    for (int j = 0; j < grid.ny; ++j)
        field.row(j) *= alongY[j] * alongX.transpose();
    transform.inverse(field);
    return field.real();
}

} // namespace dqm
