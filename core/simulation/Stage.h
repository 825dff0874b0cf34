#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/dynamics/Evolution.h"
#include "core/frames/Frame.h"
#include "core/simulation/CarriedParticles.h"
#include "core/simulation/FrictionalRow.h"
#include "core/simulation/Observer.h"

#include <optional>

namespace dqm {

/// What a simulation stands beside the ensemble in K (and beside its twin in K'): the frictional
/// row, and the ensemble that K' prepares in its own coordinates as K prepares its own.
///
/// Joining  what is asked for on the way starts from psi as it is in K at that moment.
/// Frames   when W changes, K' is as if it had been prepared by the new observer from the
///          beginning; in a potential, which rests in K, that would take the whole way again, and
///          both the ensemble prepared in K' and the frictional row start anew from psi as it is.
class Stage
{
public:
    /// Where the ensemble in K stands.
    struct Scene
    {
        const Experiment& experiment;
        const Surroundings& surroundings;
        const Evolution& inK;
        Scheme scheme = Scheme::Strang; ///< in use
    };

    /// Makes the stage what the settings and the scene ask for; what they leave alone goes on.
    /// @throws ExperimentError if the medium does not suit; nothing is changed then.
    void arrange(const StageSettings& wanted, const Scene& scene);
    /// All that stands on it anew from psi as it is, after something was done to that alone.
    /// @throws as arrange().
    void beginAnew(const Scene& scene);
    const StageSettings& settings() const { return m_settings; }

    /// @param dt  of the ensemble in K, in either direction of time.
    /// @param longestStep  of particles, > 0.
    void advance(double dt, int steps, double time, double longestStep);

    /// All that steps, as it stands now.
    struct Kept
    {
        StageSettings settings;
        Vec2 velocity{0.0, 0.0};
        std::optional<FrictionalRow> row;
        std::optional<Evolution> prepared;
        std::optional<CarriedParticles> preparedParticles;
    };
    Kept keep() const;
    /// @pre arranged as it was then.
    void takeUp(const Kept& kept);

    /// The pictures of the stage; fields only of those that stand on it (frame.stage).
    void paint(Frame& frame, const Surroundings& surroundings, const FrameRequest& request,
        EighthOrderFlow& flow);
    /// The observer of the ensemble prepared in K'; null if there is none.
    const Observer* preparedObserver() const { return m_observer ? &*m_observer : nullptr; }
    /// @param inK  the observer at rest.
    /// @param seen how K' observed differs from K' evolved, if that is carried.
    StageCheck check(Observer& inK, const std::optional<InvarianceCheck>& seen, Observer* evolved,
        const Surroundings& surroundings);

private:
    void arrangeRow(const StageSettings& wanted, const Scene& scene);
    void arrangePrepared(const StageSettings& wanted, const Scene& scene);
    Observer& prepared(const Surroundings& surroundings);

    StageSettings m_settings;
    Vec2 m_velocity{0.0, 0.0}; ///< W
    std::optional<FrictionalRow> m_row;
    std::optional<Evolution> m_prepared;
    std::optional<CarriedParticles> m_preparedParticles; ///< beside it; not with an absorbing edge
    std::optional<Observer> m_observer; ///< of the prepared ensemble
    PotentialView m_potential;
};

} // namespace dqm
