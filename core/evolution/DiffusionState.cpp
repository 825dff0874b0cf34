#include "core/evolution/DiffusionState.h"

#include "core/grid/Derivatives.h"
#include "core/grid/FourierTransform.h"
#include "core/grid/TransformPlan.h"

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

DensityFlow densityFlow(const WaveState& psi, const DensityLayout& layout,
    const PhysicalConstants& constants, int threads)
{
    const ComplexVectorField slope
        = gradient(psi.envelope, layout.grid, DerivativeMethod::Spectral, threads);
    const double scale = constants.hbar / constants.mass;
    const RealField rho = psi.envelope.abs2();
    const auto current = [&](const ComplexField& along, double carrier) {
        return layout.extended(scale * ((psi.envelope.conjugate() * along).imag() + carrier * rho));
    };
    return {layout.extended(rho),
        {current(slope.x, psi.carrier.x()), current(slope.y, psi.carrier.y())}};
}

DiffusionFields diffusionFields(
    const DensityFlow& flow, const DensityLayout& layout, double D, double floor, int threads)
{
    const VectorField slope = layout.gradient(flow.rho, threads);
    DiffusionFields fields;
    fields.rho = layout.inside(flow.rho);
    fields.meaningful = fields.rho > std::max(0.0, floor * flow.rho.maxCoeff());
    const auto ratio = [&](const RealField& field, double factor) {
        return RealField(fields.meaningful.select(factor * layout.inside(field) / fields.rho, 0.0));
    };
    fields.v = {ratio(flow.current.x, 1.0), ratio(flow.current.y, 1.0)};
    fields.u = {ratio(slope.x, -D), ratio(slope.y, -D)};
    return fields;
}

DiffusionObservables fieldObservables(const DensityFlow& flow, const DensityLayout& layout,
    const RealField& V, const PhysicalConstants& constants, int threads)
{
    const double m = constants.mass;
    const double D = constants.diffusionCoefficient();
    const VectorField slope = layout.gradient(flow.rho, threads);
    const double floor = numericalFloor * flow.rho.maxCoeff();
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
            const double steepness = slope.x(j, i) * slope.x(j, i) + slope.y(j, i) * slope.y(j, i);
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
