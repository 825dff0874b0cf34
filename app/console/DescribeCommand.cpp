#include "app/console/DescribeCommand.h"

#include "app/console/CommandLine.h"
#include "app/console/ExhibitRun.h"
#include "app/console/parts/CommandArguments.h"
#include "app/files/OutputStream.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/ExhibitDescription.h"
#include "core/grid/Parallel.h"
#include "core/readouts/waves/Description.h"
#include "core/simulation/Simulation.h"

namespace dqm {

namespace {

std::string stateAt(const Experiment& experiment, double time)
{
    SimulationOptions options;
    options.evolveInKPrime = experiment.frameVelocity.norm() > 0.0;
    options.threads = threadCount();
    Simulation simulation(experiment, options);
    simulation.advanceTo(time);
    return describe(experiment, *simulation.frame({.fields = false, .ensembleReportEvery = 1}));
}

std::string stateAt(const ExhibitExperiment& experiment, double progress)
{
    const auto exhibit = makeExhibit(experiment);
    advanceTo(*exhibit, progress);
    return describe(*exhibit->frame());
}

} // namespace

int describeState(const QStringList& arguments, std::ostream& out, std::ostream&)
{
    CommandArguments parsed("describe",
        "Tells the state of an experiment in a few sentences: where the density is, how wide and\n"
        "how fast, how diffusion and drift share its energy, and whether K and K' agree.");
    parsed.addSource();
    parsed.addOption(
        "at", "When: a time, or the progress of an exhibit (default: the start).", "T");
    parsed.addOption("set",
        "Changes one key before the experiment is read, such as constants.mass=2. May be repeated.",
        "PATH=VALUE");
    parsed.addThreads();
    if (parsed.parse(arguments, 1, out))
        return exitDone;
    const AnyExperiment experiment = openAnySource(parsed.source(), parsed.texts("set"));
    const double time = parsed.time("at").value_or(0.0);
    writeOut(out, std::visit([&](const auto& e) { return stateAt(e, time); }, experiment) + "\n");
    return exitDone;
}

} // namespace dqm
