#pragma once

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
};

/// @throws std::invalid_argument as Propagator::advance does.
void checkAdvance(const WaveState& state, const Grid& grid, double dt, int steps);

} // namespace dqm
