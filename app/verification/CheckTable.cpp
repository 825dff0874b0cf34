#include "app/verification/CheckTable.h"

#include <QString>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int digits = 7;
constexpr int digitsOfErrors = 2;

QString number(const std::optional<double>& value, int significant)
{
    return value ? QString::number(*value, 'g', significant) : QString();
}

QString lineOf(const QString& quantity, const QString& value, const QString& error,
    const QString& expected, const QString& tolerance, const QString& verdict)
{
    const QString line = quantity.leftJustified(64) + value.leftJustified(26)
        + error.leftJustified(10) + expected.leftJustified(16) + tolerance.leftJustified(11)
        + verdict;
    return line + '\n';
}

QString valueWords(const Readout& readout)
{
    // What rounding leaves of a zero is zero.
    const bool isZero = readout.value && std::abs(*readout.value) < 1e-13 * readout.size;
    const QString value = isZero ? QStringLiteral("0") : number(readout.value, digits);
    return value.isEmpty() || readout.unit.empty()
        ? value
        : value + ' ' + QString::fromStdString(readout.unit);
}

} // namespace

std::string wordOf(const Readout& readout)
{
    switch (verdictOf(readout)) {
    case Verdict::None:
        return {};
    case Verdict::Holds:
        return "holds";
    case Verdict::Nearly:
        return "nearly";
    case Verdict::Differs:
        return "differs, as it is to";
    case Verdict::Unresolved:
        return "not resolved: " + readout.unresolved;
    case Verdict::Broken:
        return "FAILS";
    }
    return {};
}

std::string expectedWords(const Readout& readout)
{
    if (!readout.expected)
        return {};
    const char* sign = readout.relation == Relation::AtLeast ? ">= "
        : readout.relation == Relation::AtMost               ? "<= "
                                                             : "";
    return sign + number(readout.expected, digits).toStdString();
}

std::size_t howMany(const std::vector<Readout>& readouts, Verdict verdict)
{
    return static_cast<std::size_t>(std::ranges::count(readouts, verdict, verdictOf));
}

bool isJudged(const Readout& readout) { return verdictOf(readout) != Verdict::None; }

std::string checkHead()
{
    return lineOf("quantity", "value", "error", "expected", "tolerance", "verdict").toStdString();
}

std::string checkLines(const std::vector<Readout>& readouts)
{
    QString text;
    std::string group;
    for (const Readout& readout : readouts) {
        if (!isJudged(readout))
            continue;
        if (readout.group != group)
            text += "# " + QString::fromStdString(readout.group) + '\n';
        group = readout.group;
        text += lineOf(QString::fromStdString(readout.label), valueWords(readout),
            number(readout.error, digitsOfErrors), QString::fromStdString(expectedWords(readout)),
            number(readout.allowed(), digitsOfErrors), QString::fromStdString(wordOf(readout)));
    }
    return text.toStdString();
}

std::string checkSum(const std::vector<Readout>& readouts)
{
    const auto count = [&](Verdict verdict) { return std::to_string(howMany(readouts, verdict)); };
    const std::string differing = howMany(readouts, Verdict::Differs) > 0
        ? count(Verdict::Differs) + " differ as they are to, "
        : std::string();
    return count(Verdict::Holds) + " hold, " + count(Verdict::Nearly) + " nearly, " + differing
        + count(Verdict::Unresolved) + " not resolved, " + count(Verdict::Broken) + " fail\n";
}

std::string checkTable(const std::vector<Readout>& readouts)
{
    if (std::ranges::none_of(readouts, isJudged))
        return "nothing is expected of the numbers of this experiment\n";
    return checkHead() + checkLines(readouts) + checkSum(readouts);
}

} // namespace dqm
