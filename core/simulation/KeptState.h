#pragma once

#include "core/detectors/AbsorptionTally.h"
#include "core/dynamics/Evolution.h"
#include "core/equations/InstantEquations.h"
#include "core/simulation/CarriedParticles.h"
#include "core/simulation/HydrodynamicTwin.h"
#include "core/simulation/Simulation.h"
#include "core/simulation/Stage.h"
#include "core/simulation/accuracy/MomentumWatch.h"
#include "core/simulation/accuracy/StepDoubling.h"

#include <cstddef>
#include <memory>
#include <optional>

namespace dqm {

/// The energy from which its error is counted.
struct EnergyBaseline
{
    EnergyMark mark;
    double scale = 1.0;
};

/// All that steps in a simulation, as it stood at one instant: psi in K and K', the twins, the
/// particles with their chance, and what was known of the run until then. Of use to the simulation
/// that kept it, until that is prepared anew. Never changed: it may be shared. In double precision
/// what goes on from it is the same to the last bit; in single psi comes back to its rounding.
struct KeptState
{
    Experiment experiment; ///< as it was then
    Experiment given; ///< likewise, without what its events had set
    std::size_t eventsDone = 0;
    std::shared_ptr<const std::vector<EventReport>> eventReports;
    SimulationOptions options;
    Precision precision = Precision::Double;
    Evolution inK;
    std::optional<Evolution> inKPrime;
    std::optional<CarriedParticles> particles;
    std::optional<AbsorptionTally> tally; ///< of the detectors
    std::optional<HydrodynamicTwin> hydrodynamic;
    Stage::Kept stage;
    long long steps = 0;
    std::optional<EnergyBaseline> baseline;
    std::optional<RunStart> start;
    std::optional<StepDoubling> doubling;
    MomentumWatch momenta;
    GridError errorOfGrid;
    double errorBefore = 0.0;
    std::shared_ptr<const std::vector<RunWarning>> warnings;

    double time() const { return inK.time(); }
    /// Memory, about.
    std::size_t bytes() const;
};

} // namespace dqm
