#include "app/console/EquationsCommand.h"

#include "app/carriers/InputFile.h"
#include "app/console/CommandLine.h"
#include "app/console/parts/CommandArguments.h"
#include "app/files/OutputStream.h"
#include "core/equations/EquationTable.h"
#include "core/grid/Parallel.h"

#include <cmath>

namespace dqm {

namespace {

QString number(double value) { return QString::number(value, 'g', 4); }

QString line(const EquationRow& row)
{
    const QString words = number(row.time).leftJustified(9)
        + QString::fromStdString(row.equation).leftJustified(12)
        + QString::fromStdString(row.quantity).leftJustified(56);
    if (!row.reason.empty())
        return words + QString::fromStdString(row.reason);
    const bool isShown = std::isinf(row.bound);
    const QString unit = QString::fromStdString(row.unit);
    return words + (number(row.value) + (unit.isEmpty() ? "" : " " + unit)).leftJustified(16)
        + (isShown ? QString("-") : "<= " + number(row.bound)).leftJustified(12)
        + (isShown          ? "shown"
                : row.holds ? "holds"
                            : "FAILS");
}

std::vector<double> timesOf(const CommandArguments& parsed, double until)
{
    constexpr double most = 10'000.0;
    if (!parsed.has("times"))
        return {0.0, parsed.positiveNumber("at").value_or(until / 8.0)};
    parsed.refuseOptions({"at"}, "a table without --times");
    const double count = parsed.positiveNumber("times").value_or(1.0);
    if (count != std::floor(count) || count > most)
        throw std::invalid_argument("--times: " + parsed.text("times").toStdString()
            + " found, a whole number from 1 to 10000 expected");
    std::vector<double> times{0.0};
    for (int n = 1; n <= static_cast<int>(count); ++n)
        times.push_back(until * n / count);
    return times;
}

} // namespace

int equations(const QStringList& arguments, std::ostream& out, std::ostream&)
{
    CommandArguments parsed("equations",
        "Computes the paper's equations (1)-(26) for an experiment at t = 0 and at a later time.\n"
        "Without an experiment: free-spreading. Exit status 1 if one does not hold.");
    parsed.addSource();
    parsed.addOption("at", "The later time (default: an eighth of the experiment's).", "T");
    parsed.addOption("times", "Instead: so many times, evenly over the experiment's run.", "N");
    parsed.addThreads();
    const bool isNamed = !arguments.isEmpty()
        && (!arguments[0].startsWith('-') || arguments[0] == InputFile::standardInput);
    const QStringList completed
        = isNamed || !arguments.filter("help").isEmpty() || arguments.contains("-h")
        ? arguments
        : QStringList("free-spreading") + arguments;
    if (parsed.parse(completed, 1, out))
        return exitDone;
    const Experiment experiment = openSource(parsed.source());
    const std::vector<EquationRow> rows
        = equationTable(experiment, timesOf(parsed, experiment.time.until), threadCount());
    std::string text;
    if (experiment.time.imaginary)
        text
            += "# cooled in imaginary time to each t; the equations are those of real time there\n";
    text
        += "t        equation    quantity                                                value     "
           "   "
           "   bound\n";
    int failures = 0;
    for (const EquationRow& row : rows) {
        text += line(row).toStdString() + '\n';
        failures += row.holds ? 0 : 1;
    }
    text += failures == 0 ? "all hold\n" : std::to_string(failures) + " do not hold\n";
    writeOut(out, text);
    return failures == 0 ? exitDone : exitFailed;
}

} // namespace dqm
