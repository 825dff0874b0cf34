#include "app/console/ExhibitRun.h"
#include "app/experiments/ExperimentLibrary.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/Exhibit.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace dqm;

namespace {

constexpr int parts = 20; ///< of the way to the end

ExhibitExperiment shipped(const QString& name)
{
    return std::get<ExhibitExperiment>(openAnyExperiment(name));
}

bool isWave(const ShippedExperiment& experiment)
{
    return experiment.kind == "wave" || experiment.kind == "two-particles";
}

void allNames()
{
    QTest::addColumn<QString>("name");
    for (const ShippedExperiment& experiment : shippedExperiments()) {
        if (!isWave(experiment))
            QTest::newRow(qPrintable(experiment.name)) << experiment.name;
    }
}

QStringList namesIn(const ExhibitFrame& frame)
{
    QStringList names;
    for (const Readout& readout : frame.readouts)
        names << QString::fromStdString(readout.id);
    for (const ExhibitChart& chart : frame.charts)
        names << "chart " + QString::fromStdString(chart.id);
    return names;
}

bool areFinite(const std::vector<double>& values)
{
    return std::ranges::all_of(values, [](double value) { return std::isfinite(value); });
}

} // namespace

/// Every exhibit that comes with the program, run to its end.
class TestShippedExhibits : public QObject
{
    Q_OBJECT

private slots:
    void comesWithText_data() { allNames(); }
    void comesWithText()
    {
        QFETCH(QString, name);
        const ExhibitExperiment experiment = shipped(name);
        QVERIFY(experiment.about.size() > 300);
        QVERIFY(experiment.about.find("\n\n") != std::string::npos);
        QVERIFY(!experiment.equations.empty());
    }

    void staysFiniteAndSaysTheSameThingsToTheEnd_data() { allNames(); }
    void staysFiniteAndSaysTheSameThingsToTheEnd()
    {
        QFETCH(QString, name);
        const ExhibitExperiment experiment = shipped(name);
        const auto exhibit = makeExhibit(experiment);
        const QStringList names = namesIn(*exhibit->frame());
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        for (int part = 0; part <= parts; ++part) {
            advanceTo(*exhibit, experiment.until * part / parts);
            const auto frame = exhibit->frame();
            QCOMPARE(namesIn(*frame), names);
            for (const Readout& readout : frame->readouts)
                QVERIFY2(std::isfinite(readout.value.value_or(0.0)), readout.id.c_str());
            for (const ExhibitChart& chart : frame->charts) {
                for (const ExhibitCurve& curve : chart.curves) {
                    QVERIFY2(curve.x.size() == curve.y.size(), chart.id.c_str());
                    QVERIFY2(curve.error.empty() || curve.error.size() == curve.y.size(),
                        chart.id.c_str());
                    QVERIFY2(areFinite(curve.x) && areFinite(curve.y), chart.id.c_str());
                }
            }
            QVERIFY(!frame->notes.empty());
        }
        QVERIFY(exhibit->progress() >= 0.999 * experiment.until);
        for (const Readout& readout : exhibit->frame()->readouts)
            QVERIFY2(readout.holds().value_or(true), readout.id.c_str());
    }
};

QTEST_GUILESS_MAIN(TestShippedExhibits)
#include "tst_ShippedExhibits.moc"
