#include "core/dissipation/kramers/KramersFlow.h"

#include "core/grid/Derivatives.h"
#include "core/grid/FourierTransform.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

/// Below these shares of the largest density v0 = J/rho is rounding, or nothing to look at.
constexpr double numericalFloor = 1e-14;
constexpr double strainFloor = 1e-6;

void addSamples(DriftSamples& samples, const WaveState& psi, const DensityLayout& layout,
    const PhysicalConstants& constants, Vec2 offset, double share)
{
    const ComplexVectorField slope
        = gradient(psi.envelope, layout.grid, DerivativeMethod::Spectral);
    const RealField rho = psi.envelope.abs2();
    const double floor = numericalFloor * rho.maxCoeff();
    const double scale = constants.hbar / constants.mass;
    for (int j = 0; j < layout.grid.ny; ++j) {
        for (int i = 0; i < layout.grid.nx; ++i) {
            if (!(rho(j, i) > floor))
                continue;
            const std::complex<double> e = std::conj(psi.envelope(j, i));
            samples.x.push_back(layout.grid.x(i) + offset.x());
            samples.y.push_back(layout.grid.y(j) + offset.y());
            samples.vx.push_back(
                scale * (std::imag(e * slope.x(j, i)) / rho(j, i) + psi.carrier.x()));
            samples.vy.push_back(
                scale * (std::imag(e * slope.y(j, i)) / rho(j, i) + psi.carrier.y()));
            samples.mass.push_back(rho(j, i) * share);
        }
    }
}

/// psi between its points: e(x + offset).
ComplexField shifted(const ComplexField& spectrum, const Grid& grid, Vec2 offset)
{
    const FourierTransform transform(grid);
    const Eigen::ArrayXcd alongX
        = gaussianFactors(grid.wavenumbersX(), 0.0, -offset.x()) * transform.normalisation();
    const Eigen::ArrayXcd alongY = gaussianFactors(grid.wavenumbersY(), 0.0, -offset.y());
    ComplexField field = spectrum;
    for (int j = 0; j < grid.ny; ++j)
        field.row(j) *= alongY[j] * alongX.transpose();
    transform.inverse(field);
    return field;
}

} // namespace

void KramersFlow::follow(const ThermalMedium& medium, double mass, double t)
{
    const LangevinFlight flight = langevinFlight(medium.friction, medium.temperature / mass, t);
    const Vec2 W = medium.velocity;
    varianceX += flight.reach * (2.0 * covariance + flight.reach * varianceV) + flight.varianceX;
    covariance = flight.decay * (covariance + flight.reach * varianceV) + flight.covariance;
    varianceV = flight.decay * flight.decay * varianceV + flight.varianceV;
    shift += W * t + flight.reach * (drift - W);
    drift = W + flight.decay * (drift - W);
    reach += flight.reach * decay;
    decay *= flight.decay;
}

DriftSamples driftSamples(const WaveState& psi, const DensityLayout& layout,
    const PhysicalConstants& constants, int perAxis)
{
    const Grid& grid = layout.grid;
    DriftSamples samples;
    const int n = layout.isTorus() ? perAxis : 1;
    samples.spacing = Vec2(grid.dx(), grid.dy()) / n;
    if (n == 1) {
        addSamples(samples, psi, layout, constants, Vec2(0.0, 0.0), grid.cellArea());
        return samples;
    }
    ComplexField spectrum = psi.envelope;
    FourierTransform(grid).forward(spectrum);
    WaveState between = psi;
    for (int b = 0; b < n; ++b) {
        for (int a = 0; a < n; ++a) {
            const Vec2 offset((a + 0.5 * (1 - n)) * samples.spacing.x(),
                (b + 0.5 * (1 - n)) * samples.spacing.y());
            between.envelope = shifted(spectrum, grid, offset);
            addSamples(samples, between, layout, constants, offset, grid.cellArea() / (n * n));
        }
    }
    return samples;
}

DriftMoments driftMoments(const DensityFlow& initial, const DensityLayout& layout, Vec2 mean)
{
    DriftMoments result;
    result.norm = layout.integral(initial.rho);
    result.mean = mean;
    result.varianceX = layout.variance(initial.rho, mean);
    result.velocity = Vec2(layout.integral(initial.current.x), layout.integral(initial.current.y))
        / result.norm;
    const double floor = numericalFloor * initial.rho.maxCoeff();
    const auto about = [&](const RealField& current, double v) {
        return RealField((initial.rho > floor).select(current - v * initial.rho, 0.0));
    };
    const RealField excessX = about(initial.current.x, result.velocity.x());
    const RealField excessY = about(initial.current.y, result.velocity.y());
    const auto square = [&](const RealField& excess) {
        return layout.integral((initial.rho > floor).select(excess.square() / initial.rho, 0.0));
    };
    result.varianceV = Vec2(square(excessX), square(excessY)) / result.norm;
    result.covariance
        = Vec2(layout.moment(excessX, mean).x(), layout.moment(excessY, mean).y()) / result.norm;
    return result;
}

double strainRate(const DensityFlow& initial, const DensityLayout& layout)
{
    const double floor = strainFloor * initial.rho.maxCoeff();
    double sum = 0.0;
    double weight = 0.0;
    const auto compare = [&](int j, int i, int nextJ, int nextI, double h) {
        const double here = initial.rho(j, i);
        const double there = initial.rho(nextJ, nextI);
        if (!(here > floor && there > floor))
            return;
        const Vec2 before = Vec2(initial.current.x(j, i), initial.current.y(j, i)) / here;
        const Vec2 after
            = Vec2(initial.current.x(nextJ, nextI), initial.current.y(nextJ, nextI)) / there;
        const double least = std::min(here, there);
        sum += least * (after - before).squaredNorm() / (h * h);
        weight += least;
    };
    for (int j = 0; j + 1 < layout.ny; ++j) {
        for (int i = 0; i + 1 < layout.nx; ++i) {
            compare(j, i, j, i + 1, layout.grid.dx());
            compare(j, i, j + 1, i, layout.grid.dy());
        }
    }
    return weight > 0.0 ? std::sqrt(sum / weight) : 0.0;
}

} // namespace dqm
