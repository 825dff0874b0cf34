#pragma once

#include "core/evolution/Propagator.h"
#include "core/experiment/Units.h"
#include "core/grid/Grid.h"
#include "core/observables/Moments.h"
#include "core/potentials/LinearDrive.h"

#include <array>
#include <memory>

namespace dqm {

/// A state on its way through time, with what moves it and a mean that is continuous around a
/// torus. A simulation carries one for each way in which its ensemble evolves.
///
/// Between calls psi stays with a propagator that can keep it (see ResidentWave). It is laid out
/// in rows, and the mean followed, only when somebody asks: nobody else can change the state, so
/// that there is one psi at any time. One thread at a time, the reading calls too.
class Evolution
{
public:
    /// @param mean          the unwrapped mean if it is known, else it lies in the grid's
    /// rectangle.
    /// @param edgeVelocity  of an edge that absorbs: it rests in K, and so does the mean's
    /// rectangle.
    Evolution(WaveState state, const Grid& grid, std::optional<Vec2> mean = {},
        Vec2 edgeVelocity = Vec2(0.0, 0.0));

    /// What moves the state from now on.
    /// @param drive  the force of its V that is the same everywhere, if there is one: the way of
    ///               the mean between two looks, however fast it turns.
    void setPropagator(std::unique_ptr<Propagator> propagator, const PhysicalConstants& constants,
        std::shared_ptr<const LinearDrive> drive);

    /// Another envelope in its place, at the same instant.
    void replace(ComplexField envelope);

    /// Advances by whole steps, which may be negative, and lands on `time`.
    void advance(double dt, int steps, double time);

    const WaveState& state() const;
    const Grid& grid() const { return m_grid; }
    double time() const { return m_state.time; }
    Vec2 mean() const;
    /// The fields from where psi lies, with its own carrier and phase; empty if it lies in rows.
    std::optional<FlowSummary> flow(double floor, const FlowTargets<float>& targets) const;
    /// Spectral gradient of the envelope.
    void gradient(ComplexVectorField& result, int threads) const;
    /// The same on its way, as it stands now, with nothing that moves it.
    Evolution atRest() const;
    /// Goes on from where another one stands, moved by what moves this one now.
    /// @param kept  on the same grid and under the same constants.
    void takeUp(const Evolution& kept);
    /// Relative L2 error of psi that rounding is expected to have left on the way so far, and after
    /// further steps.
    double rounding(int furtherSteps = 0) const;

private:
    /// @pre the envelope of `other` lies in rows.
    struct AtRest
    {
    };
    Evolution(const Evolution& other, AtRest);

    long long kicksOf(int steps) const
    {
        return static_cast<long long>(m_propagator->kicksPerStep()) * steps;
    }
    long long& kicks(Precision precision) { return m_kicks[precision == Precision::Single]; }
    long long kicks(Precision precision) const { return m_kicks[precision == Precision::Single]; }
    ResidentWave* resident() const { return m_propagator ? m_propagator->resident() : nullptr; }
    DensityMarginals density() const;
    Vec2 waveNumber() const;
    double longestUnwatched() const;
    bool followsFlow() const;
    bool hasEdge() const { return m_grid.boundary == BoundaryKind::Absorbing; }
    Vec2 meanInsideTheEdge(const DensityMarginals& now) const;
    void look(const DensityMarginals& now) const;
    struct Flow;
    LinearDrive::Push pushed() const;
    Vec2 displacement(const Flow& now, Vec2 driven) const;
    void move(double dt, int steps);

    mutable WaveState m_state; ///< the envelope unless it has moved on without it
    Grid m_grid;
    Vec2 m_edgeVelocity{0.0, 0.0};
    std::unique_ptr<Propagator> m_propagator;
    PhysicalConstants m_constants;
    std::shared_ptr<const LinearDrive> m_drive;
    bool m_isLoaded = false; ///< the propagator has the envelope as it is now
    mutable bool m_hasMovedOn = false; ///< and nobody else has it

    mutable MeanTracker m_tracker;
    mutable Vec2 m_mean;
    /// What d<x>/dt = <p>/m needs where rho reaches over the edge of the torus.
    struct Flow
    {
        Vec2 k{0.0, 0.0}; ///< mean wave number of the envelope
        double since = 0.0; ///< time between the look before and this one, signed
        Vec2 gained{0.0, 0.0}; ///< wave number that the drive gave in that time
    };
    mutable double m_unwatched = 0.0; ///< time since the mean was last followed, on the way
    mutable double m_elapsed = 0.0; ///< the same with its sign
    mutable Vec2 m_carried{0.0, 0.0}; ///< by the carrier since then
    mutable std::optional<Flow> m_flow; ///< at the last look, if it was taken
    mutable std::optional<Flow> m_flowBefore; ///< at the look before, under the same forces
    mutable bool m_isWide = false; ///< rho reaches over the edge
    mutable double m_drift = 0.0; ///< error of the mean while it did, in units of the box
    std::array<long long, 2> m_kicks{}; ///< so far, in double and in single precision
};

} // namespace dqm
