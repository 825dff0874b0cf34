#pragma once

#include "core/evolution/Precision.h"
#include "core/evolution/ResidentWave.h"
#include "core/evolution/WaveState.h"
#include "core/grid/Grid.h"

namespace dqm {

/// Moves a state through time. One implementation per way to solve (16).
class Propagator
{
public:
    Propagator() = default;
    Propagator(const Propagator&) = delete;
    Propagator& operator=(const Propagator&) = delete;
    virtual ~Propagator() = default;

    /// Advances by `steps` equal steps `dt`; a negative dt runs backward. state.time follows.
    /// @throws std::invalid_argument if the shape differs from the grid's or dt is not finite.
    virtual void advance(WaveState& state, double dt, int steps) = 0;

    /// Where the state can stay with the propagator between calls; null if it cannot. advance()
    /// leaves nothing loaded there.
    virtual ResidentWave* resident() { return nullptr; }

    /// Whether it cools instead, so that d<x>/dt is not <p>/m.
    virtual bool isCooling() const { return false; }
    /// Whether an edge or a detector takes from the ensemble, which moves the mean of what is left.
    virtual bool absorbs() const { return false; }

    virtual Precision precision() const { return Precision::Double; }
    /// Of each step; what rounding leaves grows with them.
    virtual int kicksPerStep() const { return 1; }
    /// Of all that so many steps from a time on are made of.
    virtual long long kicksDuring(double time, double dt, int steps) const
    {
        static_cast<void>(time);
        static_cast<void>(dt);
        return static_cast<long long>(kicksPerStep()) * steps;
    }
    /// Relative L2 error of psi that rounding is expected to leave after that many steps of one
    /// call.
    double roundOff(int steps) const
    {
        return expectedRounding(precision(), static_cast<long long>(kicksPerStep()) * steps);
    }
};

/// @throws std::invalid_argument as Propagator::advance does.
void checkAdvance(const WaveState& state, const Grid& grid, double dt, int steps);

/// The same of the one and the other by themselves.
void checkShape(const ComplexField& envelope, const Grid& grid);
void checkSteps(double dt, int steps);

/// @throws std::invalid_argument if tau is not positive or there is a carrier.
void checkCooling(const Vec2& carrier, double tau);

/// @throws std::invalid_argument besides if tau is not positive or the state has a carrier.
void checkCool(const WaveState& state, const Grid& grid, double tau, int steps);

/// Steps in imaginary time between two looks at the norm: so few that e^{-E tau} of any step worth
/// taking does not vanish in between.
inline constexpr int stepsBetweenNorms = 32;

} // namespace dqm
