#pragma once

#include "core/Units.h"
#include "core/evolution/Propagator.h"
#include "core/grid/Grid.h"
#include "core/observables/Moments.h"

#include <memory>

namespace dqm {

/// A state on its way through time, with what moves it and a mean that is continuous around a
/// torus. A simulation carries one for each way in which its ensemble evolves.
class Evolution
{
public:
    /// @param mean  the unwrapped mean if it is known, else it lies in the grid's rectangle.
    Evolution(WaveState state, const Grid& grid, std::optional<Vec2> mean = {});

    /// What moves the state from now on.
    void setPropagator(std::unique_ptr<Propagator> propagator, const PhysicalConstants& constants);

    /// Advances by whole steps, which may be negative, and lands on `time`.
    void advance(double dt, int steps, double time);

    const WaveState& state() const { return m_state; }
    const Grid& grid() const { return m_grid; }
    Vec2 mean() const { return m_mean; }
    /// Relative L2 error of psi that rounding is expected to have left on the way so far.
    double rounding() const { return m_rounding; }

private:
    int stepsBetweenLooks(double dt) const;

    WaveState m_state;
    Grid m_grid;
    std::unique_ptr<Propagator> m_propagator;
    PhysicalConstants m_constants;
    MeanTracker m_tracker;
    Vec2 m_mean;
    double m_rounding = 0.0;
};

} // namespace dqm
