#pragma once

#include "core/detectors/AbsorptionTally.h"
#include "core/evolution/Propagator.h"
#include "core/experiment/Experiment.h"
#include "core/experiment/Units.h"
#include "core/potentials/Potential.h"

#include <memory>

namespace dqm {

/// Where the ensemble of an experiment lives: all that stays the same while it moves.
struct Surroundings
{
    Grid gridInK;
    PhysicalConstants constants;
    std::shared_ptr<const Potential> potential;
    std::shared_ptr<const Absorption> absorber;
    std::vector<Region> regions; ///< cut to the rectangle of K
    int threads = 1;
};

/// @throws ExperimentError for a formula that does not parse.
Surroundings surroundingsOf(const Experiment& experiment, int threads);

/// What moves the ensemble in K, and how fast it is asked to.
struct Dynamics
{
    std::unique_ptr<Propagator> propagator;
    Scheme scheme = Scheme::Strang;
    double step = 0.0; ///< > 0
};

/// Scheme and step that an experiment does not give follow from its accuracy: the scheme that gets
/// to time.until within it at the lower price, with the longest step that does.
/// @param psi    the state from which they are judged.
/// @param tally  see propagatorInK.
Dynamics dynamicsInK(const Experiment& experiment, const Surroundings& surroundings,
    const ComplexField& psi, std::shared_ptr<AbsorptionTally> tally = nullptr);

/// FusedSolver on the grids it supports, SplitStepSolver on all others, between walls, and where
/// what is taken is counted; it knows no single precision.
/// @param scheme   not Auto.
/// @param stretch, tally  see SplitStepSolver::Setup.
std::unique_ptr<Propagator> propagatorInK(const Experiment& experiment,
    const Surroundings& surroundings, Scheme scheme, Precision precision = Precision::Double,
    double stretch = 1.0, std::shared_ptr<AbsorptionTally> tally = nullptr);

/// A new count of what detectors take; null if there are none.
std::shared_ptr<AbsorptionTally> tallyOf(const Surroundings& surroundings);

/// Whether time may run backward: cooling, what a detector has taken and what an event did cannot
/// be undone.
bool runsBackward(const Experiment& experiment);

/// The experiment without its cooling.
Experiment inRealTime(Experiment experiment);

/// Of the accuracy an experiment asks for, what rounding may take.
double roundingAllowed(const Experiment& experiment);

/// Single where psi can be carried in it to time.until without more rounding than is allowed; only
/// if an accuracy is asked for, and nothing is compared at the level of rounding (two frames).
/// @param isDriven  V changes with time: the number of steps is not known, hence no.
Precision affordablePrecision(
    const Experiment& experiment, bool isDriven, Scheme scheme, double step);

/// What moves the same ensemble prepared in K'; null between walls, which rest in K, so that the
/// ensemble cannot be laid out on a grid of K'.
std::unique_ptr<Propagator> propagatorInKPrime(
    const Experiment& experiment, const Surroundings& surroundings, Scheme scheme);

/// Whether the ensemble of `next` is another one, to be prepared at t = 0; what is done to it at
/// t = 0 is part of that.
bool preparesAnew(const Experiment& now, const Experiment& next);

/// Whether psi moves on differently from here.
bool movesDifferently(const Experiment& now, const Experiment& next);

} // namespace dqm
