#include "core/experiment/Key.h"
#include "core/experiment/Units.h"
#include "core/formulas/Formula.h"
#include "core/potentials/Potential.h"
#include "core/setup/Checks.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

void check(const HarmonicTerm& term, const Experiment&, const Key& key)
{
    key("omega").requireNotNegative(term.omega, "a frequency");
    key("center").requireFinite(term.center, "a length");
}

void check(const UniformTerm& term, const Experiment&, const Key& key)
{
    key("force").requireFinite(term.force, "a force");
}

void check(const StepTerm& term, const Experiment&, const Key& key)
{
    key("height").requireFinite(term.height, "an energy");
    key("position").requireFinite(term.position, "a length");
    key("smoothing").requireNotNegative(term.smoothing, "a length");
}

void check(const BarrierTerm& term, const Experiment&, const Key& key)
{
    key("height").requireFinite(term.height, "an energy");
    key("position").requireFinite(term.position, "a length");
    key("thickness").requirePositive(term.thickness, "a length");
    key("smoothing").requireNotNegative(term.smoothing, "a length");
}

void check(const Sech2Term& term, const Experiment&, const Key& key)
{
    key("height").requireFinite(term.height, "an energy");
    key("position").requireFinite(term.position, "a length");
    key("width").requirePositive(term.width, "a length");
}

void check(const SlitsTerm& term, const Experiment& experiment, const Key& key)
{
    key("height").requireFinite(term.height, "an energy");
    key("position").requireFinite(term.position, "a length");
    key("thickness").requirePositive(term.thickness, "a length");
    key("count").requireBetween(term.count, 1, 1000, "a number of openings");
    key("width").requirePositive(term.width, "a length");
    key("spacing").requirePositive(term.spacing, "a length");
    key("smoothing").requireNotNegative(term.smoothing, "a length");
    if (term.count > 1 && term.spacing < term.width)
        key("spacing").refuse(term.spacing,
            "a distance of at least the width " + numberText(term.width)
                + " so that the openings do not overlap");
    const double reach = 0.5 * ((term.count - 1) * term.spacing + term.width);
    const Grid& grid = experiment.grid;
    const double room = std::min(-grid.lower().y(), grid.lower().y() + grid.size.y());
    if (reach > room)
        key("width").refuse(term.width,
            "openings that fit the grid (they reach to y = " + numberText(reach) + ", the grid to "
                + numberText(room) + ")");
}

void check(const DiscTerm& term, const Experiment&, const Key& key)
{
    key("height").requireFinite(term.height, "an energy");
    key("center").requireFinite(term.center, "a length");
    key("radius").requirePositive(term.radius, "a length");
    key("smoothing").requireNotNegative(term.smoothing, "a length");
}

void check(const CoulombTerm& term, const Experiment&, const Key& key)
{
    key("strength").requireFinite(term.strength, "an energy times a length");
    key("center").requireFinite(term.center, "a length");
    key("softening").requirePositive(term.softening, "a length");
}

void check(const LatticeTerm& term, const Experiment&, const Key& key)
{
    key("depth").requireFinite(term.depth, "an energy");
    key("period").requirePositive(term.period, "a length");
}

void check(const PlummerTerm& term, const Experiment&, const Key& key)
{
    key("epsilon").requireFinite(term.epsilon, "a length");
    key("core").requirePositive(term.core, "a length");
    key("center").requireFinite(term.center, "a length");
}

void check(const FormulaTerm& term, const Experiment& experiment, const Key& key)
{
    checkFormulaParameters(term.parameters, key("parameters").path());
    const Key expression = key("expression");
    try {
        const Formula V(
            term.expression, formulaConstants(physicalConstants(experiment), term.parameters));
        const Grid& grid = experiment.grid;
        // A sample keeps this cheap on large grids; what slips through is found where V is used.
        const int strideX = std::max(1, grid.nx / 64);
        const int strideY = std::max(1, grid.ny / 64);
        for (int j = 0; j < grid.ny; j += strideY) {
            for (int i = 0; i < grid.nx; i += strideX) {
                const double value = V(grid.x(i), grid.y(j), 0.0);
                if (!std::isfinite(value))
                    expression.refuse(numberText(value) + " at x = " + numberText(grid.x(i))
                            + ", y = " + numberText(grid.y(j)) + ", t = 0",
                        "a finite energy everywhere on the grid");
            }
        }
    } catch (const ExperimentError&) {
        throw;
    } catch (const std::invalid_argument& error) {
        throw ExperimentError(expression.path(), error.what());
    }
}

} // namespace

void checkFormulaParameters(
    const std::map<std::string, double>& parameters, const std::string& path)
{
    const Key key(path);
    for (const auto& [name, value] : parameters) {
        if (!isParameterName(name))
            key.refuse('"' + name + '"',
                "names of letters, digits and underscores that formulas do not know already");
        key(name.c_str()).requireFinite(value);
    }
}

void checkDrive(const Experiment& experiment)
{
    const Potential potential(experiment, experiment.grid);
    const StepSchedule* const schedule = potential.schedule();
    if (schedule == nullptr)
        return;
    constexpr int fourth = 4;
    constexpr int second = 2;
    const auto unresolved = schedule->unresolved(potential.isSmooth() ? fourth : second);
    if (!unresolved)
        return;
    const Key key = Key("potential")[potential.firstDrivenTerm()]("expression");
    const std::string about = " about t = " + numberText(unresolved->time);
    if (unresolved->steps > 0.0)
        key.refuse("a change in time so fast" + about + " that a run takes "
                + numberText(std::round(unresolved->steps)) + " steps",
            "one that a billion steps can follow, or a shorter time.until");
    key.refuse("a change in time that no step can follow" + about,
        "an energy that neither grows without bound nor jumps without end");
}

void checkPotential(const Experiment& experiment)
{
    Key("strength").requireFinite(experiment.strength);
    for (std::size_t i = 0; i < experiment.potential.size(); ++i) {
        const Key key = Key("potential")[i];
        std::visit(
            [&](const auto& term) { check(term, experiment, key); }, experiment.potential[i]);
    }
}

} // namespace dqm
