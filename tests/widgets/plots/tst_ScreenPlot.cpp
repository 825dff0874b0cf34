#include "support/Close.h"
#include "support/HandmadeFrame.h"
#include "support/PlotProbe.h"
#include "widgets/plots/ScreenPlot.h"

#include <QLabel>
#include <QMenu>
#include <QtTest>

using namespace dqm;
using namespace dqm::test;

namespace {

/// Two detectors: 4 bins of length 2, a quarter of 1000 particles expected, and one that saw none.
std::shared_ptr<const Frame> frameWith(int particles, bool followsRho = true)
{
    DetectorReport first;
    first.detector = {"first", {0.0, -4.0, 0.0, 4.0}, 1.0, 2.0};
    first.length = 8.0;
    first.taken = 0.25;
    first.expected = {0.05, 0.10, 0.08, 0.02};
    first.particles = particles;
    first.followRho = followsRho;
    first.counts = {48, 104, 79, 21};
    if (particles > 0)
        first.places.resize(252);
    DetectorReport second = first;
    second.detector.name = "second";
    second.expected = {0.0, 0.0, 0.0, 0.0};
    second.counts = {0, 0, 0, 0};
    second.places.clear();
    second.taken = 0.0;
    auto frame = std::make_shared<Frame>(handmadeFrame());
    frame->detectors
        = std::make_shared<const std::vector<DetectorReport>>(std::vector{first, second});
    return frame;
}

Experiment experimentOf(const Frame& frame)
{
    Experiment experiment;
    for (const DetectorReport& report : *frame.detectors)
        experiment.detectors.push_back(report.detector);
    return experiment;
}

} // namespace

class TestScreenPlot : public QObject
{
    Q_OBJECT

private slots:
    void theHistogramStandsBesideWhatRhoBrings()
    {
        ScreenPlot plot;
        plot.append(frameWith(1000));
        const QCustomPlot& inner = shown(plot);
        QCOMPARE(inner.graphCount(), 2);
        const QCPGraph& wave = *inner.graph(0);
        const QCPGraph& hits = *inner.graph(1);
        QCOMPARE(wave.data()->size(), 4);
        QCOMPARE(wave.data()->at(1)->key, 3.0);
        DQM_CLOSE(wave.data()->at(1)->value, 0.10 / 2.0, 1e-12);
        DQM_CLOSE(hits.data()->at(1)->value, 0.104 / 2.0, 1e-12);
        QVERIFY(hits.visible());
        QVERIFY(hits.name().startsWith("252 hits"));
        QVERIFY2(hits.name().contains("χ²/dof 0."), qPrintable(hits.name()));
    }

    void withoutParticlesThereIsRhoAlone()
    {
        ScreenPlot plot;
        plot.append(frameWith(0));
        const QCustomPlot& inner = shown(plot);
        QVERIFY(inner.graph(0)->visible() && !inner.graph(1)->visible());
        QCOMPARE(plot.columns().size(), 2U);
    }

    void aTableHasBothCurves()
    {
        ScreenPlot plot;
        plot.append(frameWith(1000));
        shown(plot);
        const std::vector<PlotColumn> columns = plot.columns();
        QCOMPARE(columns.size(), 3U);
        DQM_CLOSE(columns[1].values[2], 0.04, 1e-12);
        DQM_CLOSE(columns[2].values[3], 0.021 / 2.0, 1e-12);
    }

    void oneOfSeveralIsChosen()
    {
        ScreenPlot plot;
        const auto frame = frameWith(1000);
        plot.setExperiment(experimentOf(*frame));
        plot.append(frame);
        shown(plot);
        QVERIFY(plot.options() != nullptr);
        const QList<QAction*> actions = plot.options()->actions();
        QCOMPARE(actions.size(), 2);
        QVERIFY(actions[0]->isChecked());
        actions[1]->trigger();
        QCOMPARE(QString::fromStdString(plot.report()->detector.name), QString("second"));
        Experiment one = experimentOf(*frame);
        one.detectors.pop_back();
        plot.setExperiment(one);
        QVERIFY(plot.options() == nullptr);
        QCOMPARE(QString::fromStdString(plot.report()->detector.name), QString("first"));
    }

    void itSaysWhyThereIsNothing()
    {
        ScreenPlot plot;
        const auto says = [&plot](const char* what) {
            for (const QLabel* label : plot.findChildren<QLabel*>())
                if (label->text().contains(what))
                    return true;
            return false;
        };
        plot.append(std::make_shared<Frame>(handmadeFrame()));
        shown(plot);
        QVERIFY(says("no detector"));
        plot.append(frameWith(1000, false));
        shown(plot);
        QVERIFY(says("does not keep ρ"));
        plot.append(frameWith(1000));
        shown(plot);
        QVERIFY(!says("ρ:"));
        plot.clear();
        QVERIFY(plot.report() == nullptr);
    }
};

QTEST_MAIN(TestScreenPlot)
#include "tst_ScreenPlot.moc"
