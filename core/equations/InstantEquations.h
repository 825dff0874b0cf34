#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/equations/EquationRow.h"
#include "core/evolution/WaveState.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dqm {

/// The instant from which the conservation of energy is counted.
struct EnergyMark
{
    double time = 0.0;
    double energy = 0.0; ///< without m c^2, in which a small change would be lost
};

/// The equations (1)-(26) of the paper for one instant of an evolution in K, which may have come
/// about in any way: the state is moved by +-delta with a solver of its own, never itself.
///
/// Every equation has its rows. Where one has no meaning the row says why: what needs derivatives
/// of rho between walls, a localised rho on a torus that is full, grad V at sharp edges,
/// conservation where an edge absorbs. Bounds come from the state: next to nodes, and where the
/// grid is coarse, they are wider, and where they would be wider than a wrong formula is off the
/// row says that it is not resolved here. The errata are followed: (4) per axis, (7) with the term
/// it drops, m <v.u> = (hbar/2) dS_G/dt.
class InstantEquations
{
public:
    /// @param experiment  for its solver and its units; not kept. Real time, also where it cools.
    InstantEquations(const Experiment& experiment, const Surroundings& around);
    /// @param nearby  moves the state by +-delta, in the experiment's real time.
    InstantEquations(
        const Experiment& experiment, Surroundings around, std::unique_ptr<Propagator> nearby);

    EnergyMark mark(const WaveState& state, Vec2 mean) const;
    /// @param mean   of the state, unwrapped on a torus (see Evolution::mean).
    /// @param since  under the same forces; none where energy is not kept, as in cooling.
    std::vector<EquationRow> rows(
        const WaveState& state, Vec2 mean, const std::optional<EnergyMark>& since);

private:
    Surroundings m_around;
    std::unique_ptr<Propagator> m_nearby; ///< for the instants just before and after
    RealField m_gamma; ///< of an absorbing edge; else empty
    std::string m_energyUnit;
};

} // namespace dqm
