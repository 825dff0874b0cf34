#include "core/experiment/Units.h"
#include "core/potentials/Potential.h"
#include "core/setup/Checks.h"
#include "core/values/Key.h"

#include <cmath>

namespace dqm {

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
        checkTerm(experiment.potential[i], {experiment.grid, physicalConstants(experiment)},
            Key("potential")[i]);
    }
}

} // namespace dqm
