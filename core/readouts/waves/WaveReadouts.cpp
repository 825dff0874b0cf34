#include "core/readouts/waves/WaveReadouts.h"

#include "core/evolution/MadelungSolver.h"
#include "core/readouts/waves/ClosedForms.h"
#include "core/readouts/waves/DetectorNumbers.h"
#include "core/readouts/waves/EquationReadouts.h"
#include "core/readouts/waves/ObserverComparison.h"
#include "core/readouts/waves/ParticleNumbers.h"
#include "core/readouts/waves/Resolution.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace dqm {

namespace {

/// A Gaussian meets the bound; what its tails lose at the edge of the grid must not count as less.
constexpr double boundTolerance = 1e-6;
constexpr double localisedTolerance = 0.05; // of <p_u.x> per axis, hbar/2 for a localised rho
constexpr double pairTolerance = 1e-9;
constexpr double fluidTolerance = 1e-6; // of rho and v, relative, of two solvers that agree

class Numbers
{
public:
    explicit Numbers(const Frame& frame)
        : m_frame(frame)
        , m_seen(observedPicture(frame).numbers)
    {
    }

    std::vector<Readout> taken() { return std::move(m_readouts); }

    void addEnergies()
    {
        m_group = "Energies";
        const Energies& e = m_seen.energies;
        const std::string unit = unitOf(Quantity::Energy);
        const double size = std::max(e.kinetic(), std::abs(e.potential));
        add("drift", "drift energy U_v", e.drift, unit, size);
        add("diffusion", "diffusion energy U_u", e.diffusion, unit, size);
        add("potential", "potential energy <V>", e.potential, unit, size);
        // Summed without the rest energy: what is left of (total - rest) after rounding is not it.
        add("total", "total energy without m c^2", e.kinetic() + e.potential, unit, size);
        add("rest", "rest energy m c^2", e.rest, unit);
        add("cross", "cross term m <v.u>", e.crossTerm, unit, size);
    }

    void addPair()
    {
        if (!m_frame.pair)
            return;
        m_group = "Two particles";
        const PairObservables& pair = *m_frame.pair;
        const std::string length = unitOf(Quantity::Length);
        const auto& [x, y] = m_frame.axes.column;
        add("pair.distance", "<(" + x + " - " + y + ")^2>", pair.distanceSquared,
            length.empty() ? length : length + "²");
        add("pair.correlation", "correlation of the places", pair.correlation, {}, 1.0);
        Readout& exchange = add("pair.exchange", "exchange", pair.exchange, {}, 1.0);
        if (m_frame.exchange != Exchange::None) {
            const bool isFermions = m_frame.exchange == Exchange::Antisymmetric;
            exchange.expected = isFermions ? -1.0 : 1.0;
            exchange.expectedFrom = isFermions ? "fermions" : "bosons";
            exchange.tolerance = pairTolerance;
        }
        Readout& purity = add("pair.purity", "purity of one particle", pair.purity, {}, 1.0);
        if (m_frame.exchange == Exchange::Antisymmetric) {
            purity.expected = 0.5;
            purity.expectedFrom = "fermions";
            purity.relation = Relation::AtMost;
            purity.tolerance = pairTolerance;
        }
        add("pair.coupling", "<|dv1/dx2|>", pair.driftCoupling, unitOf(Quantity::InverseTime), 1.0);
    }

    void addChecks()
    {
        m_group = "Checks";
        add("conservation", "energy error, relative",
            m_frame.energyIsConserved ? std::optional(m_frame.energyError) : std::nullopt);
        addExcess();
        add("norm", "norm", m_seen.moments.norm);
        add("steps", "error of the steps, relative", m_frame.estimatedError);
        add("grid", "error of the grid, relative", m_frame.gridError);
        add("D", "D = hbar/2m", m_frame.constants.diffusionCoefficient(),
            unitOf(Quantity::DiffusionCoefficient));
        const auto& [x, y] = m_frame.axes.column;
        const Moments& moments = m_seen.moments;
        addBound("boundX", x, moments.uncertainty.x(), moments.fick.x());
        addBound("boundY", y, moments.uncertainty.y(), moments.fick.y());
    }

    void addTwin()
    {
        if (!m_frame.invariance)
            return;
        m_group = "K' observed against K' alone";
        const InvarianceCheck& check = *m_frame.invariance;
        add("twin.rho", "largest difference of rho, relative", check.rho);
        add("twin.sigma", "difference of sigma, relative", check.sigma);
        add("twin.u", "largest difference of u, relative", check.u);
        add("twin.diffusion", "difference of U_u, relative", check.diffusionEnergy);
    }

    void addFluid()
    {
        if (!m_frame.hydrodynamic)
            return;
        m_group = "(13), (14) beside psi";
        const HydrodynamicCheck& check = *m_frame.hydrodynamic;
        const bool isCompared = check.note.empty() || check.endedAt;
        const Resolution resolution(m_frame);
        const auto addDifference = [&](const char* id, const char* label, double difference) {
            Readout& readout
                = add(id, label, isCompared ? std::optional(difference) : std::nullopt);
            resolution.expect(readout, 0.0, "(13), (14) are (16)", 1.0, fluidTolerance);
            // Just above a node the fluid's own grid is the last thing that holds.
            if (verdictOf(readout) == Verdict::Broken && check.depth < nearANode)
                readout.unresolved = "a node is near: min rho/max rho is small";
        };
        addDifference("hydro.rho", "largest difference of rho, relative", check.rho);
        addDifference("hydro.v", "largest difference of v, relative", check.v);
        add("hydro.depth", "min rho / max rho", check.depth);
    }

    void addObservers() { std::ranges::move(observerReadouts(m_frame), end()); }

private:
    static constexpr double nearANode = 2.0 * MadelungSolver::leastDensity;

    std::back_insert_iterator<std::vector<Readout>> end() { return std::back_inserter(m_readouts); }

    std::string unitOf(Quantity quantity) const { return unitSymbol(quantity, m_frame.units); }

    Readout& add(const char* id, const std::string& label, std::optional<double> value,
        const std::string& unit = {}, double size = 0.0)
    {
        m_readouts.push_back({.id = id,
            .label = label,
            .value = value,
            .unit = unit,
            .group = m_group,
            .size = size});
        return m_readouts.back();
    }

    void addExcess()
    {
        if (!m_frame.groundEnergy)
            return;
        const double energy = m_seen.energies.kinetic() + m_seen.energies.potential;
        Readout& excess = add("excess", "energy above the ground state",
            energy - *m_frame.groundEnergy, unitOf(Quantity::Energy));
        // Where the edge of the grid is felt, its ground state is another one by a little.
        excess.expected = 0.0;
        excess.expectedFrom = "cooling ends there";
        excess.relation = Relation::AtLeast;
        excess.tolerance = boundTolerance * std::max(std::abs(energy), *m_frame.groundEnergy);
    }

    void addBound(const char* id, const std::string& axis, double product, double fick)
    {
        Readout& readout = add(id, "uncertainty product " + axis, product,
            unitOf(Quantity::MomentumSquaredLengthSquared));
        const double hbar = m_frame.constants.hbar;
        // The identity behind the bound fails where rho fills a periodic box: there is none then.
        const bool isLocalised = std::abs(fick / (0.5 * hbar) - 1.0) < localisedTolerance;
        if (!isLocalised)
            return;
        readout.expected = 0.25 * hbar * hbar;
        readout.expectedFrom = "(4)";
        readout.relation = Relation::AtLeast;
        readout.tolerance = boundTolerance * *readout.expected;
        Resolution(m_frame).excuse(readout, *readout.expected);
    }

    const Frame& m_frame;
    const Observables& m_seen;
    std::string m_group;
    std::vector<Readout> m_readouts;
};

} // namespace

std::vector<Readout> waveReadouts(const Frame& frame)
{
    if (frame.pictures.empty())
        return {};
    Numbers numbers(frame);
    numbers.addEnergies();
    numbers.addPair();
    numbers.addChecks();
    numbers.addFluid();
    numbers.addObservers();
    numbers.addTwin();
    return numbers.taken();
}

std::vector<Readout> allReadouts(const Experiment& experiment, const Frame& frame)
{
    std::vector<Readout> all = waveReadouts(frame);
    std::ranges::move(closedForms(experiment, frame), std::back_inserter(all));
    if (frame.ensemble)
        std::ranges::move(
            particleNumbers(*frame.ensemble, frame.axes, frame.units), std::back_inserter(all));
    std::ranges::move(detectorNumbers(frame), std::back_inserter(all));
    std::ranges::move(equationReadouts(frame), std::back_inserter(all));
    return all;
}

} // namespace dqm
