#pragma once

#include "core/ensembles/ParticleEnsemble.h"
#include "core/experiment/Experiment.h"

#include <QString>

#include <vector>

namespace dqm {

/// The particles beside a wave at one instant, one entry each, as an observer sees them: places are
/// moved by -W t and velocities by -W, the start is the same for all observers.
struct ParticleTable
{
    std::vector<Vec2> place; ///< inside the observer's rectangle
    std::vector<Vec2> start; ///< at t = 0
    std::vector<Vec2> displacement; ///< from there, round a torus as often as it went
    std::vector<Vec2> v, u; ///< of psi at the place, of those that are alive
    std::vector<std::uint8_t> alive; ///< 0: absorbed; its place is where it ended

    int count() const { return static_cast<int>(place.size()); }
};

/// @param W  velocity of the observer.
ParticleTable particleTable(const ParticleEnsemble& particles, Vec2 W, double time);

/// Writes them as VTK poly data (.vtp): one vertex each, point arrays id, start, displacement, v, u
/// (three components, z = 0) and alive; the experiment's JSON and the time as field data.
/// @throws std::runtime_error if the file cannot be written; nothing is left of it then.
void writeParticles(
    const QString& path, const ParticleTable& particles, double time, const Experiment& experiment);

} // namespace dqm
