#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/values/RunWarning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <optional>
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

/// What the spacing of the grid has cost psi until now, relative L2, to its order of magnitude: the
/// largest that gridError() has found, and what V on the points is off by from V between them (see
/// gridStray()), which acts for as long as psi is there,
///
///   integral of |stray psi|/hbar dt.
class GridError
{
public:
    /// From a state without error.
    /// @param until  end of the run: a smooth V that changes with time is looked at in each third.
    void begin(double time, double until);
    /// Goes on to the state; `cools`: in imaginary time nothing adds up.
    void look(const Surroundings& surroundings, const WaveState& state, bool cools);
    /// An error that is known otherwise; once made it stays.
    void raiseTo(double error) { m_atOnce = std::max(m_atOnce, error); }
    double total() const { return std::min(1.0, std::hypot(m_atOnce, m_addedUp)); }

private:
    double rateOf(const Surroundings& surroundings, const WaveState& state);

    double m_atOnce = 0.0;
    double m_addedUp = 0.0;
    double m_time = 0.0;
    std::optional<double> m_rate; ///< when it was last looked at
    std::shared_ptr<const Potential> m_potential;
    std::shared_ptr<const RealField> m_stray;
    double m_strayTime = 0.0;
    double m_third = 0.0; ///< of the run
};

} // namespace dqm
