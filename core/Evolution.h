#pragma once

#include "core/Units.h"
#include "core/evolution/Propagator.h"
#include "core/grid/Grid.h"
#include "core/observables/Moments.h"

#include <array>
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
    /// Relative L2 error of psi that rounding is expected to have left on the way so far, and after
    /// further steps.
    double rounding(int furtherSteps = 0) const;

private:
    long long kicksOf(int steps) const
    {
        return static_cast<long long>(m_propagator->kicksPerStep()) * steps;
    }
    long long& kicks(Precision precision) { return m_kicks[precision == Precision::Single]; }
    long long kicks(Precision precision) const { return m_kicks[precision == Precision::Single]; }
    int stepsBetweenLooks(double dt) const;

    WaveState m_state;
    Grid m_grid;
    std::unique_ptr<Propagator> m_propagator;
    PhysicalConstants m_constants;
    MeanTracker m_tracker;
    Vec2 m_mean;
    std::array<long long, 2> m_kicks{}; ///< so far, in double and in single precision
};

} // namespace dqm
