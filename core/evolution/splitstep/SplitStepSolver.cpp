#include "core/evolution/splitstep/SplitStepSolver.h"

#include "core/evolution/splitstep/DrivenCarrier.h"
#include "core/evolution/splitstep/FlightFactors.h"
#include "core/evolution/splitstep/PointwiseKernels.h"
#include "core/evolution/splitstep/PotentialKick.h"
#include "core/evolution/splitstep/ScheduledSteps.h"
#include "core/evolution/splitstep/Splitting.h"
#include "core/grid/FourierTransform.h"
#include "core/grid/LineTransforms.h"
#include "core/grid/Parallel.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

/// Below this many points waking another thread costs more than it brings.
constexpr int smallestSharedGrid = 96 * 96;

} // namespace

struct SplitStepSolver::Implementation
{
    Setup setup;
    DrivenCarrier drive;
    Scheme scheme;
    Splitting splitting;
    int threads;
    LineTransforms lines;
    double normalisation;
    PotentialKick kick;

    // Flights of the present step and carrier.
    double step = 0.0;
    Vec2 carrier{0.0, 0.0};
    FlightFactors edge;
    FlightFactors inner;
    FlightFactors joined;
    FlightFactors driven; ///< of the present flight

    explicit Implementation(Setup given)
        : setup(std::move(given))
        , drive(setup)
        , scheme(chosenScheme(setup.scheme, setup.potential.get()))
        , splitting(splittingOf(scheme))
        , threads(setup.grid.nx * setup.grid.ny < smallestSharedGrid ? 1 : setup.threads)
        , lines(setup.grid)
        , normalisation(FourierTransform::normalisation(setup.grid))
        , kick(KickFactors(
                   setup.potential, setup.absorber, setup.constants, setup.frameVelocity, threads),
              threads, setup.tally)
    {
    }

    FlightFactors factorsOf(const Vec2& waveVector, double tau) const
    {
        FlightFactors factors
            = flightFactors(setup.grid, setup.constants, waveVector, tau, setup.imaginaryTime);
        factors.x *= normalisation;
        return factors;
    }

    void prepareFlights(const Vec2& waveVector, double dt)
    {
        if (drive.isDriven())
            return;
        if (dt == step && waveVector == carrier && edge.x.size() > 0)
            return;
        step = dt;
        carrier = waveVector;
        edge = factorsOf(carrier, splitting.edge * dt);
        inner = factorsOf(carrier, splitting.inner * dt);
        joined = factorsOf(carrier, 2.0 * splitting.edge * dt);
    }

    /// A flight from a time on; that of the present step if nothing drives it.
    const FlightFactors& flight(
        const FlightFactors& undriven, double from, double tau, const Vec2& off = Vec2(0.0, 0.0))
    {
        if (!drive.isDriven())
            return undriven;
        driven = factorsOf(drive.fly(from, from + tau, off), tau);
        return driven;
    }

    enum class Side
    {
        Space,
        WaveNumbers
    };

    /// One visit to the rows: from either side of their transform, an optional kick, to either
    /// side.
    void visitRows(ComplexField& psi, Side from, bool kicked, Side to) const
    {
        parallelFor(lines.rowBlocks(), threads, [&](int begin, int end) {
            for (int b = begin; b < end; ++b) {
                const LineTransforms::Block rows = lines.rows(b);
                if (from == Side::WaveNumbers)
                    lines.inverseRows(psi, rows);
                if (kicked)
                    kick.apply(psi, rows.begin, rows.end);
                if (to == Side::WaveNumbers)
                    lines.forwardRows(psi, rows);
            }
        });
    }

    /// Evolution under the kinetic energy alone, exact, of rows that are transformed already.
    void fly(ComplexField& psi, const FlightFactors& factors) const
    {
        parallelFor(lines.columnBlocks(), threads, [&](int begin, int end) {
            for (int b = begin; b < end; ++b) {
                const LineTransforms::Block columns = lines.columns(b);
                lines.forwardColumns(psi, columns);
                for (int j = 0; j < setup.grid.ny; ++j)
                    kernels::multiply(&psi(j, columns.begin), factors.y[j],
                        &factors.x[columns.begin], columns.size());
                lines.inverseColumns(psi, columns);
            }
        });
    }

    void flyFreely(WaveState& state, double duration) const
    {
        visitRows(state.envelope, Side::Space, false, Side::WaveNumbers);
        fly(state.envelope, factorsOf(state.carrier, duration));
        visitRows(state.envelope, Side::WaveNumbers, false, Side::Space);
    }

    void cool(WaveState& state, double tau, int steps)
    {
        checkCool(state, setup.grid, tau, steps);
        for (int left = steps; left > 0; left -= stepsBetweenNorms) {
            move(state, tau, std::min(left, stepsBetweenNorms));
            const double norm = state.envelope.abs2().sum() * setup.grid.cellArea();
            state.envelope /= std::sqrt(norm);
        }
    }

    void move(WaveState& state, double dt, int steps)
    {
        if (kick.isIdentity()) {
            flyFreely(state, dt * steps);
            return;
        }
        drive.begin(state, dt * steps);
        forScheduledSteps(setup, scheme, state.time, dt, steps,
            [&](double from, double length, int count) { advance(state, from, length, count); });
        drive.finish(state);
    }

    void advance(WaveState& state, double time, double dt, int steps)
    {
        prepareFlights(state.carrier, dt);
        if (splitting.kickFirst)
            kickAndFly(state, time, dt, steps);
        else
            flyAndKick(state, time, dt, steps);
    }

    void kickAndFly(WaveState& state, double time, double dt, int steps)
    {
        const double flow = setup.imaginaryTime ? 0.0 : dt;
        kick.prepare({time, splitting.edge * dt, 0.0, setup.imaginaryTime});
        visitRows(state.envelope, Side::Space, true, Side::WaveNumbers);
        for (int n = 1; n <= steps; ++n) {
            fly(state.envelope, flight(inner, time + (n - 1) * flow, dt));
            const double length = n < steps ? 2.0 * splitting.edge : splitting.edge;
            kick.prepare({time + n * flow, length * dt, 0.0, setup.imaginaryTime});
            visitRows(state.envelope, Side::WaveNumbers, true,
                n < steps ? Side::WaveNumbers : Side::Space);
        }
    }

    void flyAndKick(WaveState& state, double time, double dt, int steps)
    {
        const double flow = setup.imaginaryTime ? 0.0 : dt;
        // In imaginary time the double commutator changes its sign with dt^2.
        const double gradient = (setup.imaginaryTime ? -1.0 : 1.0) * splitting.gradient * dt * dt
            / setup.constants.mass;
        const auto kickAt = [&](double at) {
            kick.prepare({at, dt / splitting.kicks, gradient, setup.imaginaryTime});
            visitRows(state.envelope, Side::WaveNumbers, true, Side::WaveNumbers);
        };
        const double edgeTime = splitting.edge * dt;
        LinearDrive::Sway sway = drive.sway(time, dt, splitting.kicks);
        visitRows(state.envelope, Side::Space, false, Side::WaveNumbers);
        fly(state.envelope, flight(edge, time, edgeTime, sway.early));
        for (int n = 0; n < steps; ++n) {
            double at = time + (n + splitting.edge) * flow;
            kickAt(at);
            if (splitting.kicks == 2) {
                fly(state.envelope,
                    flight(inner, at, splitting.inner * dt, sway.late - sway.early));
                at += splitting.inner * flow;
                kickAt(at);
            }
            const bool goesOn = n + 1 < steps;
            const Vec2 back = -sway.late;
            if (goesOn)
                sway = drive.sway(time + (n + 1) * flow, dt, splitting.kicks);
            fly(state.envelope,
                goesOn ? flight(joined, at, 2.0 * edgeTime, back + sway.early)
                       : flight(edge, at, edgeTime, back));
        }
        visitRows(state.envelope, Side::WaveNumbers, false, Side::Space);
    }
};

SplitStepSolver::SplitStepSolver(Setup setup)
{
    if (!setup.grid.isTorus() && !setup.frameVelocity.isZero(0.0))
        throw std::invalid_argument(
            "An ensemble between walls cannot be evolved in a moving frame: "
            "the walls rest in K. Use a periodic or absorbing edge.");
    m_implementation = std::make_unique<Implementation>(std::move(setup));
}

SplitStepSolver::~SplitStepSolver() = default;

void SplitStepSolver::advance(WaveState& state, double dt, int steps)
{
    const Grid& grid = m_implementation->setup.grid;
    checkAdvance(state, grid, dt, steps);
    if (!grid.isTorus() && !state.carrier.isZero(0.0))
        throw std::invalid_argument("Between walls the wave function has no carrier.");
    if (steps == 0)
        return;
    if (m_implementation->setup.imaginaryTime)
        m_implementation->cool(state, dt, steps);
    else
        m_implementation->move(state, dt, steps);
    state.time += dt * steps;
}

bool SplitStepSolver::isCooling() const { return m_implementation->setup.imaginaryTime; }

bool SplitStepSolver::absorbs() const
{
    const auto& absorber = m_implementation->setup.absorber;
    return absorber && absorber->isActive();
}

int SplitStepSolver::kicksPerStep() const { return m_implementation->splitting.kicks; }

long long SplitStepSolver::kicksDuring(double time, double dt, int steps) const
{
    return kicksPerStep()
        * scheduledSteps(m_implementation->setup, m_implementation->scheme, time, dt, steps);
}

Scheme SplitStepSolver::scheme() const { return m_implementation->scheme; }

} // namespace dqm
