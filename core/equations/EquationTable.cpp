#include "core/equations/EquationTable.h"

#include "core/Dynamics.h"
#include "core/Evolution.h"
#include "core/grid/FourierTransform.h"
#include "core/observables/DensityMarginals.h"
#include "core/observables/Hydrodynamics.h"
#include "core/observables/Observables.h"
#include "core/observables/Residuals.h"
#include "core/setup/WavePacket.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace dqm {

namespace {

/// A state and its numbers.
struct Instant
{
    WaveState state;
    RealField V;
    Observables numbers;
};

Experiment inRealTime(Experiment experiment)
{
    experiment.time.imaginary = false;
    return experiment;
}

class Table
{
public:
    Table(const Experiment& wanted, int threads)
        : m_experiment(inRealTime(wanted))
        , m_around(surroundingsOf(m_experiment, threads))
        , m_grid(m_experiment.grid)
        , m_threads(threads)
    {
        const Experiment& experiment = m_experiment;
        WaveState state;
        state.envelope = prepareWave(experiment);
        Dynamics dynamics = dynamicsInK(experiment, m_around, state.envelope);
        m_step = dynamics.step;
        m_evolution.emplace(std::move(state), m_grid);
        m_evolution->setPropagator(std::move(dynamics.propagator), m_around.constants);
        m_nearby = dynamicsInK(experiment, m_around, m_evolution->state().envelope).propagator;
        if (m_around.absorber->isActive())
            m_around.absorber->sample(m_gamma);
        m_start = look(m_evolution->state());
    }

    void at(double time)
    {
        goTo(time);
        m_now = look(m_evolution->state());
        const Energies& energies = m_now.numbers.energies;
        m_scale = energies.kinetic() + std::abs(energies.potential);
        // Sharp edges and walls give a state energies far above its mean.
        m_delta = 1e-4 * m_around.constants.hbar / std::max(m_scale, 1e-12);
        m_before = nearby(-m_delta);
        m_after = nearby(m_delta);
        density();
        momenta();
        energy();
        motion();
    }

    std::vector<EquationRow> rows;

private:
    void goTo(double time)
    {
        const double span = time - m_evolution->state().time;
        if (!(span >= 0.0) || span / m_step > 1e8)
            throw std::invalid_argument("The times of a table of equations must ascend from 0.");
        const int steps = static_cast<int>(std::ceil(span / m_step * (1.0 - 1e-12)));
        if (steps > 0)
            m_evolution->advance(span / steps, steps, time);
    }

    Instant look(const WaveState& state) const
    {
        Instant instant{state, {}, {}};
        if (!m_around.potential->isZero())
            m_around.potential->sample(instant.V, state.time);
        const Vec2 about = m_evolution->mean();
        const DensityMarginals density = densityMarginals(state.envelope, m_grid);
        const Vec2 mean((density.x * unwrappedXs(m_grid, about.x())).sum() / density.x.sum(),
            (density.y * unwrappedYs(m_grid, about.y())).sum() / density.y.sum());
        instant.numbers = observe(
            state, m_grid, m_around.constants, instant.V, {}, Vec2(0.0, 0.0), mean, m_threads);
        return instant;
    }

    Instant nearby(double delta)
    {
        WaveState state = m_now.state;
        m_nearby->advance(state, delta, 1);
        return look(state);
    }

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
        rows.push_back({equation, quantity, m_now.state.time, value, unit, bound,
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
        const std::string unit = unitSymbol(Quantity::Energy, m_experiment.units);
        const double shown = std::numeric_limits<double>::infinity();
        add("(5)", "energy of the diffusion flux U_u", e.diffusion, shown, unit);
        add("(7)", "term m <v.u> that (8) drops", e.crossTerm, shown, unit);
        if (!absorbs()) {
            const double rate = (m_after.numbers.moments.entropy - m_before.numbers.moments.entropy)
                / (2.0 * m_delta);
            add("(7)", "m <v.u> - (hbar/2) dS_G/dt, relative",
                (e.crossTerm - 0.5 * m_around.constants.hbar * rate) / m_scale, 1e-3);
            if (!m_around.potential->dependsOnTime()) {
                const Energies& first = m_start.numbers.energies;
                add("(8)", "H - H at t = 0, relative",
                    (e.kinetic() + e.potential - first.kinetic() - first.potential) / m_scale,
                    1e-3);
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

    const Experiment m_experiment;
    Surroundings m_around;
    Grid m_grid;
    int m_threads;
    double m_step = 0.0;
    double m_scale = 1.0;
    double m_delta = 1.0;
    std::optional<Evolution> m_evolution;
    std::unique_ptr<Propagator> m_nearby; ///< for the instants just before and after
    RealField m_gamma;
    Instant m_start, m_before, m_now, m_after;
};

} // namespace

std::vector<EquationRow> equationTable(
    const Experiment& experiment, const std::vector<double>& times, int threads)
{
    validate(experiment);
    Table table(experiment, threads);
    for (const double time : times)
        table.at(time);
    return std::move(table.rows);
}

} // namespace dqm
