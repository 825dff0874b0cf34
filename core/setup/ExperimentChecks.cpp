#include "core/setup/ExperimentChecks.h"

#include "core/potentials/Potential.h"
#include "core/setup/Checks.h"
#include "core/setup/Parameters.h"
#include "core/values/Key.h"
#include "core/values/MostParticles.h"
#include "core/values/MostSteps.h"
#include "core/values/RangeEnd.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

namespace dqm {

namespace {

constexpr int fewestPoints = 16;
constexpr int mostPoints = 4096;

void checkConstants(const Experiment& experiment)
{
    const Constants& constants = experiment.constants;
    const Key key("constants");
    key("mass").requirePositive(constants.mass, "a mass");
    key("hbar").requirePositive(constants.hbar, "an action");
    key("c").requirePositive(constants.c, "a velocity");
    if (experiment.units == UnitSystem::Natural)
        return;
    if (constants.hbar != Constants{}.hbar)
        key("hbar").refuse(constants.hbar, "no value: with \"electron\" units hbar follows");
    if (constants.c != Constants{}.c)
        key("c").refuse(constants.c, "no value: with \"electron\" units c follows");
}

void checkGrid(const Grid& grid)
{
    const Key key("grid");
    key("points")[0].requireBetween(grid.nx, fewestPoints, mostPoints, "a number of points");
    key("points")[1].requireBetween(grid.ny, fewestPoints, mostPoints, "a number of points");
    key("size").requirePositive(grid.size, "a length");
    key("center").requireFinite(grid.center, "a length");
}

void checkAbsorber(const Experiment& experiment)
{
    const Key key("grid.absorber");
    if (const auto& width = experiment.absorber.width) {
        key("width").requirePositive(*width, "a length");
        const double most = 0.5 * experiment.grid.size.minCoeff();
        if (*width > most)
            key("width").refuse(
                *width, "at most half the grid's smaller size, " + numberText(most));
    }
    if (const auto& strength = experiment.absorber.strength)
        key("strength").requirePositive(*strength, "an energy");
}

void checkMedium(const Medium& medium)
{
    const Key key("medium");
    key("friction").requireNotNegative(medium.friction, "a rate");
    key("velocity").requireFinite(medium.velocity, "a velocity");
    if (medium.temperature)
        key("temperature").requireNotNegative(*medium.temperature, "an energy");
}

/// What Fick's equation cannot do without; Kramers' ensemble takes any medium.
void checkStage(const StageSettings& stage, const Medium& medium)
{
    const bool isFick = stage.rows == StageSettings::Rows::FrictionlessAndFrictional
        && stage.dissipation == StageSettings::Dissipation::Fick;
    if (!isFick || !medium.temperature)
        return;
    const Key key("medium");
    key("friction").requirePositive(medium.friction, "a rate");
    key("temperature").requirePositive(*medium.temperature, "an energy");
}

void checkEnsemble(const EnsembleSettings& ensemble, const Grid& grid)
{
    const Key key("ensemble");
    key("particles").requireBetween(ensemble.particles, 0, mostParticles, "a number of particles");
    key("noise").requireBetween(ensemble.noise, 0.0, 1.0, "a number");
    if (const auto& start = ensemble.start) {
        key("start")("center").requireFinite(start->center, "a length");
        key("start")("sigma").requirePositive(start->sigma, "a length");
        const Vec2 way = (start->center - grid.center).cwiseAbs();
        for (int axis = 0; axis < 2; ++axis) {
            if (way[axis] >= 0.5 * grid.size[axis])
                key("start")("center")[static_cast<std::size_t>(axis)].refuse(
                    start->center[axis], "a place inside the grid's rectangle");
        }
    }
}

/// Both axes are one line: the same points on each, and every velocity the same along both.
void checkTwoParticles(const Experiment& experiment)
{
    if (experiment.kind == ExperimentKind::Wave) {
        if (experiment.exchange != Exchange::None)
            Key("exchange").refuse("a symmetry of two particles", "\"none\" for one particle");
        return;
    }
    const Grid& grid = experiment.grid;
    const Key key("grid");
    if (grid.ny != grid.nx)
        key("points")[1].refuse(
            grid.ny, numberText(grid.nx) + ", as for the first particle: both share one line");
    if (grid.size.y() != grid.size.x())
        key("size")[1].refuse(grid.size.y(),
            numberText(grid.size.x()) + ", as for the first particle: both share one line");
    if (grid.center.y() != grid.center.x())
        key("center")[1].refuse(grid.center.y(),
            numberText(grid.center.x()) + ", as for the first particle: both share one line");
    const auto requireOne = [](const char* path, Vec2 velocity, const char* whose) {
        if (velocity.y() != velocity.x())
            Key(path)[1].refuse(velocity.y(),
                numberText(velocity.x()) + ", as for the first particle: on a line " + whose
                    + " has one velocity");
    };
    requireOne("frame.velocity", experiment.frameVelocity, "an observer");
    requireOne("medium.velocity", experiment.medium.velocity, "a medium");
}

void checkTime(const TimeSettings& time)
{
    const Key key("time");
    key("until").requirePositive(time.until, "a time");
    if (time.accuracy)
        key("accuracy")
            .requireBetween(*time.accuracy, TimeSettings::finestAccuracy,
                TimeSettings::coarsestAccuracy, "an error of psi");
    if (!time.step)
        return;
    key("step").requirePositive(*time.step, "a time");
    if (*time.step > time.until)
        key("step").refuse(*time.step, "at most time.until, " + numberText(time.until));
    if (*time.step * mostStepsOfARun < time.until)
        key("step").refuse(*time.step,
            "at least a billionth of time.until, " + numberText(time.until)
                + ": no run takes more than a billion steps");
}

/// A ground state is that of a world at rest, of one observer and of one ensemble.
void checkCooling(const Experiment& experiment)
{
    if (!experiment.time.imaginary)
        return;
    const Key key("time.imaginary");
    const auto refuseWith = [&key](bool found, const std::string& what, const std::string& how) {
        if (found)
            key.refuse("true with " + what, "false, or " + how);
    };
    refuseWith(experiment.grid.boundary == BoundaryKind::Absorbing, "an absorbing edge",
        "a periodic grid or walls: where the edge absorbs there is no ground state");
    refuseWith(Potential(experiment, experiment.grid).dependsOnTime(),
        "a potential that depends on t", "one at rest");
    refuseWith(!experiment.frameVelocity.isZero(0.0), "a frame that moves",
        "a frame.velocity of [0, 0]: imaginary time is no time of an observer");
    refuseWith(experiment.stage.showsMoreThanK(), "a stage",
        "the stage's columns \"K\" and rows \"frictionless\"");
    refuseWith(experiment.ensemble.particles > 0, "particles",
        "ensemble.particles of 0: nothing moves while a state is cooled");
}

void checkRegions(const std::vector<Region>& regions)
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < regions.size(); ++i) {
        const auto& [name, box] = regions[i];
        const Key key = Key("regions")[i];
        if (!isColumnName(name))
            key("name").refuse('"' + name + '"', "a name of letters, digits, - and _");
        if (!names.insert(name).second)
            key("name").refuse('"' + name + "\" a second time", "a name of its own");
        for (std::size_t side = 0; side < box.size(); ++side)
            key("box")[side].requireFinite(box[side], "a length");
        for (std::size_t side = 1; side < box.size(); side += 2) {
            if (box[side] <= box[side - 1])
                key("box")[side].refuse(
                    box[side], "more than the lower end, " + numberText(box[side - 1]));
        }
    }
}

std::string listed(std::span<const char* const> words)
{
    std::string text;
    for (const std::string word : words)
        text += (text.empty() ? "one of \"" : ", \"") + word + '"';
    return text;
}

void checkView(const ViewSettings& view, const Key& key)
{
    if (std::ranges::find(ViewSettings::colorings, view.colorBy) == ViewSettings::colorings.end())
        key("color").refuse('"' + view.colorBy + '"', listed(ViewSettings::colorings));
    key("azimuth").requireFinite(view.azimuth.value_or(0.0), "an angle");
    key("elevation").requireFinite(view.elevation.value_or(0.0), "an angle");
    key("zoom").requirePositive(view.zoom.value_or(1.0), "a factor");
    key("speed").requirePositive(view.speed.value_or(1.0), "a speed");
}

void checkMoments(const std::vector<Moment>& moments)
{
    constexpr std::size_t longestName = 200;
    std::set<std::string> names;
    for (std::size_t i = 0; i < moments.size(); ++i) {
        const Key key = Key("moments")[i];
        const std::string& name = moments[i].name;
        if (name.empty() || name.size() > longestName)
            key("name").refuse(
                name.empty() ? "none" : "one of " + std::to_string(name.size()) + " bytes",
                "a name of at most 200");
        if (!names.insert(name).second)
            key("name").refuse('"' + name + "\" a second time", "a name of its own");
        key("time").requireNotNegative(moments[i].time, "a time");
        if (moments[i].view)
            checkView(*moments[i].view, key("view"));
    }
}

void requireParameters(const std::map<std::string, double>& values, const Key& key)
{
    for (const auto& named : values) {
        const std::string& id = named.first;
        const bool isKnown = id == "time"
            || std::ranges::any_of(parameters(), [&id](const Parameter& p) { return p.id == id; });
        if (!isKnown)
            key.refuse('"' + id + '"', "parameters by their ids, such as \"constants.mass\"");
        key(id.c_str()).requireFinite(named.second);
    }
}

void checkLesson(const Experiment& experiment)
{
    for (std::size_t i = 0; i < experiment.lesson.size(); ++i) {
        const LessonStep& step = experiment.lesson[i];
        const Key key = Key("lesson")[i];
        if (step.say.empty())
            key("say").refuse("nothing", "what the step says");
        const bool hasMoment = step.moment.empty()
            || std::ranges::any_of(experiment.moments,
                [&](const Moment& moment) { return moment.name == step.moment; });
        if (!hasMoment)
            key("moment").refuse('"' + step.moment + '"', "the name of one of \"moments\"");
        key("time").requireNotNegative(step.time.value_or(0.0), "a time");
        requireParameters(step.set, key("set"));
        requireParameters(step.solve, key("solve"));
        if (step.look)
            checkView(*step.look, key("look"));
        for (const std::string& id : step.allow)
            requireParameters({{id, 0.0}}, key("allow"));
        if (step.ask.empty() && !step.answers.empty())
            key("ask").refuse("none", "the question that \"answers\" answer");
        const auto count = static_cast<int>(step.answers.size());
        if (step.right && (*step.right < 1 || *step.right > count))
            key("right").refuse(*step.right,
                "the number of one of the " + std::to_string(count) + " answers, from 1");
    }
}

} // namespace

void validate(const Experiment& experiment)
{
    checkConstants(experiment);
    checkGrid(experiment.grid);
    checkAbsorber(experiment);
    checkPotential(experiment);
    checkPackets(experiment);
    Key("frame.velocity").requireFinite(experiment.frameVelocity, "a velocity");
    checkMedium(experiment.medium);
    checkTwoParticles(experiment);
    checkStage(experiment.stage, experiment.medium);
    checkEnsemble(experiment.ensemble, experiment.grid);
    checkTime(experiment.time);
    checkDrive(experiment);
    checkCooling(experiment);
    checkRegions(experiment.regions);
    checkDetectors(experiment);
    checkView(experiment.view, Key("view"));
    checkMoments(experiment.moments);
    checkLesson(experiment);
    checkEvents(experiment);
}

Experiment withinRanges(Experiment experiment)
{
    const auto atMost = [](std::optional<double>& value, double most) {
        if (value)
            value = atEndOfRange(*value, std::min(*value, most), most);
    };
    const Grid& grid = experiment.grid;
    TimeSettings& time = experiment.time;
    experiment.ensemble.noise = atEndOfRange(experiment.ensemble.noise, 0.0, 1.0);
    if (time.accuracy)
        time.accuracy = atEndOfRange(
            *time.accuracy, TimeSettings::finestAccuracy, TimeSettings::coarsestAccuracy);
    atMost(time.step, time.until);
    atMost(experiment.absorber.width, 0.5 * grid.size.minCoeff());
    const auto place = [&](auto& packet) {
        if constexpr (requires { packet.center; })
            for (int axis = 0; axis < 2; ++axis)
                packet.center[axis] = atEndOfRange(
                    packet.center[axis], grid.lower()[axis], grid.lower()[axis] + grid.size[axis]);
    };
    for (Packet& packet : experiment.packets)
        std::visit(place, packet);
    return experiment;
}

} // namespace dqm
