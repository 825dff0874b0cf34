#include "core/hydrodynamics/Residuals.h"

#include "core/grid/Derivatives.h"
#include "core/grid/FourierTransform.h"

#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double floorOfAction = 1e-6;

void requireAlike(const WaveState& a, const WaveState& b, const Grid& grid)
{
    if (a.envelope.rows() != grid.ny || a.envelope.cols() != grid.nx || b.envelope.rows() != grid.ny
        || b.envelope.cols() != grid.nx || a.carrier != b.carrier)
        throw std::invalid_argument(
            "The instants to compare must have the grid's shape and one carrier.");
}

double ratio(double a, double b) { return b > 0.0 ? std::sqrt(a / b) : 0.0; }

/// Changes in time at a point, from one instant before and one after, delta away.
class Rates
{
public:
    Rates(const WaveState& before, const WaveState& now, const WaveState& after, double delta)
        : m_before(before.envelope)
        , m_after(after.envelope)
        , m_turnBefore(std::polar(1.0, before.phase - now.phase))
        , m_turnAfter(std::polar(1.0, after.phase - now.phase))
        , m_turn(std::polar(1.0, after.phase - before.phase))
        , m_between(2.0 * delta)
    {
    }

    std::complex<double> ofPsi(int j, int i) const
    {
        return (m_after(j, i) * m_turnAfter - m_before(j, i) * m_turnBefore) / m_between;
    }
    double ofDensity(int j, int i) const
    {
        return (std::norm(m_after(j, i)) - std::norm(m_before(j, i))) / m_between;
    }
    double ofPhase(int j, int i) const
    {
        return std::arg(m_turn * m_after(j, i) * std::conj(m_before(j, i))) / m_between;
    }

private:
    const ComplexField& m_before;
    const ComplexField& m_after;
    std::complex<double> m_turnBefore;
    std::complex<double> m_turnAfter;
    std::complex<double> m_turn;
    double m_between;
};

/// Squares over all points, those of the action weighted by rho.
struct Sums
{
    double weight = 0.0;
    double action = 0.0;
    double actionRate = 0.0;
    double defect = 0.0;
    double energy = 0.0;
};

} // namespace

Residuals residuals(const WaveState& before, const WaveState& now, const WaveState& after,
    const RealField& V, const RealField& gamma, const Grid& grid,
    const PhysicalConstants& constants, double delta, int threads)
{
    requireAlike(before, now, grid);
    requireAlike(after, now, grid);
    if (!(delta > 0.0))
        throw std::invalid_argument("The time between the instants must be positive.");
    const double hbar = constants.hbar;
    const double mass = constants.mass;
    const double bend = hbar * hbar / (2.0 * mass);
    const ComplexField& e = now.envelope;
    const ComplexVectorField grad = gradient(e, grid, DerivativeMethod::Spectral, threads);
    const ComplexField lap = laplacian(e, grid, threads);
    const double least = floorOfAction * e.abs2().maxCoeff();
    const Rates rates(before, now, after, delta);
    const std::complex<double> I(0.0, 1.0);

    Residuals result;
    result.continuity = RealField::Zero(grid.ny, grid.nx);
    result.hamiltonJacobi = RealField::Zero(grid.ny, grid.nx);
    result.meaningful = MaskField::Constant(grid.ny, grid.nx, false);
    Sums sums;
    for (int j = 0; j < grid.ny; ++j) {
        for (int i = 0; i < grid.nx; ++i) {
            if (gamma.size() > 0 && gamma(j, i) > 0.0)
                continue;
            const std::complex<double> psi = e(j, i);
            // Of psi without e^{i carrier.x}, which cancels everywhere below.
            const std::complex<double> lapPsi = lap(j, i)
                + 2.0 * I * (now.carrier.x() * grad.x(j, i) + now.carrier.y() * grad.y(j, i))
                - now.carrier.squaredNorm() * psi;
            const double potential = V.size() > 0 ? V(j, i) : 0.0;
            const std::complex<double> H = -bend * lapPsi + potential * psi;
            sums.defect += std::norm(I * hbar * rates.ofPsi(j, i) - H);
            sums.energy += std::norm(H);

            const double rho = std::norm(psi);
            const double densityRate = rates.ofDensity(j, i);
            const double divergence = hbar / mass * std::imag(std::conj(psi) * lapPsi);
            result.continuity(j, i) = densityRate + divergence;
            result.continuityMax
                = std::max(result.continuityMax, std::abs(result.continuity(j, i)));
            result.densityRateMax = std::max(result.densityRateMax, std::abs(densityRate));
            if (rho <= least)
                continue;
            result.meaningful(j, i) = true;
            const double actionRate = hbar * rates.ofPhase(j, i);
            const Vec2 wave = Vec2(std::imag(std::conj(psi) * grad.x(j, i)),
                                  std::imag(std::conj(psi) * grad.y(j, i)))
                / rho;
            const double Q
                = -bend * (std::real(std::conj(psi) * lap(j, i)) / rho + wave.squaredNorm());
            result.hamiltonJacobi(j, i)
                = actionRate + bend * (wave + now.carrier).squaredNorm() + potential + Q;
            sums.weight += rho;
            sums.action += rho * std::pow(result.hamiltonJacobi(j, i), 2);
            sums.actionRate += rho * actionRate * actionRate;
        }
    }
    result.hamiltonJacobiRms = ratio(sums.action, sums.weight);
    result.actionRateRms = ratio(sums.actionRate, sums.weight);
    result.schroedinger = ratio(sums.defect, sums.energy);
    return result;
}

RefinedState refined(const WaveState& state, const Grid& grid, int threads)
{
    if (!grid.isTorus())
        throw std::invalid_argument("Only a state on a torus can be refined.");
    RefinedState fine{grid, state};
    fine.grid.nx = 2 * grid.nx;
    fine.grid.ny = 2 * grid.ny;
    ComplexField waves = state.envelope;
    FourierTransform(grid, threads).forward(waves);
    waves *= FourierTransform::normalisation(grid);
    const auto place = [](int k, int n) { return 2 * k < n ? k : k + n; };
    fine.state.envelope = ComplexField::Zero(fine.grid.ny, fine.grid.nx);
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
            fine.state.envelope(place(j, grid.ny), place(i, grid.nx)) = waves(j, i);
    FourierTransform(fine.grid, threads).inverse(fine.state.envelope);
    return fine;
}

RefinedState resolvingDensity(const WaveState& state, const Grid& grid, int threads)
{
    if (!grid.isTorus())
        throw std::invalid_argument("Only a state on a torus can be refined.");
    ComplexField waves = state.envelope;
    FourierTransform(grid, threads).forward(waves);
    const RealField weight = waves.abs2();
    const int farX = grid.nx / 4;
    const int farY = grid.ny / 4;
    const double far = weight.middleCols(farX, grid.nx - 2 * farX).sum()
        + weight.middleRows(farY, grid.ny - 2 * farY).sum();
    if (far <= 1e-20 * weight.sum())
        return {grid, state};
    return refined(state, grid, threads);
}

double identityDefect(const RefinedState& fine, int threads)
{
    const auto& [grid, state] = fine;
    if (!grid.isTorus())
        throw std::invalid_argument("Between walls rho has no series of sines to differentiate.");
    const ComplexField& e = state.envelope;
    const RealField rho = e.abs2();
    const ComplexField density = rho.cast<std::complex<double>>();
    const ComplexVectorField slope = gradient(density, grid, DerivativeMethod::Spectral, threads);
    const RealField bend = laplacian(density, grid, threads).real();
    const ComplexVectorField grad = gradient(e, grid, DerivativeMethod::Spectral, threads);
    const ComplexField lap = laplacian(e, grid, threads);
    const double least = floorOfAction * rho.maxCoeff();
    double worst = 0.0;
    double scale = 0.0;
    for (Eigen::Index k = 0; k < rho.size(); ++k) {
        const double here = rho.data()[k];
        if (here <= least)
            continue;
        const std::complex<double> bra = std::conj(e.data()[k]);
        const double square
            = std::norm(slope.x.data()[k]) / here + std::norm(slope.y.data()[k]) / here;
        const double left = 2.0 * bend.data()[k] - square;
        const double current = std::pow(std::imag(bra * grad.x.data()[k]), 2)
            + std::pow(std::imag(bra * grad.y.data()[k]), 2);
        const double right = 4.0 * (std::real(bra * lap.data()[k]) + current / here);
        worst = std::max(worst, std::abs(left - right));
        scale = std::max({scale, std::abs(left), square});
    }
    return scale > 0.0 ? worst / scale : 0.0;
}

} // namespace dqm
