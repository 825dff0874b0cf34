#include "core/equations/InstantEquations.h"

#include "core/grid/FourierTransform.h"
#include "core/observables/DensityMarginals.h"
#include "core/observables/Hydrodynamics.h"
#include "core/observables/Observables.h"
#include "core/observables/Residuals.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dqm {

namespace {

/// A state and its numbers.
struct Instant
{
    WaveState state;
    RealField V;
    Observables numbers;
};

Instant look(WaveState state, Vec2 about, const Surroundings& around)
{
    Instant instant{std::move(state), {}, {}};
    if (!around.potential->isZero())
        around.potential->sample(instant.V, instant.state.time);
    const Grid& grid = around.gridInK;
    const DensityMarginals density = densityMarginals(instant.state.envelope, grid);
    const Vec2 mean((density.x * unwrappedXs(grid, about.x())).sum() / density.x.sum(),
        (density.y * unwrappedYs(grid, about.y())).sum() / density.y.sum());
    instant.numbers = observe(
        instant.state, grid, around.constants, instant.V, {}, Vec2(0.0, 0.0), mean, around.threads);
    return instant;
}

double movableEnergy(const Energies& energies) { return energies.kinetic() + energies.potential; }

/// The rows of one instant on their way.
class Rows
{
public:
    Rows(const WaveState& state, Vec2 mean, const Surroundings& around, const RealField& gamma,
        const EnergyMark& since, const std::string& energyUnit, Propagator& nearby)
        : m_around(around)
        , m_grid(around.gridInK)
        , m_threads(around.threads)
        , m_gamma(gamma)
        , m_since(since)
        , m_energyUnit(energyUnit)
        , m_now(look(state, mean, around))
    {
        const Energies& energies = m_now.numbers.energies;
        m_scale = energies.kinetic() + std::abs(energies.potential);
        // Sharp edges and walls give a state energies far above its mean.
        m_delta = 1e-4 * around.constants.hbar / std::max(m_scale, 1e-12);
        const auto moved = [&](double delta) {
            WaveState other = state;
            nearby.advance(other, delta, 1);
            return look(std::move(other), mean, around);
        };
        m_before = moved(-m_delta);
        m_after = moved(m_delta);
    }

    std::vector<EquationRow> all()
    {
        density();
        momenta();
        energy();
        motion();
        return std::move(m_rows);
    }

private:
    bool absorbs() const { return m_gamma.size() > 0; }

    /// Whether rho is negligible along the seam of the torus, half way round from the mean.
    bool isLocalised() const
    {
        if (!m_grid.isTorus())
            return true;
        const RealField rho = m_now.state.envelope.abs2();
        const Vec2 mean = m_now.numbers.moments.mean - m_grid.lower();
        const auto opposite = [](double place, double spacing, int n) {
            const int k = static_cast<int>(std::floor(place / spacing)) % n;
            return (k + n + n / 2) % n;
        };
        const int i = opposite(mean.x(), m_grid.dx(), m_grid.nx);
        const int j = opposite(mean.y(), m_grid.dy(), m_grid.ny);
        return std::max(rho.col(i).maxCoeff(), rho.row(j).maxCoeff()) < 1e-9 * rho.maxCoeff();
    }

    void add(const char* equation, const char* quantity, double value, double bound,
        const std::string& unit = {})
    {
        m_rows.push_back({equation, quantity, m_now.state.time, value, unit, bound,
            std::isfinite(value) && std::abs(value) <= bound});
    }

    void density()
    {
        const Moments& m = m_now.numbers.moments;
        const PhysicalConstants& c = m_around.constants;
        if (absorbs())
            add("(1)", "norm (an edge absorbs)", m.norm, 1.0 + 1e-9);
        else
            add("(1)", "norm - 1", m.norm - 1.0, 1e-9);
        if (m_grid.isTorus()) {
            const auto [grid, state] = refined(m_now.state, m_grid, m_threads);
            const Hydrodynamics fields
                = hydrodynamics(state, grid, c, DerivativeMethod::Spectral, 1e-9, m_threads);
            const ComplexVectorField slope = gradient(fields.rho.cast<std::complex<double>>(), grid,
                DerivativeMethod::Spectral, m_threads);
            const double D = c.diffusionCoefficient();
            const RealField flux = D * (slope.x.abs2() + slope.y.abs2()).sqrt();
            const RealField off = ((fields.rho * fields.u.x + D * slope.x.real()).square()
                + (fields.rho * fields.u.y + D * slope.y.real()).square())
                                      .sqrt();
            // A plane wave has no flux to compare with: then D rho over the box is the measure.
            const double scale
                = std::max(flux.maxCoeff(), D * fields.rho.maxCoeff() / m_grid.size.maxCoeff());
            add("(2)", "rho u + D grad rho, largest, relative", off.maxCoeff() / scale, 1e-6);
            add("(12)", "left - right side, largest, relative",
                identityDefect(m_now.state, m_grid, m_threads), 1e-6);
        }
        const double rms
            = std::sqrt(m.diffusionMomentumSquared.sum() + 1e-12 * c.mass * m_scale) / c.mass;
        add("(3)", "mean u over its rms", m.meanDiffusionVelocity.norm() / rms, 1e-8);
        if (isLocalised() && !absorbs()) {
            const double half = 0.5 * c.hbar;
            add("(4)", "<p_u.x> per axis over hbar/2, - 1",
                (m.fick / half - Vec2(1.0, 1.0)).cwiseAbs().maxCoeff(), 1e-5);
            const double product = m.uncertainty.minCoeff() / (half * half);
            add("(4)", "shortfall of <p_u^2><x^2> from hbar^2/4, relative",
                std::max(0.0, 1.0 - product), 1e-6);
        }
    }

    void momenta()
    {
        if (!m_grid.isTorus())
            return;
        ComplexField waves = m_now.state.envelope;
        FourierTransform(m_grid, m_threads).forward(waves);
        const RealField weight = waves.abs2();
        const Eigen::ArrayXd kx = m_grid.wavenumbersX();
        const Eigen::ArrayXd ky = m_grid.wavenumbersY();
        const Vec2 k = Vec2((weight.colwise().sum().transpose() * kx).sum(),
                           (weight.rowwise().sum() * ky).sum())
                / weight.sum()
            + m_now.state.carrier;
        const double spread
            = std::sqrt((weight.colwise().sum().transpose() * kx.square()).sum() / weight.sum()
                + (weight.rowwise().sum() * ky.square()).sum() / weight.sum());
        const PhysicalConstants& c = m_around.constants;
        const Vec2 off = m_now.numbers.moments.momentum - c.hbar * k;
        add("(22), (23)", "integral rho grad S - <p>, relative",
            off.norm() / (c.hbar * std::max(spread, 1e-12)), 1e-8);
    }

    void energy()
    {
        const Energies& e = m_now.numbers.energies;
        const double shown = std::numeric_limits<double>::infinity();
        add("(5)", "energy of the diffusion flux U_u", e.diffusion, shown, m_energyUnit);
        add("(7)", "term m <v.u> that (8) drops", e.crossTerm, shown, m_energyUnit);
        if (!absorbs()) {
            const double rate = (m_after.numbers.moments.entropy - m_before.numbers.moments.entropy)
                / (2.0 * m_delta);
            add("(7)", "m <v.u> - (hbar/2) dS_G/dt, relative",
                (e.crossTerm - 0.5 * m_around.constants.hbar * rate) / m_scale, 1e-3);
            if (!m_around.potential->dependsOnTime()) {
                const char* what = m_since.time == 0.0 ? "H - H at t = 0, relative"
                                                       : "H - H at the last change, relative";
                add("(8)", what, (movableEnergy(e) - m_since.energy) / m_scale, 1e-3);
            }
        }
    }

    void motion()
    {
        const PhysicalConstants& c = m_around.constants;
        const Residuals r = residuals(m_before.state, m_now.state, m_after.state, m_now.V, m_gamma,
            m_grid, c, m_delta, m_threads);
        const double rhoMax = m_now.state.envelope.abs2().maxCoeff();
        const double densityScale = std::max(r.densityRateMax, 1e-3 * rhoMax * m_scale / c.hbar);
        add("(11), (13)", "d_t S + m v^2/2 + V + Q, rms, relative",
            r.hamiltonJacobiRms / std::max(r.actionRateRms, 1e-3 * m_scale), 1e-4);
        add("(11), (14)", "d_t rho + div(rho v), largest, relative", r.continuityMax / densityScale,
            1e-3);
        const ComplexField& psi = m_now.state.envelope;
        const ComplexField again
            = psi.unaryExpr([](const std::complex<double>& z) -> std::complex<double> {
                  return std::polar(std::sqrt(std::norm(z)), std::arg(z));
              });
        add("(15)", "rho^1/2 e^{iS/hbar} - psi, largest, relative",
            std::sqrt((again - psi).abs2().maxCoeff() / rhoMax), 1e-12);
        add("(16)", "i hbar d_t psi - H psi, relative", r.schroedinger, 1e-4);
        if (!isLocalised() || absorbs())
            return;
        const Moments& m = m_now.numbers.moments;
        const Vec2 meanRate
            = (m_after.numbers.moments.mean - m_before.numbers.moments.mean) / (2.0 * m_delta);
        const double p = std::sqrt(2.0 * c.mass * m_scale);
        add("(21), (26)", "m d<x>/dt - <p>, relative", (c.mass * meanRate - m.momentum).norm() / p,
            1e-5);
        if (!m_grid.isTorus() || !m_around.potential->isSmooth())
            return;
        Vec2 force(0.0, 0.0);
        if (!m_around.potential->isZero()) {
            const VectorField slope = m_around.potential->gradient(m_now.state.time);
            const RealField rho = psi.abs2();
            force = -Vec2((slope.x * rho).sum(), (slope.y * rho).sum()) / rho.sum();
        }
        const Vec2 momentumRate
            = (m_after.numbers.moments.momentum - m_before.numbers.moments.momentum)
            / (2.0 * m_delta);
        add("(26)", "d<p>/dt + <grad V>, relative",
            (momentumRate - force).norm() * c.hbar / (p * m_scale), 1e-5);
    }

    const Surroundings& m_around;
    const Grid& m_grid;
    int m_threads;
    const RealField& m_gamma;
    const EnergyMark& m_since;
    const std::string& m_energyUnit;
    double m_scale = 1.0;
    double m_delta = 1.0;
    Instant m_now, m_before, m_after;
    std::vector<EquationRow> m_rows;
};

} // namespace

InstantEquations::InstantEquations(const Experiment& experiment, Surroundings around)
    : m_around(std::move(around))
    , m_nearby(propagatorInK(experiment, m_around))
    , m_energyUnit(unitSymbol(Quantity::Energy, experiment.units))
{
    if (m_around.absorber->isActive())
        m_around.absorber->sample(m_gamma);
}

EnergyMark InstantEquations::mark(const WaveState& state, Vec2 mean) const
{
    return {state.time, movableEnergy(look(state, mean, m_around).numbers.energies)};
}

std::vector<EquationRow> InstantEquations::rows(
    const WaveState& state, Vec2 mean, const EnergyMark& since)
{
    return Rows(state, mean, m_around, m_gamma, since, m_energyUnit, *m_nearby).all();
}

} // namespace dqm
