#include "core/observables/MomentumDensity.h"

#include "core/grid/FourierTransform.h"

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

/// The torus on which an envelope is transformed: with walls one point more, on the wall itself.
Grid torusOf(const Grid& grid)
{
    Grid torus = grid;
    if (grid.isTorus())
        return torus;
    torus.boundary = BoundaryKind::Periodic;
    torus.nx = grid.nx + 1;
    torus.ny = grid.ny + 1;
    return torus;
}

ComplexField laidOut(const ComplexField& envelope, const Grid& grid, const Grid& torus)
{
    if (grid.isTorus())
        return envelope;
    ComplexField field = ComplexField::Zero(torus.ny, torus.nx);
    field.block(1, 1, grid.ny, grid.nx) = envelope;
    return field;
}

/// The place in transform order of the k-th wave number by size, the most negative first.
int inOrder(int k, int n) { return (k + (n + 1) / 2) % n; }

} // namespace

MomentumDensity momentumDensity(
    const WaveState& state, const Grid& grid, const PhysicalConstants& constants, int threads)
{
    const Grid torus = torusOf(grid);
    ComplexField spectrum = laidOut(state.envelope, grid, torus);
    FourierTransform(torus, threads).forward(spectrum);

    MomentumDensity result;
    result.step = constants.hbar * 2.0 * std::numbers::pi * torus.size.cwiseInverse();
    result.first = constants.hbar * state.carrier
        - result.step.cwiseProduct(Vec2(torus.nx / 2, torus.ny / 2));
    const double perMode = torus.cellArea() / (torus.nx * static_cast<double>(torus.ny));
    const double scale = perMode / (result.step.x() * result.step.y());
    result.density.resize(torus.ny, torus.nx);
    for (int j = 0; j < torus.ny; ++j)
        for (int i = 0; i < torus.nx; ++i)
            result.density(j, i) = static_cast<float>(
                scale * std::norm(spectrum(inOrder(j, torus.ny), inOrder(i, torus.nx))));
    return result;
}

WaveSpread waveSpreadOf(const ComplexField& envelope, const Grid& grid, int threads)
{
    ComplexField waves = envelope;
    FourierTransform(grid, threads).forward(waves);
    const RealField weight = waves.abs2();
    const double total = weight.sum();
    WaveSpread result;
    double square = 0.0;
    const auto along = [&](int axis, Eigen::ArrayXd k, const Eigen::ArrayXd& share) {
        square += (share * k.square()).sum() / total;
        if (k.size() % 2 == 0)
            k[k.size() / 2] = 0.0;
        result.mean[axis] = (share * k).sum() / total;
    };
    along(0, grid.wavenumbersX(), weight.colwise().sum().transpose());
    along(1, grid.wavenumbersY(), weight.rowwise().sum());
    result.rms = std::sqrt(square);
    return result;
}

} // namespace dqm
