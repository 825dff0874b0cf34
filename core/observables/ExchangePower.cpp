#include "core/observables/ExchangePower.h"

#include "core/grid/Derivatives.h"

namespace dqm {

double exchangePower(
    const WaveState& state, const Grid& grid, const PhysicalConstants& constants, int threads)
{
    constexpr double nodeFloor = 1e-14;
    const ComplexField& e = state.envelope;
    const ComplexVectorField grad = gradient(e, grid, DerivativeMethod::Spectral, threads);
    const ComplexField lap = laplacian(e, grid, threads);
    const double floor = nodeFloor * e.abs2().maxCoeff();
    double sum = 0.0;
    for (Eigen::Index k = 0; k < e.size(); ++k) {
        const std::complex<double> conjugate = std::conj(e.data()[k]);
        const double rho = std::norm(conjugate);
        if (rho <= floor)
            continue;
        const std::complex<double> bend = conjugate * lap.data()[k];
        const double jx = std::imag(conjugate * grad.x.data()[k]) / rho;
        const double jy = std::imag(conjugate * grad.y.data()[k]) / rho;
        sum += (bend.real() / rho + jx * jx + jy * jy) * bend.imag();
    }
    // Q has the factor -hbar^2/2m, div(rho v) the factor hbar/m, the power a minus in front.
    const double hbar = constants.hbar;
    const double mass = constants.mass;
    return 0.5 * hbar * hbar * hbar / (mass * mass) * sum * grid.cellArea();
}

} // namespace dqm
