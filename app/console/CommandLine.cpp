#include "app/console/CommandLine.h"

#include "app/console/Batch.h"
#include "app/console/DescribeCommand.h"
#include "app/console/EquationsCommand.h"
#include "app/console/LessonCommand.h"
#include "app/console/RunCommand.h"
#include "app/console/VerifyCommand.h"
#include "app/console/parts/CommandArguments.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/experiments/Suggestion.h"
#include "app/files/OutputStream.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/Exhibit.h"
#include "core/grid/Parallel.h"
#include "core/potentials/Potential.h"
#include "core/simulation/Simulation.h"
#include "core/values/Printable.h"

#include <algorithm>
#include <new>

namespace dqm {

namespace {

struct Command
{
    const char* name;
    CommandAction action;
};

void writeLine(std::ostream& stream, const std::string& text) { writeOut(stream, text + '\n'); }

std::string padded(const QString& text, int width)
{
    return text.leftJustified(width).toStdString();
}

int list(const QStringList& arguments, std::ostream& out, std::ostream&)
{
    CommandArguments parsed(
        "list", "Shows the shipped experiments: name, kind, title, chapter and level.");
    if (parsed.parse(arguments, 0, out))
        return exitDone;
    for (const ShippedExperiment& shipped : shippedExperiments()) {
        writeLine(out,
            padded(shipped.name, 36) + padded(shipped.kind, 20) + padded(shipped.title, 37)
                + shipped.chapter.toStdString() + ", level " + std::to_string(shipped.level));
    }
    return exitDone;
}

int show(const QStringList& arguments, std::ostream& out, std::ostream&)
{
    CommandArguments parsed(
        "show", "Writes an experiment as JSON with every key, ready to be edited.");
    parsed.addSource();
    if (!parsed.parse(arguments, 1, out))
        writeOut(out, formatExperiment(openAnySource(parsed.source())).toStdString());
    return exitDone;
}

std::string count(std::size_t number, const char* what)
{
    return std::to_string(number) + ' ' + what + (number == 1 ? "" : "s");
}

std::string inWords(const Experiment& experiment)
{
    return std::to_string(experiment.grid.nx) + " x " + std::to_string(experiment.grid.ny)
        + " points, " + count(experiment.packets.size(), "packet");
}

std::string inWords(const ExhibitExperiment& experiment)
{
    return experiment.kind + ", " + count(experiment.values.size(), "parameter");
}

/// Prepared as for a run, so that whatever a run refuses is refused here.
std::vector<RunWarning> warningsOf(const Experiment& experiment)
{
    SimulationOptions options;
    options.threads = threadCount();
    Simulation simulation(experiment, options);
    static_cast<void>(simulation.observables(Route::Rest));
    // What a run would meet later.
    constexpr int looks = 16;
    const Potential V(experiment, experiment.grid);
    RealField values;
    for (int n = 1; n <= looks && V.dependsOnTime(); ++n)
        V.sample(values, experiment.time.until * n / looks);
    return simulation.warnings();
}

std::vector<RunWarning> warningsOf(const ExhibitExperiment& experiment)
{
    makeExhibit(experiment);
    return {};
}

int check(const QStringList& arguments, std::ostream& out, std::ostream&)
{
    CommandArguments parsed("check", "Reads an experiment and says whether it can be run.");
    parsed.addSource();
    if (parsed.parse(arguments, 1, out))
        return exitDone;
    const AnyExperiment experiment = openAnySource(parsed.source());
    const std::vector<RunWarning> warnings
        = std::visit([](const auto& e) { return warningsOf(e); }, experiment);
    writeLine(out,
        parsed.source().toStdString() + ": \"" + titleOf(experiment) + "\" can be run, "
            + std::visit([](const auto& e) { return inWords(e); }, experiment));
    for (const RunWarning& warning : warnings)
        writeLine(out, warning.said());
    return exitDone;
}

int runAll(const QStringList& arguments, std::ostream& out, std::ostream& err)
{
    return runJobs("run", run, arguments, out, err);
}

int version(const QStringList&, std::ostream& out, std::ostream&)
{
    writeLine(out, "dqmlab " DQM_VERSION);
    return exitDone;
}

int help(const QStringList&, std::ostream& out, std::ostream&)
{
    writeLine(out, R"(DQM Lab, a laboratory for diffusion quantum mechanics

dqmlab [FILE|NAME] [...]     the window, with the options below
dqmlab list                  the shipped experiments: name, kind, title, chapter, level
dqmlab show FILE|NAME        an experiment as JSON with every key
dqmlab check FILE|NAME       reads an experiment and says whether it can be run
dqmlab describe FILE|NAME    the state in a few sentences, at any time
dqmlab run FILE|NAME ...     computes without a window; see dqmlab run --help
dqmlab equations [FILE|NAME] the paper's equations, computed for an experiment
dqmlab lesson FILE|NAME      the steps of a lesson, or whether each works (--check)
dqmlab worksheet FILE|NAME   the same on paper (--pdf OUT.pdf)
dqmlab verify                what is known beforehand, computed and compared
dqmlab render FILE|NAME ...  pictures and videos without a window; see dqmlab render --help
dqmlab --version
dqmlab --help                also after a command

The window: --play begins at once; --size 1280x800; --type 150, per cent of the
usual type; --screenshot FILE.png and --rates (frames and steps a second) end the
program --after SECONDS.

NAME is a shipped experiment. FILE is an experiment (.dqm), or a picture or table
that was written by this program and carries one; - is standard input.

Exit status: 0 done; 1 a failure while running, what was computed is kept; 2 bad
input, one line on standard error says what is wrong; 130 interrupted; 141 nobody
reads the output any more.)");
    return exitDone;
}

constexpr Command commands[] = {{"list", list}, {"show", show}, {"check", check},
    {"describe", describeState}, {"run", runAll}, {"equations", equations}, {"lesson", lesson},
    {"verify", verifyInstallation}, {"--version", version}, {"-v", version}, {"--help", help},
    {"-h", help}, {"help", help}};

const Command* findCommand(const QStringList& arguments)
{
    const auto* found = std::find_if(std::begin(commands), std::end(commands),
        [&](const Command& c) { return arguments.value(0) == QLatin1String(c.name); });
    return found == std::end(commands) ? nullptr : found;
}

constexpr std::size_t longestMessage = 1000; // characters

/// A message is one line whatever a file name or a library put into it.
int report(std::ostream& err, const char* message, int status)
{
    const std::string line = QString::fromUtf8(message).simplified().toStdString();
    err << "dqmlab: " << shortened(line, longestMessage) << std::endl;
    return status;
}

} // namespace

bool isCommand(const QStringList& arguments) { return findCommand(arguments) != nullptr; }

int runCommand(const QStringList& arguments, std::ostream& out, std::ostream& err)
{
    if (const Command* command = findCommand(arguments))
        return runAction(command->action, arguments.mid(1), out, err);
    const auto refuse = [](const QStringList& words, std::ostream&, std::ostream&) -> int {
        const std::string word = words.value(0).toStdString();
        throw std::invalid_argument("there is no command \"" + shortened(word) + '"'
            + suggestion(word,
                {"list", "show", "check", "describe", "run", "equations", "lesson", "worksheet",
                    "verify", "render", "--version", "--help"}));
    };
    return runAction(refuse, arguments, out, err);
}

int runAction(
    CommandAction action, const QStringList& arguments, std::ostream& out, std::ostream& err)
{
    try {
        const int status = action(arguments, out, err);
        writeOut(out, {}); // what cannot be written is no success
        return status;
    } catch (const ReaderGone&) {
        return exitReaderGone;
    } catch (const RunFailure& failure) {
        return report(err, sentenceOf(failure).c_str(), exitFailed);
    } catch (const OutputFailure& failure) {
        return report(err, sentenceOf(failure).c_str(), exitFailed);
    } catch (const std::exception& problem) {
        return report(
            err, sentenceOf(problem).c_str(), isLackOfMemory(problem) ? exitFailed : exitBadInput);
    }
}

} // namespace dqm
