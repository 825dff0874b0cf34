#include "app/console/ParameterSweep.h"
#include "app/console/RunOptions.h"
#include "app/experiments/ExperimentFile.h"
#include "fuzz/Promise.h"
#include "fuzz/Targets.h"

#include <sstream>

namespace dqm::fuzz {

void readExperiment(const QByteArray& input)
{
    mayRefuse([&] {
        const AnyExperiment experiment = parseAnyExperiment(input);
        const QByteArray written = formatExperiment(experiment);
        const QByteArray onOneLine = formatExperimentOnOneLine(experiment);
        QByteArray again;
        try {
            again = formatExperiment(parseAnyExperiment(onOneLine));
        } catch (const std::exception& refusal) {
            throw Finding(std::string("what was written is refused: ") + refusal.what());
        }
        if (again != written)
            throw Finding("what was written reads otherwise: " + onOneLine.toStdString());
    });
}

void makeChanges(const QByteArray& input)
{
    static const QByteArray wave
        = R"({"dqmlab": 1, "packets": [{"type": "gaussian", "sigma": [2, 2]}]})";
    const QString change = QString::fromUtf8(input);
    mayRefuse([&] { parseAnyExperiment(wave, {change}); });
    mayRefuse([&] { sweep({change}); });
}

void readOptions(const QByteArray& input)
{
    // No argument holds a zero, and standard input is not ours.
    const QStringList words = QString::fromUtf8(input).remove(QChar()).split('\n');
    if (words.contains("-"))
        return;
    std::ostringstream help;
    mayRefuse([&] { parseRunOptions(words, help); });
}

} // namespace dqm::fuzz
