#include "core/dynamics/Dynamics.h"

#include "core/evolution/TimeStep.h"
#include "core/evolution/fused/FusedSolver.h"
#include "core/evolution/splitstep/Splitting.h"
#include "core/observables/RegionWeights.h"
#include "core/values/Key.h"
#include "core/values/MostSteps.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace dqm {

namespace {

/// Steps of one call, about: what a front takes between two looks.
constexpr int stepsOfACall = 5;

std::unique_ptr<Propagator> solver(const Experiment& experiment, const Surroundings& surroundings,
    Scheme scheme, Vec2 frameVelocity, Precision precision, double stretch = 1.0,
    std::shared_ptr<AbsorptionTally> tally = nullptr)
{
    SplitStepSolver::Setup setup{surroundings.gridInK, surroundings.constants,
        surroundings.potential, surroundings.absorber, scheme, std::move(frameVelocity),
        surroundings.threads, experiment.time.imaginary, stretch, std::move(tally)};
    if (!setup.tally && FusedSolver::supports(surroundings.gridInK))
        return std::make_unique<FusedSolver>(
            std::move(setup), FusedSolver::Options{precision, std::nullopt});
    return std::make_unique<SplitStepSolver>(std::move(setup));
}

bool hasDetector(const Experiment& experiment)
{
    return std::ranges::any_of(
        experiment.detectors, [](const Detector& detector) { return detector.strength > 0.0; });
}

/// What is done to the ensemble as soon as it is prepared.
std::vector<Event> atTheStart(const Experiment& experiment)
{
    const auto later = std::ranges::find_if(
        experiment.events, [](const Event& event) { return event.time > 0.0; });
    return {experiment.events.begin(), later};
}

struct Choice
{
    Scheme scheme = Scheme::Strang;
    double step = 0.0;
};

double stepFor(const Experiment& experiment, const Surroundings& surroundings,
    const ComplexField& psi, Scheme scheme)
{
    return automaticStep(experiment, *surroundings.potential, psi, scheme, experiment.time.accuracy,
        surroundings.absorber->longestStep());
}

/// Whichever needs fewer transforms; Chin4B where both do.
Choice cheapest(
    const Experiment& experiment, const Surroundings& surroundings, const ComplexField& psi)
{
    const Potential& potential = *surroundings.potential;
    const auto stepOf
        = [&](Scheme scheme) { return stepFor(experiment, surroundings, psi, scheme); };
    const Choice strang{Scheme::Strang, stepOf(Scheme::Strang)};
    if (!potential.isSmooth())
        return strang;
    const Choice chin{Scheme::Chin4B, stepOf(Scheme::Chin4B)};
    return strang.step > 0.5 * chin.step ? strang : chin;
}

/// What happens at the end of a play is for who looks.
TimeSettings withoutEnd(TimeSettings time)
{
    time.end = TimeSettings::End::Stop;
    return time;
}

} // namespace

Surroundings surroundingsOf(const Experiment& experiment, int threads)
{
    return {experiment.grid, physicalConstants(experiment),
        std::make_shared<const Potential>(experiment, experiment.grid),
        std::make_shared<const Absorption>(experiment),
        cutToRectangle(experiment.regions, experiment.grid), threads};
}

Dynamics dynamicsInK(const Experiment& experiment, const Surroundings& surroundings,
    const ComplexField& psi, std::shared_ptr<AbsorptionTally> tally)
{
    const Potential& potential = *surroundings.potential;
    const TimeSettings& time = experiment.time;
    Choice choice{chosenScheme(time.scheme, &potential), 0.0};
    if (time.step)
        choice.step = *time.step;
    else if (time.accuracy && time.scheme == Scheme::Auto)
        choice = cheapest(experiment, surroundings, psi);
    else
        choice.step = stepFor(experiment, surroundings, psi, choice.scheme);
    if (!(choice.step * mostStepsOfARun >= time.until))
        Key("time.until")
            .refuse(time.until,
                "no more than a billion steps of " + numberText(choice.step)
                    + ", as short as V and psi ask for here");
    return {propagatorInK(
                experiment, surroundings, choice.scheme, Precision::Double, 1.0, std::move(tally)),
        choice.scheme, choice.step};
}

std::unique_ptr<Propagator> propagatorInK(const Experiment& experiment,
    const Surroundings& surroundings, Scheme scheme, Precision precision, double stretch,
    std::shared_ptr<AbsorptionTally> tally)
{
    return solver(
        experiment, surroundings, scheme, Vec2(0.0, 0.0), precision, stretch, std::move(tally));
}

std::shared_ptr<AbsorptionTally> tallyOf(const Surroundings& surroundings)
{
    if (surroundings.absorber->strips().empty())
        return nullptr;
    return std::make_shared<AbsorptionTally>(surroundings.absorber, surroundings.gridInK);
}

bool runsBackward(const Experiment& experiment)
{
    return !experiment.time.imaginary && experiment.events.empty() && !hasDetector(experiment);
}

Experiment inRealTime(Experiment experiment)
{
    experiment.time.imaginary = false;
    return experiment;
}

double roundingAllowed(const Experiment& experiment)
{
    // The rest is for the splitting, to which the step is fitted.
    return 0.3 * experiment.time.accuracy.value_or(0.0);
}

Precision affordablePrecision(
    const Experiment& experiment, bool isDriven, Scheme scheme, double step)
{
    const bool comparesFrames = experiment.stage.columns == StageSettings::Columns::KAndKPrime;
    const double steps = std::min(1e12, std::ceil(experiment.time.until / step));
    // One more for each call, which takes psi over and gives it back.
    const auto kicks
        = static_cast<long long>(steps * (splittingOf(scheme).kicks + 1.0 / stepsOfACall));
    const double rounding = expectedRounding(Precision::Single, kicks);
    // What a detector takes is counted in double.
    const bool affordable = !comparesFrames && !experiment.time.imaginary
        && !hasDetector(experiment) && FusedSolver::supports(experiment.grid) && !isDriven
        && rounding <= roundingAllowed(experiment);
    return affordable ? Precision::Single : Precision::Double;
}

std::unique_ptr<Propagator> propagatorInKPrime(
    const Experiment& experiment, const Surroundings& surroundings, Scheme scheme)
{
    if (!experiment.grid.isTorus())
        return nullptr;
    return solver(experiment, surroundings, scheme, experiment.frameVelocity, Precision::Double);
}

bool preparesAnew(const Experiment& now, const Experiment& next)
{
    return now.kind != next.kind || now.exchange != next.exchange || now.grid != next.grid
        || now.packets != next.packets || now.units != next.units
        || !now.ensemble.isSameEnsemble(next.ensemble) || atTheStart(now) != atTheStart(next);
}

bool movesDifferently(const Experiment& now, const Experiment& next)
{
    return now.constants != next.constants || now.potential != next.potential
        || now.strength != next.strength || now.absorber != next.absorber
        || now.detectors != next.detectors || withoutEnd(now.time) != withoutEnd(next.time);
}

} // namespace dqm
