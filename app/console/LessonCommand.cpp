#include "app/console/LessonCommand.h"

#include "app/console/CommandLine.h"
#include "app/console/parts/CommandArguments.h"
#include "app/files/OutputStream.h"
#include "app/lessons/Conditions.h"
#include "core/grid/Parallel.h"
#include "core/simulation/Simulation.h"

#include <QString>

#include <memory>

namespace dqm {

namespace {

const std::string timeWord = "time";

/// Rich text as plain lines.
std::string plain(const std::string& text)
{
    return QString::fromStdString(text).remove("**").toStdString();
}

void tell(const Experiment& experiment, std::ostream& out)
{
    for (std::size_t i = 0; i < experiment.lesson.size(); ++i) {
        const LessonStep& step = experiment.lesson[i];
        writeOut(out, std::to_string(i + 1) + ". " + plain(step.say) + '\n');
        if (!step.ask.empty())
            writeOut(out, "   " + plain(step.ask) + '\n');
        for (std::size_t n = 0; n < step.answers.size(); ++n)
            writeOut(out,
                std::string("   ") + static_cast<char>('a' + n) + ") " + plain(step.answers[n])
                    + '\n');
    }
}

/// Goes through a lesson as a student does who does what is asked.
class Walk
{
public:
    explicit Walk(Experiment experiment)
        : m_experiment(std::move(experiment))
    {
        begin();
    }

    /// What is wrong with a step; empty if nothing is.
    std::string flawOf(const LessonStep& step)
    {
        change(step.set);
        if (const auto time = beginOf(step, m_experiment))
            goTo(*time);
        if (!step.check.empty() && holds(step.check))
            return "\"" + step.check + "\" is true before anything was done";
        change(step.solve);
        if (const auto time = step.solve.find(timeWord); time != step.solve.end())
            goTo(time->second);
        if (!step.check.empty() && !holds(step.check))
            return "\"" + step.check + "\" is not true once what \"solve\" says was done";
        for (const std::string& claim : step.claims) {
            if (!holds(claim))
                return "\"" + claim + "\" is claimed and not true";
        }
        return {};
    }

private:
    void begin()
    {
        SimulationOptions options;
        options.threads = threadCount();
        m_simulation = std::make_unique<Simulation>(m_experiment, options);
    }

    void change(const std::map<std::string, double>& values)
    {
        m_experiment = withValues(m_experiment, values);
        m_simulation->apply(m_experiment);
    }

    void goTo(double time)
    {
        if (time < m_simulation->time())
            begin();
        m_simulation->advanceTo(time);
    }

    bool holds(const std::string& condition)
    {
        return isTrue(
            condition, conditionValues(m_experiment, *m_simulation->frame({.fields = false})));
    }

    Experiment m_experiment;
    std::unique_ptr<Simulation> m_simulation;
};

} // namespace

int lesson(const QStringList& arguments, std::ostream& out, std::ostream&)
{
    CommandArguments parsed("lesson",
        "Tells the steps of a lesson. With --check each is gone through as a student would: it "
        "must\n"
        "not be done before it is done, be done by what it says solves it, and claim what is so.");
    parsed.addSource();
    parsed.addOption("check", "Goes through the steps instead, and says of each whether it works.");
    parsed.addThreads();
    if (parsed.parse(arguments, 1, out))
        return exitDone;
    const Experiment experiment = openSource(parsed.source());
    if (experiment.lesson.empty())
        throw std::invalid_argument(
            parsed.source().toStdString() + ": it is no lesson, it has no steps (\"lesson\")");
    if (!parsed.has("check")) {
        tell(experiment, out);
        return exitDone;
    }
    Walk walk(experiment);
    bool isSound = true;
    for (std::size_t i = 0; i < experiment.lesson.size(); ++i) {
        const std::string flaw = walk.flawOf(experiment.lesson[i]);
        isSound = isSound && flaw.empty();
        writeOut(
            out, "step " + std::to_string(i + 1) + ": " + (flaw.empty() ? "works" : flaw) + '\n');
    }
    return isSound ? exitDone : exitFailed;
}

} // namespace dqm
