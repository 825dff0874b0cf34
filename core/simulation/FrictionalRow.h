#pragma once

#include "core/dissipation/DissipativeEvolution.h"
#include "core/ensembles/ParticleTrails.h"
#include "core/frames/Frame.h"
#include "core/simulation/Observer.h"

#include <memory>
#include <optional>
#include <vector>

namespace dqm {

/// The frictional row of the stage: the dissipative twin of an ensemble in K and, where it is asked
/// for, the one in K', prepared and evolved there on its own.
///
/// Start  rho and drift of psi at one moment, for the whole row.
/// K'     joins, or takes another frame or preparation, as if it had been there since the start: it
///        is prepared then and led through the same history of media.
/// Friction  where it is so small that the twin hardly spreads while psi does, the pictures say so.
/// Time   a twin that cannot run backward stays where it is, with its own time and a note, and goes
///        on when time has come there again.
class FrictionalRow
{
public:
    /// @param psi   in K.
    /// @param mean  of psi, unwrapped.
    /// @param setup in K: its frame velocity is zero.
    /// @param trailTime  how far the trails of its particles reach back.
    /// @throws std::invalid_argument if the medium does not suit the kind of diffusion.
    FrictionalRow(StageSettings::Dissipation kind, WaveState psi, Vec2 mean,
        const DissipativeSetup& setup, double trailTime);

    StageSettings::Dissipation kind() const { return m_kind; }
    /// Whether K' may join by carryInKPrime: without a potential every twin is at any time at once.
    bool canBeRepeated() const;
    /// Not between walls.
    void carryInKPrime(Vec2 velocity, StageSettings::Preparation preparation);
    void dropKPrime() { m_inKPrime.reset(); }
    bool carriesInKPrime(Vec2 velocity, StageSettings::Preparation preparation) const;

    /// Goes on under another medium, potential or constants.
    /// @throws std::invalid_argument as the constructor; nothing is changed then.
    void change(const DissipativeSetup& setup);
    /// @param step  the longest to take, > 0.
    void advanceTo(double time, double step);

    /// @param pictures  of the row, whose memory is used again.
    /// @param time      of the ensemble beside which the row stands.
    void paint(std::vector<Picture>& pictures, double time, Vec2 initialMean, bool withFields,
        bool withParticles);
    /// Memory of a copy, about.
    std::size_t bytes() const;

    /// Of the column of K' from that of K; empty without K'.
    std::optional<FrameDifference> difference();

private:
    /// A span of time under one setup.
    struct Leg
    {
        DissipativeSetup setup;
        double span = 0.0;
    };

    /// @return the span of time it has gone.
    double bring(DissipativeEvolution& twin, ParticleTrails& trails, double time, double step);
    std::unique_ptr<DissipativeEvolution> prepared(
        DissipativeSetup setup, const WaveState& psi, Vec2 mean) const;

    /// See Friction above.
    bool hardlySpreads() const;

    StageSettings::Dissipation m_kind;
    WaveState m_start;
    Vec2 m_startMean;
    double m_startWidth = 1.0; ///< the smaller sigma
    std::vector<Leg> m_legs; ///< since the start; at least one
    OwnedTwin m_inK;
    OwnedTwin m_inKPrime;
    double m_trailTime;
    ParticleTrails m_trailsInK;
    ParticleTrails m_trailsInKPrime;
    StageSettings::Preparation m_preparation = StageSettings::Preparation::OneEnsemble;
    PotentialView m_potentialInK;
    PotentialView m_potentialInKPrime;
};

} // namespace dqm
