#include "core/evolution/Propagator.h"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace dqm {

double expectedRounding(Precision precision, long long kicks)
{
    const auto n = static_cast<double>(kicks);
    if (precision == Precision::Double)
        return std::numeric_limits<double>::epsilon() * (2.0 + 0.5 * n);
    constexpr double epsilon = std::numeric_limits<float>::epsilon();
    return epsilon * (2.0 + 2.0 * std::sqrt(n) + 0.04 * n);
}

void checkAdvance(const WaveState& state, const Grid& grid, double dt, int steps)
{
    if (state.envelope.rows() != grid.ny || state.envelope.cols() != grid.nx)
        throw std::invalid_argument("The wave function's shape differs from the grid's.");
    if (!std::isfinite(dt) || steps < 0)
        throw std::invalid_argument("The time step must be finite and the number of steps not "
                                    "negative, not "
            + std::to_string(dt) + " and " + std::to_string(steps) + ".");
}

void checkCool(const WaveState& state, const Grid& grid, double tau, int steps)
{
    checkAdvance(state, grid, tau, steps);
    if (!(tau > 0.0))
        throw std::invalid_argument("A step in imaginary time must be positive, not "
            + std::to_string(tau) + ": what cooling took away does not come back.");
    if (!state.carrier.isZero(0.0))
        throw std::invalid_argument("A wave function with a carrier cannot be cooled.");
}

} // namespace dqm
