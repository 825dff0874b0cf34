#include "app/EquationsCommand.h"

#include "app/CommandArguments.h"
#include "app/CommandLine.h"
#include "core/equations/EquationTable.h"
#include "core/grid/Parallel.h"

#include <cmath>

namespace dqm {

namespace {

QString number(double value) { return QString::number(value, 'g', 4); }

QString line(const EquationRow& row)
{
    const bool isShown = std::isinf(row.bound);
    const QString unit = QString::fromStdString(row.unit);
    return number(row.time).leftJustified(9)
        + QString::fromStdString(row.equation).leftJustified(12)
        + QString::fromStdString(row.quantity).leftJustified(56)
        + (number(row.value) + (unit.isEmpty() ? "" : " " + unit)).leftJustified(16)
        + (isShown ? QString("-") : "<= " + number(row.bound)).leftJustified(12)
        + (isShown          ? "shown"
                : row.holds ? "holds"
                            : "FAILS");
}

} // namespace

int equations(const QStringList& arguments, std::ostream& out, std::ostream&)
{
    CommandArguments parsed("equations",
        "Computes the paper's equations (1)-(26) for an experiment at t = 0 and at a later time.\n"
        "Without an experiment: free-spreading. Exit status 1 if one does not hold.");
    parsed.addSource();
    parsed.addOption("at", "The later time (default: an eighth of the experiment's).", "T");
    const bool isNamed = !arguments.isEmpty() && !arguments[0].startsWith('-');
    const QStringList completed
        = isNamed || !arguments.filter("help").isEmpty() || arguments.contains("-h")
        ? arguments
        : QStringList("free-spreading") + arguments;
    if (parsed.parse(completed, 1, out))
        return exitDone;
    const Experiment experiment = openSource(parsed.source());
    const double later = parsed.positiveNumber("at").value_or(experiment.time.until / 8.0);
    const std::vector<EquationRow> rows = equationTable(experiment, {0.0, later}, threadCount());
    out << "t        equation    quantity                                                value     "
           "   "
           "   bound\n";
    int failures = 0;
    for (const EquationRow& row : rows) {
        out << line(row).toStdString() << '\n';
        failures += row.holds ? 0 : 1;
    }
    out << (failures == 0 ? "all hold" : std::to_string(failures) + " do not hold") << std::endl;
    return failures == 0 ? exitDone : exitFailed;
}

} // namespace dqm
