#pragma once

#include "core/dissipation/FrameDifference.h"
#include "core/dissipation/ThermalMedium.h"
#include "core/dissipation/TwinStatistics.h"
#include "core/equations/EquationRow.h"
#include "core/evolution/Precision.h"
#include "core/experiment/Experiment.h"
#include "core/experiment/Units.h"
#include "core/frames/DetectorReport.h"
#include "core/frames/EnsembleReport.h"
#include "core/frames/EventReport.h"
#include "core/frames/HydrodynamicCheck.h"
#include "core/frames/ParticlePlaces.h"
#include "core/hydrodynamics/Circulation.h"
#include "core/observables/MomentumDensity.h"
#include "core/observables/Observables.h"
#include "core/observables/PairObservables.h"
#include "core/values/RunWarning.h"

#include <memory>

namespace dqm {

/// How the numbers and fields of a picture came about.
enum class Route
{
    Rest, ///< K itself
    Observed, ///< K' by transforming the state of K (passive)
    Evolved ///< K' by evolving the same ensemble there on its own (active)
};

/// What one evolution looks like to one observer at one instant. Fields are float, row-major
/// (ny, nx), on `grid` (in the observer's coordinates); empty if they were not asked for.
struct Picture
{
    std::string title; ///< "K", "K′", "K′ evolved on its own"
    Route route = Route::Rest;
    Vec2 observerVelocity{0.0, 0.0};
    Grid grid;
    Observables numbers;
    Vec2 initialMean{0.0, 0.0}; ///< mean when the ensemble was prepared

    FloatField rho;
    FloatField re; ///< Re psi and Im psi, carrier included: the phase is never interpolated wrapped
    FloatField im;
    FloatField vx, vy; ///< zero where rho <= rhoFloor
    FloatField ux, uy;
    FloatField Q;
    FloatField V; ///< the potential as this observer sees it; empty if V = 0
    float rhoMax = 0.0F;
    float rhoFloor = 0.0F; ///< below it v, u and Q are masked

    /// Of a dissipative twin: the medium, its velocity as this observer sees it. Such a picture has
    /// no psi: re, im and Q are empty, and of its numbers those that only psi has are zero (fick,
    /// uncertainty, diffusionMomentumSquared, crossTerm, angularMomentum) and regions is empty.
    std::optional<ThermalMedium> medium;
    double thermalEnergy = 0.0; ///< of a twin: of the particles' motion about v
    TwinStatistics statistics; ///< of a twin
    /// A sentence for the person who looks, such as why this ensemble stands still while time runs
    /// backward; numbers.time is its own time then. Mostly empty.
    std::string note;

    /// The ensemble's particles as this observer sees them; with the fields, if they are asked for
    /// and the experiment has any. Of a twin: Brownian particles in its medium.
    ParticlePlaces particles;

    // What a FrameRequest asks for beside the fields; only of a picture that has a phase.
    std::shared_ptr<const MomentumDensity> momentum;
    std::vector<Vortex> vortices; ///< strong enough to be seen
    /// oint v.dl around the request's loop, n 2 pi hbar/m (erratum X7); NaN: no phase on its way.
    std::optional<double> loopCirculation;

    /// The defects of (13), energy, and (14), 1/(area time), of three instants of this picture's
    /// own evolution (see Residuals): zero where rho has no meaning.
    FloatField residualHamiltonJacobi;
    FloatField residualContinuity;

    bool hasFields() const { return rho.size() > 0; }
    bool isFrictional() const { return medium.has_value(); }
    bool hasPhase() const { return re.size() > 0; }
};

/// The largest differences between "K′ observed" and "K′ evolved on its own" after moving one onto
/// the other; relative to the largest value of each quantity in K'.
struct InvarianceCheck
{
    double rho = 0.0;
    double sigma = 0.0;
    double u = 0.0; ///< where rho > 1e-3 max rho
    double diffusionEnergy = 0.0;
};

/// The invariance meter of each row of the stage: how far its column of K' differs from its column
/// of K. Both columns are evolved on their own, each in its frame.
///
/// OneEnsemble      K' is moved by W t and given W: at rounding level in both rows.
/// SameInEachFrame  each is seen in its own frame, nothing is moved: at rounding level only if
///                  nothing distinguishes K. A medium does, and so does a potential.
struct StageCheck
{
    std::optional<FrameDifference> frictionless;
    std::optional<FrameDifference> frictional;
};

/// What a run began with and takes place in, the same in all its frames: pictures are scaled by it,
/// so that a scale stays put from the first frame to the last. V is that of K; another observer
/// sees it moved, with the same values.
struct RunStart
{
    double density = 0.0; ///< the largest rho of the ensemble as it was prepared, 1/length^2
    Energies energies; ///< of K as it was prepared
    double bulkEnergy = 0.0; ///< |<p>|^2 / 2m in K: the part of the drift energy that is no spread
    double potentialLow = 0.0; ///< of V now; of V(x, t) from t = 0 to the run's end
    double potentialHigh = 0.0;
    double levelShare = 0.0; ///< of the plane on which V is as good as its least value
};

/// One instant of a simulation: immutable once made, shared between threads.
struct Frame
{
    double time = 0.0;
    long long steps = 0; ///< since the start, counted up in either direction of time
    long long run = 0; ///< FrameRequest::run: frames of different runs do not belong together
    double stepSize = 0.0;
    Scheme scheme = Scheme::Strang;
    Precision precision = Precision::Double; ///< in which psi of K is carried
    /// Relative L2 error of psi in K that the steps brought, estimated by step doubling, with what
    /// rounding left, since it was prepared; unset if that is not asked for or costs too much.
    std::optional<double> estimatedError;
    /// The same of the grid's spacing, to its order of magnitude, the largest so far; with
    /// estimatedError. Where a grave warning stands it may be larger.
    std::optional<double> gridError;
    /// Simulation::warnings(); never null.
    std::shared_ptr<const std::vector<RunWarning>> warnings;
    bool isCooling = false; ///< `time` is imaginary time
    /// Of a cooling ensemble, E without m c^2 where it will end; unset where no closed form is
    /// known.
    std::optional<double> groundEnergy;
    PhysicalConstants constants;
    UnitSystem units = UnitSystem::Natural;
    AxisNames axes = axisNames(ExperimentKind::Wave); ///< of every picture
    Vec2 frameVelocity{0.0, 0.0};
    std::vector<Picture> pictures; ///< [0] is K; [1] K' observed; [2] K' evolved, if carried
    std::optional<InvarianceCheck> invariance;

    /// What the particles say of rho, v, u and D; null if it was not asked for or there are none.
    std::shared_ptr<const EnsembleReport> ensemble;
    /// What the experiment's detectors have seen, in their order; null without detectors.
    std::shared_ptr<const std::vector<DetectorReport>> detectors;

    /// What the events up to now did, in their order; null if nothing was done.
    std::shared_ptr<const std::vector<EventReport>> events;

    /// What stands side by side, as the experiment says (K alone between walls). More may be
    /// carried for the sake of its numbers.
    StageSettings stage;
    /// The ensemble prepared in K' as K prepares its own; for Preparation::SameInEachFrame.
    std::optional<Picture> preparedInKPrime;
    std::vector<Picture> frictional; ///< [0] in K; [1] evolved in K' on its own; as carried
    std::optional<StageCheck> stageCheck; ///< if K' is carried as its column would be
    /// dU_u/dt = integral rho v.grad Q: what flows into the diffusion energy from drift and
    /// potential, the same for every observer; if it was asked for.
    std::optional<double> exchangePower;
    /// The paper's equations for the ensemble in K, rows of one instant, which may be an earlier
    /// one (see FrameRequest::equationsAnew); null unless asked.
    std::shared_ptr<const std::vector<EquationRow>> equations;
    /// Of two particles, in K; it may be of an earlier instant (see FrameRequest::pairAnew).
    std::optional<PairObservables> pair;
    Exchange exchange = Exchange::None; ///< which the ensemble was prepared with
    /// Of (13), (14) solved beside psi, if the stage asks for it.
    std::optional<HydrodynamicCheck> hydrodynamic;
    /// Back at t = 0 after time ran: max |rho - rho_0| / max rho_0 against the prepared ensemble.
    std::optional<double> returnError;
    double energyError = 0.0; ///< |E - E0| / |E0 - m c^2| since the last change of a parameter
    double normError = 0.0; ///< norm - 1 (grows negative where an edge or a detector absorbs)
    bool energyIsConserved = true; ///< false with a time-dependent V or where something absorbs
    /// Counts the times the ensemble or a parameter was changed: plots break their lines there.
    long long revision = 0;
    std::optional<RunStart> start; ///< unset of a frame that no simulation made
};

/// The picture an observer sees by default: K' if the frame moves, else K.
const Picture& observedPicture(const Frame& frame);

enum class StageRow
{
    Frictionless,
    Frictional
};

enum class StageColumn
{
    K,
    KPrime
};

/// The picture at a place of the stage; null if that evolution is not carried. The frictionless K'
/// is the one evolved on its own where there is one, else the observed one.
const Picture* stagePicture(const Frame& frame, StageRow row, StageColumn column);

} // namespace dqm
