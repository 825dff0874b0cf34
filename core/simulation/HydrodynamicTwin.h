#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/evolution/MadelungSolver.h"
#include "core/evolution/WaveState.h"
#include "core/frames/HydrodynamicCheck.h"

#include <memory>
#include <optional>

namespace dqm {

/// (rho, S) evolved by (13), (14) as they stand beside psi in K, from psi as it is at one moment
/// [Zakir, eqs. (13)-(15)]; psi is never looked at again, except to compare.
///
/// Node   where one forms (rho, S) end; the note says so. Time that runs back past that moment
///        takes them up again, and changed forces or constants start them anew from psi.
/// Start  only on a periodic grid, and only while min rho/max rho > 0.05: else the note says why
///        not, and nothing is carried.
class HydrodynamicTwin
{
public:
    HydrodynamicTwin(const WaveState& psi, const Surroundings& around);

    /// Goes on under other forces or constants; S = hbar arg psi follows a changed hbar.
    void change(const WaveState& psi, const Surroundings& around);
    /// In equal steps short enough for (13), (14), whatever psi's are.
    void advanceTo(double time);

    /// How (rho, S) differ from psi, which is at the time of the last advance.
    const HydrodynamicCheck& check(const WaveState& psi);

    /// Null where nothing could be started.
    const MadelungState* state() const { return m_solver ? &m_state : nullptr; }

private:
    void start(const WaveState& psi);
    void compare(const WaveState& psi);
    bool goesOn() const { return m_solver && !m_check.endedAt; }

    Grid m_grid;
    PhysicalConstants m_constants;
    int m_threads;
    std::shared_ptr<const Potential> m_potential;
    bool m_isAbsorbed; ///< at an edge or by a detector
    std::shared_ptr<MadelungSolver> m_solver; ///< keeps nothing of a state: copies may share it
    MadelungState m_state;
    HydrodynamicCheck m_check;
    double m_direction = 1.0; ///< of time when the node formed
    bool m_isCompared = false;
};

} // namespace dqm
