#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/values/RunWarning.h"

#include <array>
#include <cmath>
#include <vector>

namespace dqm {

/// Watches a run for momenta that the grid does not hold: waves beyond pi/dx come back as slow
/// ones. Says so, once for each axis, when waves come near that edge or when V pushes across it.
class MomentumWatch
{
public:
    /// Looks at the start, and then again once `every` has passed.
    void begin(const Surroundings& surroundings, const WaveState& state, double every);
    /// After a change of what surrounds the state: what was said still holds.
    void goOn(const Surroundings& surroundings, const WaveState& state, double every);
    bool isDue(double time) const { return std::abs(time - m_time) >= m_every; }
    void look(const Surroundings& surroundings, const WaveState& state);

    const std::vector<RunWarning>& warnings() const { return m_warnings; }

private:
    void say(int axis, const std::string& text, double error);

    double m_every = 1.0;
    double m_time = 0.0;
    Vec2 m_rms{0.0, 0.0}; ///< wave number when it was last looked at
    std::array<bool, 2> m_isSaid{false, false};
    std::vector<RunWarning> m_warnings;
};

} // namespace dqm
