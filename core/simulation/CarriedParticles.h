#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/dynamics/Evolution.h"
#include "core/ensembles/ParticleTrails.h"
#include "core/frames/EnsembleReport.h"
#include "core/frames/ParticlePlaces.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace dqm {

/// How far trails reach back.
double trailTime(const Experiment& experiment);

/// Equal steps of an evolution.
struct StepsTaken
{
    double dt = 0.0;
    int count = 0;
};

/// The particles that a simulation carries beside an evolution in K: they step with it, leave
/// trails and are read out now and then.
class CarriedParticles
{
public:
    /// @param experiment  with one particle at least.
    /// @throws std::invalid_argument if there is nothing to draw them from.
    CarriedParticles(
        const Experiment& experiment, const Evolution& beside, const Surroundings& surroundings);

    /// Moves the evolution by `count` steps dt to the time `landing`, and the particles with it in
    /// as few equal steps as the longest one allows: their histogram is right for any.
    /// @param longestStep  of the particles, > 0.
    /// @return the steps that the evolution took, an even number to each of the particles'.
    StepsTaken advance(Evolution& beside, double dt, int count, double landing, double longestStep);

    /// Takes up what may change on the way: law, noise, constants, what absorbs.
    void change(
        const Experiment& experiment, const Evolution& beside, const Surroundings& surroundings);

    /// Sorts them by what an instrument found, the wave beside them being that of the sorted ones.
    /// @param staying  of each place, 0 .. 1.
    /// @param index    of the event.
    void sort(const std::function<double(Vec2)>& staying, std::uint64_t index);

    /// As an observer sees them who moves with a velocity and has this grid.
    void paint(ParticlePlaces& seen, const Grid& grid, Vec2 velocity) const;

    /// @param every  calls from one report to the next; 1: a new one each time.
    std::shared_ptr<const EnsembleReport> report(int every);

    const ParticleEnsemble& ensemble() const { return m_ensemble; }
    /// Whether all hits that are known came of a law that keeps rho, and of rho at the start.
    bool hitsFollowRho() const { return m_hitsFollowRho; }
    /// Memory of a copy, about.
    std::size_t bytes() const;

private:
    void note(double dt);
    void followCorrelation(double dt);
    void measureVelocities(double dt);
    EnsembleReport read() const;

    ParticleEnsemble m_ensemble;
    double m_trailTime;
    ParticleTrails m_trails;
    DiffusionMeter m_diffusion;
    int m_threads;
    double m_until; ///< of the experiment: the scale of its times

    std::optional<Vec2> m_freeWidth; ///< s0 of a free Gaussian that was left alone; else unset
    bool m_hitsFollowRho = true;
    Vec2 m_decay{0.0, 0.0}; ///< integral of nu |d arctan theta|, per axis

    std::optional<VelocityMeter> m_meter; ///< while somebody reads
    double m_snapshotTime = 0.0;
    int m_snapshots = 0;
    double m_lastDt = 0.0;

    std::shared_ptr<const EnsembleReport> m_report;
    int m_callsSinceReport = 0;
};

} // namespace dqm
