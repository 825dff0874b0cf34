#include "core/evolution/Propagator.h"

#include <cmath>
#include <stdexcept>
#include <string>

namespace dqm {

void checkAdvance(const WaveState& state, const Grid& grid, double dt, int steps)
{
    if (state.envelope.rows() != grid.ny || state.envelope.cols() != grid.nx)
        throw std::invalid_argument("The wave function's shape differs from the grid's.");
    if (!std::isfinite(dt) || steps < 0)
        throw std::invalid_argument("The time step must be finite and the number of steps not "
                                    "negative, not "
            + std::to_string(dt) + " and " + std::to_string(steps) + ".");
}

} // namespace dqm
