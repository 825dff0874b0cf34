#include "core/equations/InstantEquations.h"

#include "core/equations/AlgebraRows.h"
#include "core/equations/CrossTermRow.h"
#include "core/equations/DensityRows.h"
#include "core/equations/Instant.h"
#include "core/equations/MotionRows.h"
#include "core/evolution/splitstep/Splitting.h"
#include "core/hydrodynamics/Residuals.h"
#include "core/observables/MomentumDensity.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr const char* whyAbsorbed = "what reaches an absorbing edge or a detector is taken";

double movableEnergy(const Energies& energies) { return energies.kinetic() + energies.potential; }

/// The rows of one instant on their way.
class Rows
{
public:
    Rows(const WaveState& state, Vec2 mean, const Surroundings& around, const RealField& gamma,
        const std::optional<EnergyMark>& since, const std::string& energyUnit, Propagator& nearby)
        : m_around(around)
        , m_grid(around.gridInK)
        , m_threads(around.threads)
        , m_gamma(gamma)
        , m_since(since)
        , m_energyUnit(energyUnit)
        , m_now(instantOf(state, mean, around))
        , m_gradient(gradient(state.envelope, m_grid, DerivativeMethod::Spectral, around.threads))
        , m_rows(state.time)
    {
        const Energies& energies = m_now.numbers.energies;
        m_scale = energies.kinetic() + std::abs(energies.potential);
        // A state has energies far above its mean: edges and walls give them, and fractional
        // revivals show them in rho where all else stands still.
        m_delta = 1e-5 * around.constants.hbar / std::max(m_scale, 1e-12);
        const auto moved = [&](double delta) {
            WaveState other = state;
            nearby.advance(other, delta, 1);
            return instantOf(std::move(other), mean, around);
        };
        m_before = moved(-m_delta);
        m_after = moved(m_delta);
    }

    std::vector<EquationRow> all()
    {
        addDensityRows(m_rows, m_now, m_around, m_scale, absorbs());
        momenta();
        energy();
        motion();
        algebra();
        return m_rows.sorted();
    }

private:
    bool absorbs() const { return m_gamma.size() > 0; }

    void momenta()
    {
        constexpr const char* words = "integral rho grad S - <p>, relative";
        if (!m_grid.isTorus()) {
            m_rows.leave("(22), (23)", words, "between walls no wave has a momentum of its own");
            return;
        }
        const WaveSpread waves = waveSpreadOf(m_now.state.envelope, m_grid, m_threads);
        const double hbar = m_around.constants.hbar;
        const Vec2 off = m_now.numbers.moments.momentum - hbar * (waves.mean + m_now.state.carrier);
        m_rows.add("(22), (23)", words, off.norm() / (hbar * std::max(waves.rms, 1e-12)), 1e-8);
    }

    void energy()
    {
        const Energies& e = m_now.numbers.energies;
        m_rows.show("(5)", "energy of the diffusion flux U_u", e.diffusion, m_energyUnit);
        m_rows.show("(7)", "drift energy <m v^2/2>", e.drift, m_energyUnit);
        m_rows.show("(7)", "diffusion energy <m u^2/2>", e.diffusion, m_energyUnit);
        m_rows.show("(7)", "term m <v.u> that (8) drops", e.crossTerm, m_energyUnit);
        conservation();
    }

    void conservation()
    {
        if (!m_since || m_around.potential->dependsOnTime() || absorbs()) {
            m_rows.leave("(8)", "H - H at t = 0, relative",
                absorbs()     ? whyAbsorbed
                    : m_since ? "V changes with time, and H with it"
                              : "imaginary time takes energy away");
            return;
        }
        const char* what = m_since->time == 0.0 ? "H - H at t = 0, relative"
                                                : "H - H at the last change, relative";
        const double energy = movableEnergy(m_now.numbers.energies);
        m_rows.add("(8)", what, (energy - m_since->energy) / m_scale, 1e-3);
    }

    void motion()
    {
        const PhysicalConstants& c = m_around.constants;
        const Residuals r = residuals(m_before.state, m_now.state, m_after.state, m_now.V, m_gamma,
            m_grid, c, m_delta, m_threads);
        const double rhoMax = m_now.state.envelope.abs2().maxCoeff();
        const double densityScale = std::max(r.densityRateMax, 1e-3 * rhoMax * m_scale / c.hbar);
        m_rows.add("(11), (13)", "d_t S + m v^2/2 + V + Q, rms, relative",
            r.hamiltonJacobiRms / std::max(r.actionRateRms, 1e-3 * m_scale), 1e-4);
        m_rows.add("(11), (14)", "d_t rho + div(rho v), largest, relative",
            r.continuityMax / densityScale, 1e-3);
        const ComplexField& psi = m_now.state.envelope;
        const ComplexField again
            = psi.unaryExpr([](const std::complex<double>& z) -> std::complex<double> {
                  return std::polar(std::sqrt(std::norm(z)), std::arg(z));
              });
        m_rows.add("(15)", "rho^1/2 e^{iS/hbar} - psi, largest, relative",
            std::sqrt((again - psi).abs2().maxCoeff() / rhoMax), 1e-12);
        m_rows.add("(16)", "i hbar d_t psi - H psi, relative", r.schroedinger, 1e-4);
        const ThreeInstants three{m_before, m_now, m_after, m_gradient, m_delta, m_scale};
        addDriftRow(m_rows, three, m_around);
        if (absorbs()) {
            leaveCrossTermRow(m_rows, whyAbsorbed);
            leaveRateRows(m_rows, whyAbsorbed);
        } else {
            addCrossTermRow(m_rows, three, m_around);
            addRateRows(m_rows, three, m_around);
        }
    }

    void algebra()
    {
        const PhysicalConstants& c = m_around.constants;
        addLatticeRows(m_rows, m_now.state, m_now.V, m_grid, c);
        addTranslationRows(m_rows, m_now.state, m_grid, c);
        addParallelogramRows(m_rows, m_now.state, m_gradient, m_grid, c);
    }

    const Surroundings& m_around;
    const Grid& m_grid;
    int m_threads;
    const RealField& m_gamma;
    const std::optional<EnergyMark>& m_since;
    const std::string& m_energyUnit;
    double m_scale = 1.0;
    double m_delta = 1.0;
    Instant m_now, m_before, m_after;
    ComplexVectorField m_gradient;
    RowList m_rows;
};

} // namespace

InstantEquations::InstantEquations(const Experiment& experiment, const Surroundings& around)
    : InstantEquations(experiment, around,
        propagatorInK(inRealTime(experiment), around,
            chosenScheme(experiment.time.scheme, around.potential.get())))
{
}

InstantEquations::InstantEquations(
    const Experiment& experiment, Surroundings around, std::unique_ptr<Propagator> nearby)
    : m_around(std::move(around))
    , m_nearby(std::move(nearby))
    , m_energyUnit(unitSymbol(Quantity::Energy, experiment.units))
{
    if (m_around.absorber->isActive())
        m_around.absorber->sample(m_gamma);
}

EnergyMark InstantEquations::mark(const WaveState& state, Vec2 mean) const
{
    return {state.time, movableEnergy(instantOf(state, mean, m_around).numbers.energies)};
}

std::vector<EquationRow> InstantEquations::rows(
    const WaveState& state, Vec2 mean, const std::optional<EnergyMark>& since)
{
    return Rows(state, mean, m_around, m_gamma, since, m_energyUnit, *m_nearby).all();
}

} // namespace dqm
