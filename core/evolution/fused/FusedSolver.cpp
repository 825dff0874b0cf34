#include "core/evolution/fused/FusedSolver.h"

#include "core/evolution/fused/FusedEngine.h"
#include "core/evolution/fused/FusedField.h"
#include "core/evolution/fused/FusedFlow.h"
#include "core/evolution/fused/FusedKick.h"
#include "core/evolution/splitstep/ScheduledSteps.h"
#include "core/evolution/splitstep/Splitting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

namespace dqm {

namespace {

using fused::Flight;
using fused::LineAxis;

bool isSupported(int n) { return n >= 64 && n <= 4096 && (n & (n - 1)) == 0; }

template <class T>
double normOf(const fused::FusedField<T>& field)
{
    return field.census().x.sum();
}

} // namespace

template <class T>
struct FusedSolver::EngineOf final : Engine
{
    fused::FusedField<T> field;
    fused::FusedKick<T> kick;
    fused::InstructionSet instructionSet;
    bool keepsNorm; ///< by rescaling: nothing else may change it
    bool repairsNorm; ///< by what rounding is known to take: the edge takes from it too
    Flight<T> slope; ///< i k: no flight, but taken apart along the axes like one
    LineAxis axis = LineAxis::X; ///< of the next pass

    // Flights of the present step and carrier.
    double step = 0.0;
    Vec2 carrier{0.0, 0.0};
    bool imaginaryTime = false;
    Flight<T> edge;
    Flight<T> inner;
    Flight<T> joined;
    std::array<Flight<T>, 2> driven; ///< the present one and the one before
    std::size_t present = 0;

    double norm = 0.0; ///< to be kept
    mutable std::optional<double> factor = 1.0; ///< see factorNow(); unset: not known yet
    mutable std::optional<DensityCensus> count; ///< see counted(); unset: not known yet

    double measuredStep = 0.0;
    double lossPerStep = 0.0;

    EngineOf(SplitStepSolver::Setup given, fused::InstructionSet set)
        : Engine(std::move(given))
        , field(setup.grid.nx, setup.grid.ny, set, threads)
        , kick(KickFactors(
                   setup.potential, setup.absorber, setup.constants, setup.frameVelocity, threads),
              field.layout(), field.kernels(), threads)
        , instructionSet(set)
        , keepsNorm(sizeof(T) < sizeof(double) && !absorbs(setup))
        , repairsNorm(sizeof(T) < sizeof(double) && absorbs(setup))
        , slope(slopeFactors(setup.grid), field)
    {
    }

    static bool absorbs(const SplitStepSolver::Setup& setup)
    {
        return setup.absorber && setup.absorber->isActive();
    }

    /// Of the logarithm of the norm, what rounding takes in a step: measured on a copy from which
    /// nothing is absorbed.
    double lossOf(const Vec2& waveVector, double time, double dt)
    {
        constexpr int trial = 64;
        if (std::abs(dt - measuredStep) <= 1e-3 * std::abs(dt))
            return lossPerStep;
        SplitStepSolver::Setup open = setup;
        open.absorber = nullptr;
        EngineOf<T> lossless(std::move(open), instructionSet);
        lossless.keepsNorm = false;
        ComplexField copy(setup.grid.ny, setup.grid.nx);
        give(copy);
        lossless.load(copy);
        const double before = normOf(lossless.field);
        if (!(before > 0.0))
            return 0.0;
        lossless.move(waveVector, time, dt, trial);
        measuredStep = dt;
        lossPerStep = std::log(before / normOf(lossless.field)) / trial;
        return lossPerStep;
    }

    Precision precision() const override
    {
        return sizeof(T) < sizeof(double) ? Precision::Single : Precision::Double;
    }

    void take(const ComplexField& envelope) override
    {
        field.load(envelope);
        count.reset();
        norm = keepsNorm ? envelope.abs2().sum() : 0.0;
        factor = 1.0;
    }

    void give(ComplexField& envelope) const override { field.store(envelope, factorNow()); }

    DensityCensus census() const override
    {
        requireLoaded();
        DensityCensus census = counted();
        const double square = factorNow() * factorNow();
        census.x *= square;
        census.y *= square;
        census.peak *= square;
        return census;
    }

    /// Of what is in the tiles.
    const DensityCensus& counted() const
    {
        if (!count)
            count = field.census();
        return *count;
    }

    FlowSummary flow(const WaveView& view, const FlowTargets<float>& targets) override
    {
        requireLoaded();
        return fused::flowOf(field, std::sqrt(counted().peak), factorNow(),
            {setup.grid, setup.constants, view}, targets);
    }

    void gradient(ComplexVectorField& result) const override
    {
        requireLoaded();
        if constexpr (sizeof(T) == sizeof(double)) {
            field.convolved(LineAxis::X, slope.along(LineAxis::X), result.x);
            field.convolved(LineAxis::Y, slope.along(LineAxis::Y), result.y);
        } else {
            // To the rounding of double precision, as all numbers are.
            ComplexField envelope;
            store(envelope);
            result = dqm::gradient(envelope, setup.grid, DerivativeMethod::Spectral, threads);
        }
    }

    /// From what is in the tiles to psi.
    double factorNow() const
    {
        if (keepsNorm && !factor)
            factor = norm > 0.0 ? std::sqrt(norm / counted().x.sum()) : 1.0;
        return *factor;
    }

    void move(const Vec2& waveVector, double time, double dt, int steps) override
    {
        if (repairsNorm)
            factor = *factor * std::exp(0.5 * lossOf(waveVector, time, dt) * steps);
        count.reset();
        if (kick.isIdentity())
            flyFreely(flightOf(waveVector, dt * steps, false));
        else
            run(waveVector, time, dt, steps, false);
        if (keepsNorm)
            factor.reset();
    }

    void cool(const Vec2& waveVector, double time, double tau, int steps) override
    {
        for (int left = steps; left > 0; left -= stepsBetweenNorms) {
            const int now = std::min(left, stepsBetweenNorms);
            if (kick.isIdentity())
                flyFreely(flightOf(waveVector, tau * now, true));
            else
                run(waveVector, time, tau, now, true);
            field.scale(1.0 / std::sqrt(normOf(field) * setup.grid.cellArea()));
        }
        count.reset();
        norm = 1.0 / setup.grid.cellArea();
        if (keepsNorm)
            factor.reset();
        else
            factor = 1.0;
    }

    Flight<T> flightOf(const Vec2& waveVector, double tau, bool imaginary) const
    {
        return {flightFactors(setup.grid, setup.constants, waveVector, tau, imaginary), field};
    }

    /// A flight from a time on; that of the present step if nothing drives it.
    const Flight<T>* flight(
        const Flight<T>& undriven, double from, double tau, const Vec2& off = Vec2(0.0, 0.0))
    {
        if (!drive.isDriven())
            return &undriven;
        present = 1 - present;
        driven[present] = flightOf(drive.fly(from, from + tau, off), tau, false);
        return &driven[present];
    }

    void prepareFlights(const Vec2& waveVector, double dt, bool imaginary)
    {
        const bool areKnown = dt == step && waveVector == carrier && imaginary == imaginaryTime;
        imaginaryTime = imaginary;
        if (areKnown || drive.isDriven())
            return;
        step = dt;
        carrier = waveVector;
        edge = flightOf(carrier, splitting.edge * dt, imaginary);
        inner = flightOf(carrier, splitting.inner * dt, imaginary);
        joined = flightOf(carrier, 2.0 * splitting.edge * dt, imaginary);
    }

    /// A flight is half done by the pass that ends with it, and done by the next one, which begins
    /// with it, along the other axis.
    void pass(const Flight<T>* before, const Kick* kicked, const Flight<T>* after)
    {
        field.pass(axis, before ? before->along(axis) : nullptr,
            kicked ? kick.tiles(*kicked, axis) : nullptr, after ? after->along(axis) : nullptr);
        axis = other(axis);
    }

    void flyFreely(const Flight<T>& flight)
    {
        axis = LineAxis::X;
        pass(&flight, nullptr, nullptr);
        pass(&flight, nullptr, nullptr);
    }

    void run(const Vec2& waveVector, double time, double dt, int steps, bool imaginary)
    {
        prepareFlights(waveVector, dt, imaginary);
        // The last pass is along y: rows are read from tiles that it leaves.
        const int passes = splitting.kickFirst ? steps + 1 : splitting.kicks * steps + 2;
        axis = passes % 2 == 0 ? LineAxis::X : LineAxis::Y;
        if (splitting.kickFirst)
            kickAndFly(time, dt, steps);
        else
            flyAndKick(time, dt, steps);
    }

    void kickAndFly(double time, double dt, int steps)
    {
        // Cooling is done in the potential of one instant.
        const double flow = imaginaryTime ? 0.0 : dt;
        const Kick half{time, splitting.edge * dt, 0.0, imaginaryTime};
        const Flight<T>* now = flight(inner, time, dt);
        pass(nullptr, &half, now);
        for (int n = 1; n <= steps; ++n) {
            const bool goesOn = n < steps;
            const double length = goesOn ? 2.0 * splitting.edge : splitting.edge;
            const Kick next{time + n * flow, length * dt, 0.0, imaginaryTime};
            const Flight<T>* const after = goesOn ? flight(inner, next.time, dt) : nullptr;
            pass(now, &next, after);
            now = after;
        }
    }

    void flyAndKick(double time, double dt, int steps)
    {
        const double flow = imaginaryTime ? 0.0 : dt;
        // In imaginary time the double commutator changes its sign with dt^2.
        const double gradient
            = (imaginaryTime ? -1.0 : 1.0) * splitting.gradient * dt * dt / setup.constants.mass;
        const double edgeTime = splitting.edge * dt;
        LinearDrive::Sway sway = drive.sway(time, dt, splitting.kicks);
        const Flight<T>* now = flight(edge, time, edgeTime, sway.early);
        pass(now, nullptr, nullptr);
        for (int n = 0; n < steps; ++n) {
            Kick at{
                time + (n + splitting.edge) * flow, dt / splitting.kicks, gradient, imaginaryTime};
            if (splitting.kicks == 2) {
                const Flight<T>* const between
                    = flight(inner, at.time, splitting.inner * dt, sway.late - sway.early);
                pass(now, &at, between);
                now = between;
                at.time += splitting.inner * flow;
            }
            const bool goesOn = n + 1 < steps;
            const Vec2 back = -sway.late;
            if (goesOn)
                sway = drive.sway(time + (n + 1) * flow, dt, splitting.kicks);
            const Flight<T>* const after = goesOn
                ? flight(joined, at.time, 2.0 * edgeTime, back + sway.early)
                : flight(edge, at.time, edgeTime, back);
            pass(now, &at, after);
            now = after;
        }
        pass(now, nullptr, nullptr);
    }
};

bool FusedSolver::supports(const Grid& grid)
{
    return grid.isTorus() && isSupported(grid.nx) && isSupported(grid.ny);
}

FusedSolver::FusedSolver(SplitStepSolver::Setup setup)
    : FusedSolver(std::move(setup), Options())
{
}

FusedSolver::FusedSolver(SplitStepSolver::Setup setup, const Options& options)
{
    if (!supports(setup.grid))
        throw std::invalid_argument("The fused solver needs a periodic or absorbing grid whose "
                                    "sides are powers of two from 64 to 4096, not "
            + std::to_string(setup.grid.nx) + " x " + std::to_string(setup.grid.ny) + ".");
    const fused::InstructionSet set
        = options.instructionSet ? *options.instructionSet : fused::instructionSets().back();
    if (options.precision == Precision::Single)
        m_engine = std::make_unique<EngineOf<float>>(std::move(setup), set);
    else
        m_engine = std::make_unique<EngineOf<double>>(std::move(setup), set);
}

FusedSolver::~FusedSolver() = default;

void FusedSolver::advance(WaveState& state, double dt, int steps)
{
    checkAdvance(state, m_engine->setup.grid, dt, steps);
    if (steps == 0)
        return;
    m_engine->drive.begin(state, dt * steps);
    m_engine->load(state.envelope);
    m_engine->run(state.carrier, state.time, dt, steps);
    m_engine->store(state.envelope);
    m_engine->drive.finish(state);
    m_engine->isLoaded = false;
    state.time += dt * steps;
}

void FusedSolver::cool(WaveState& state, double tau, int steps)
{
    checkCool(state, m_engine->setup.grid, tau, steps);
    if (m_engine->drive.isDriven())
        throw std::invalid_argument("A driven ensemble cools in a solver that is set up for it.");
    m_engine->load(state.envelope);
    m_engine->cool(state.carrier, state.time, tau, steps);
    m_engine->store(state.envelope);
    m_engine->isLoaded = false;
}

ResidentWave* FusedSolver::resident()
{
    return m_engine->drive.isDriven() ? nullptr : m_engine.get();
}

bool FusedSolver::isCooling() const { return m_engine->setup.imaginaryTime; }

bool FusedSolver::absorbs() const
{
    const auto& absorber = m_engine->setup.absorber;
    return absorber && absorber->isActive();
}

int FusedSolver::kicksPerStep() const { return m_engine->splitting.kicks; }

long long FusedSolver::kicksDuring(double time, double dt, int steps) const
{
    return kicksPerStep() * scheduledSteps(m_engine->setup, m_engine->scheme, time, dt, steps);
}

Scheme FusedSolver::scheme() const { return m_engine->scheme; }

FusedSolver::Precision FusedSolver::precision() const { return m_engine->precision(); }

} // namespace dqm
