#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/dynamics/Evolution.h"
#include "core/equations/InstantEquations.h"
#include "core/frames/FramePool.h"
#include "core/simulation/CarriedParticles.h"
#include "core/simulation/HydrodynamicTwin.h"
#include "core/simulation/KeptState.h"
#include "core/simulation/Observer.h"
#include "core/simulation/ResidualPainter.h"
#include "core/simulation/Simulation.h"
#include "core/simulation/Stage.h"
#include "core/simulation/accuracy/MomentumWatch.h"
#include "core/simulation/accuracy/StartWarnings.h"
#include "core/simulation/accuracy/StepDoubling.h"

#include <memory>
#include <optional>

namespace dqm {

/// Without m c^2, in which a small change would be lost.
double movableEnergy(const Energies& energies);

/// What a Simulation is made of. Observers hold on to the evolutions they look at: they are
/// forgotten before anything moves.
struct Simulation::Implementation
{
    Implementation(Experiment wanted, SimulationOptions wantedOptions);

    /// What stands side by side.
    StageSettings shownStage(const Experiment& wanted) const;
    /// What is carried for it, and for what the options compare.
    StageSettings stageFor(const Experiment& wanted) const;
    bool carriesTwin(const Experiment& wanted) const;
    std::unique_ptr<Propagator> twinPropagator(
        const Experiment& wanted, const Surroundings& around, Scheme itsScheme) const;
    void prepareTwin(std::unique_ptr<Propagator> propagator);
    void changeOptions(const SimulationOptions& wanted);
    void change(const Experiment& wanted);
    void restart(const Experiment& wanted);
    void apply(const Experiment& wanted);
    std::optional<double> nextEventBy(double time) const;
    void doWhatIsDue();
    void perform(const Event& event, EventReport& report);
    void measure(const Measurement& instrument, EventReport& report);
    void act(ComplexField psi);
    void goTo(double time);
    void advanceTo(double time);
    void advance(double dt, int count, double landing);
    std::shared_ptr<const KeptState> keep() const;
    void takeUp(const KeptState& kept);
    void prepareParticles();
    std::shared_ptr<const std::vector<DetectorReport>> detectorReportsNow() const;
    double longestParticleStep() const;
    void arrangeHydrodynamic();

    bool observerMoves() const { return !experiment.frameVelocity.isZero(0.0); }
    bool conservesEnergy() const;
    void requireWayBack() const;
    double stepInUse() const;
    void settlePrecision();
    void usePrecision(Precision wanted);
    void keepWithinRounding(int count);
    void estimateFromHere();
    std::optional<double> estimatedError();
    void beginWatch();
    void noteGridError();
    void watch();
    std::vector<RunWarning> warnings() const;
    void forgetWhatWasSeen();
    Observer& observer(Route route);
    const EnergyBaseline& energyBaseline();
    const RunStart& runStart();
    void noteOtherPotential();
    void paint(Picture& picture, Route route, bool withFields, const FrameRequest& request);
    std::shared_ptr<const std::vector<EquationRow>> equationsNow(const FrameRequest& request);
    std::optional<double> returnError() const;
    void describe(Frame& frame) const;
    std::optional<PairObservables> pairNow(const FrameRequest& request);
    void paintStage(Frame& frame, const FrameRequest& request);
    std::shared_ptr<const Frame> frame(const FrameRequest& request);

    Experiment given;
    Experiment experiment; ///< the given one with what its events have set until now
    std::size_t eventsDone = 0; ///< of the given ones
    std::shared_ptr<const std::vector<EventReport>> eventReports; ///< of those; null without
    SimulationOptions options;
    Surroundings surroundings;
    Scheme scheme = Scheme::Strang;
    double stepSize = 0.0;
    Precision precision = Precision::Double; ///< of inK
    std::optional<Evolution> inK;
    std::optional<Evolution> inKPrime; ///< the active twin
    std::shared_ptr<AbsorptionTally> tally; ///< of the detectors; null without
    std::optional<CarriedParticles> particles; ///< beside psi in K, if there are any
    std::optional<HydrodynamicTwin> hydrodynamic; ///< (13), (14) beside psi in K
    Stage stage;
    Vec2 initialMean{0.0, 0.0};
    RealField startDensity; ///< of the ensemble as it was prepared
    long long steps = 0;
    long long revision = 0;
    std::optional<EnergyBaseline> baseline;
    std::optional<RunStart> start; ///< known from the first step or frame on
    std::optional<InstantEquations> equations;
    std::shared_ptr<const std::vector<EquationRow>> lastEquations;
    std::optional<PairObservables> lastPair; ///< of two particles
    int framesSincePair = 0;
    std::optional<StepDoubling> doubling; ///< since the motion last changed
    std::vector<RunWarning> atStart;
    MomentumWatch momenta;
    GridError errorOfGrid;
    std::shared_ptr<const std::vector<RunWarning>> sharedWarnings;
    double errorBefore = 0.0; ///< estimated until then

    std::optional<Observer> rest;
    std::optional<Observer> observed;
    std::optional<Observer> evolved;
    PotentialView potentialInK;
    PotentialView potentialInKPrime;
    EighthOrderFlow flow;
    ResidualPainter residualPainter;
    FramePool pool;
};

} // namespace dqm
