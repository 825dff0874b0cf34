#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/dynamics/Evolution.h"
#include "core/evolution/ReferenceFrame.h"
#include "core/frames/Frame.h"
#include "core/frames/FrameRequest.h"
#include "core/hydrodynamics/EighthOrderFlow.h"
#include "core/hydrodynamics/Hydrodynamics.h"

#include <memory>
#include <optional>

namespace dqm {

/// V on the grid, sampled again only when it can have changed.
class PotentialView
{
public:
    /// Empty if V = 0.
    const RealField& at(
        const std::shared_ptr<const Potential>& potential, double time, Vec2 offset);

private:
    std::shared_ptr<const Potential> m_potential;
    RealField m_V;
    double m_time = 0.0;
    Vec2 m_offset{0.0, 0.0};
};

/// One observer of one evolution: lays the state out in the observer's coordinates, reads off the
/// numbers and paints the fields. Keeps its buffers and what it has read until it looks again.
class Observer
{
public:
    /// @param velocity  of the observer relative to K.
    Observer(Route route, Vec2 velocity);

    /// Takes up an evolution as it is now. It must not move before the next look.
    void look(const Evolution& evolution, const Surroundings& surroundings, PotentialView& V);

    /// Lets go of the evolution, which may move or end from here on.
    void forget() { m_isLooking = false; }
    bool isLooking() const { return m_isLooking; }

    const Observables& numbers(const Surroundings& surroundings);
    /// Title and numbers, with the fields if they are asked for. Writes all of the picture, in its
    /// own memory where that fits.
    /// @param as  the route it stands for: an observer at rest also shows what K' sees for W = 0.
    void paint(Picture& picture, const Surroundings& surroundings, Route as, bool withFields,
        EighthOrderFlow& flow);

    /// What a request asks for beside the fields.
    void paintExtras(
        Picture& picture, const Surroundings& surroundings, const FrameRequest& request) const;

    const WaveState& state() const { return m_evolution ? m_evolution->state() : m_observed; }
    const Grid& grid() const { return m_grid; }
    const RealField& potential() const { return *m_V; }
    Vec2 velocity() const { return m_velocity; }
    Vec2 shift() const { return m_shift; } ///< x' + shift = x in K
    /// Spectral gradient of the envelope.
    const ComplexVectorField& gradientOf(const Surroundings& surroundings);

private:
    void takeGradient(int threads);

    Route m_route;
    Vec2 m_velocity;
    const Evolution* m_evolution = nullptr; ///< whose state it is as it stands; else null
    WaveState m_observed; ///< the state where it differs from the evolution's own
    Grid m_grid;
    Vec2 m_shift{0.0, 0.0}; ///< x' + shift = x in K
    Vec2 m_mean{0.0, 0.0};
    const RealField* m_V = nullptr;
    ComplexVectorField m_gradient;
    bool m_isLooking = false;
    bool m_hasGradient = false;
    std::optional<Observables> m_numbers;
};

/// The largest differences between two observers of one ensemble, relative to the largest values;
/// u where rho > 1e-3 max rho. Both lay it out on the same grid: where the passive route moves the
/// grid itself, the evolved ensemble is brought back to K and compared there. An absorbing layer
/// limits the agreement to about 1e-3 once the packet has reached it: its cusp falls differently
/// between the points of either grid.
InvarianceCheck compare(
    Observer& observed, Observer& evolved, Observer& inK, const Surroundings& surroundings);

} // namespace dqm
