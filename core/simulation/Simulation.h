#pragma once

#include "core/experiment/Experiment.h"
#include "core/frames/Frame.h"
#include "core/frames/FrameRequest.h"
#include "core/hydrodynamics/Hydrodynamics.h"

#include <limits>
#include <memory>

namespace dqm {

class AbsorptionTally;
class ParticleEnsemble;
struct KeptState;

/// The frictional evolutions that are asked for beside what the experiment's stage says.
enum class DissipativeTwins
{
    None,
    Kramers,
    Fick
};

/// What the estimate of a run's error may cost (see StepDoubling).
enum class ErrorEstimate
{
    None,
    Cheap, ///< where it costs a few percent of the steps, else none
    WhilePlaying, ///< up to half of the steps on grids so small that a clock leaves time for it
    Always ///< up to half of the steps
};

struct SimulationOptions
{
    bool evolveInKPrime = false; ///< carry the active twin (not between walls, which rest in K)
    int threads = 1;
    DissipativeTwins dissipativeTwins = DissipativeTwins::None;
    /// Upper bound on an automatic step, for fronts that want to look more often than accuracy
    /// asks; a step that the experiment fixes is left alone.
    double stepLimit = std::numeric_limits<double>::infinity();
    ErrorEstimate errorEstimate = ErrorEstimate::None;
};

/// Turns an Experiment into states that step through time. Knows nothing of who looks, and not of
/// threads either: one thread at a time may call it.
///
/// Evolutions: the ensemble in K, and on request the same ensemble prepared in K' and evolved there
/// on its own, their dissipative twins, and an ensemble that K' prepares as K prepares its own. All
/// step together; frame() shows each with its own picture and numbers. What is carried is what the
/// experiment's stage asks for, and what the options add to it.
///
/// Twins     start from the ensemble as it was prepared; those that are switched on in mid-run from
///           psi as it is then. They take every change of a constant, the potential or the medium.
/// Frame     a changed W prepares everything in K' anew: see Stage.
/// Backward  friction cannot be undone: a frictional twin stays where it is while time runs
///           backward, its picture says why and shows its own time, and it goes on when time has
///           come there again.
/// Cooling   with experiment.time.imaginary the ensemble in K goes to its ground state; time() is
///           imaginary, and it does not run backward.
/// Detectors what they take of psi in K is counted (Frame::detectors), and the particles that end
/// on
///           them are hits. Time does not run backward then: what was taken does not come back.
/// Events  what the experiment says is done at a time is done when time comes there: a kick and a
///         measurement to psi in K and its particles, and what stands beside it begins anew from
///         psi as it is then; what is set stays set. Time does not run backward then.
/// Precision where the experiment asks for an accuracy, psi in K is carried in single precision
///           while its rounding stays within that, and in double from there on.
class Simulation
{
public:
    /// @throws ExperimentError if the experiment cannot be built.
    explicit Simulation(Experiment experiment, SimulationOptions options = {});
    ~Simulation();
    Simulation(Simulation&&) noexcept;
    Simulation& operator=(Simulation&&) noexcept;

    /// Advances by whole steps of stepSize(), backward if negative.
    /// @throws std::invalid_argument if it would have to run backward and cannot (cooling, a
    ///         detector).
    void advance(int steps);
    /// Advances to a time in equal steps no larger than stepSize() and lands on it exactly.
    /// @throws std::invalid_argument for a time that is not finite or billions of steps away, or
    ///         that lies behind if it does not run backward.
    void advanceTo(double time);
    double time() const;
    double stepSize() const; ///< > 0
    long long steps() const;
    Scheme scheme() const;
    Precision precision() const;
    bool canRunBackward() const;
    /// See Frame::estimatedError.
    std::optional<double> estimatedError();
    /// See Frame::gridError; the state as it is now included.
    double gridError() const;
    /// What is doubtful about this run, from the start or since: the one list that fronts show.
    std::vector<RunWarning> warnings() const;

    /// The experiment as it was given, with every change that was applied; what its events have set
    /// is not among them.
    const Experiment& experiment() const;
    /// Changes what may change while the state evolves (constants, strength, frame velocity, step,
    /// potential, medium): psi is kept, v = grad S/m follows. A changed grid, boundary, packet or
    /// unit system prepares the ensemble anew at t = 0. Events of now are done at once; other ones
    /// in what is past let all of the run happen again under the new experiment.
    /// @throws ExperimentError; nothing is changed then.
    void apply(const Experiment& experiment);
    /// Back to t = 0, the ensemble prepared anew.
    void restart();
    /// All that steps, as it stands now (see KeptState).
    std::shared_ptr<const KeptState> keep() const;
    /// Takes it up again, with the experiment and the options of then: what follows is what
    /// followed then, if the same calls are made, to the last bit (single precision: to rounding).
    /// @param kept  by this simulation, since it was prepared last.
    void takeUp(const KeptState& kept);
    void setEvolveInKPrime(bool carry);
    /// Frictional twins in K, and in K' if that is carried; None leaves those of the stage.
    /// @throws ExperimentError if the medium does not suit; nothing is changed then.
    void setDissipativeTwins(DissipativeTwins twins);
    /// @param limit  > 0, see SimulationOptions::stepLimit.
    void setStepLimit(double limit);

    std::shared_ptr<const Frame> frame(const FrameRequest& request = {});
    /// The numbers of one observer; cheaper than a frame. Rest: K, Observed, Evolved: K'.
    /// @throws std::invalid_argument for Evolved if the twin is not carried.
    Observables observables(Route route);
    /// The particles beside psi in K (experiment.ensemble), which step with it; null if there are
    /// none. For readouts, see core/ensembles/EnsembleReadouts.h.
    const ParticleEnsemble* particles() const;
    /// What detectors and the edge have taken of psi in K; null without detectors.
    const AbsorptionTally* tally() const;
    /// Double-precision fields of one observer, for files.
    struct Fields
    {
        Grid grid;
        Hydrodynamics hydrodynamics;
        RealField V;
        ComplexField psi;
    };
    Fields fields(Route route);

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
