#pragma once

#include "core/evolution/WaveState.h"

namespace dqm {

/// Of |psi|^2 over the points, without the spacings: what a mean is made of.
struct DensityCensus
{
    Eigen::ArrayXd x; ///< summed over y
    Eigen::ArrayXd y; ///< summed over x
    double peak = 0.0; ///< the largest
};

/// The envelope in the hands of its solver, in the layout that the solver's loops want: loaded
/// once, it is moved on call after call, and what is read off it is read where it lies.
///
/// It is a copy: whoever changes the envelope it was loaded from loads it again. Carrier, time and
/// phase stay with the caller. Every call but load() throws std::logic_error if nothing is loaded.
class ResidentWave
{
public:
    ResidentWave() = default;
    ResidentWave(const ResidentWave&) = delete;
    ResidentWave& operator=(const ResidentWave&) = delete;
    virtual ~ResidentWave() = default;

    /// @throws std::invalid_argument if the shape differs from the grid's.
    virtual void load(const ComplexField& envelope) = 0;
    /// To the last bit what Propagator::advance would do to the state; in single precision without
    /// rounding psi again.
    /// @param carrier, time  of the state as it is now.
    virtual void run(Vec2 carrier, double time, double dt, int steps) = 0;
    virtual void store(ComplexField& envelope) const = 0;

    virtual DensityCensus census() const = 0;
};

} // namespace dqm
