#pragma once

#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
#include "core/grid/Grid.h"

namespace dqm {

/// A state together with the grid on which an observer lays it out.
struct ObservedState
{
    WaveState state;
    Grid grid;
};

/// What an observer in K', moving with W relative to K, sees:
/// x' = x - W t, v' = v - W, u' = u, psi'(x', t) = psi(x' + W t, t) e^{-i (m W.x' + m W^2
/// t/2)/hbar}.
///
/// Exact for any W: on a torus the envelope is shifted by W t with its Fourier series and the
/// factor e^{-i m W.x'/hbar} becomes the carrier; with walls (and the absorbing edge) nothing is
/// shifted, the grid itself moves with -W through K'.
class ReferenceFrame
{
public:
    ReferenceFrame(const Grid& grid, const PhysicalConstants& constants, Vec2 velocity);

    /// From K to K'.
    ObservedState observe(const WaveState& inK) const;
    /// From K' back to K.
    WaveState unobserve(const ObservedState& inKPrime) const;
    /// The same ensemble prepared in K' at the state's own time, to be evolved there on its own
    /// (the active route): on the torus, laid out on the original grid.
    /// @throws std::invalid_argument with walls.
    WaveState prepareInKPrime(const WaveState& inK) const;

    Vec2 velocity() const { return m_velocity; }

private:
    Grid m_grid;
    PhysicalConstants m_constants;
    Vec2 m_velocity;
};

} // namespace dqm
