#include "support/PlotProbe.h"
#include "support/SpreadingFrame.h"
#include "widgets/plots/SpreadPlot.h"

#include <QLabel>
#include <QTest>

using namespace dqm;
using namespace dqm::test;

class tst_SpreadPlot : public QObject
{
    Q_OBJECT

private slots:
    void drawsBothSpreads();
    void drawsLawsThroughTheSamples();
    void marksWhereTheLawsCross();
    void followsKramersLawForATwinWithInertia();
    void asksForATwinWhereThereIsNone();
    void saysWhyThereAreNoLaws();
    void leavesATwinOutThatStandsStill();
};

namespace {

constexpr int frictionless = 0;
constexpr int frictional = 1;
constexpr int frictionlessLaw = 2;
constexpr int frictionalLaw = 3;
constexpr int crossing = 4;

double valueAt(const QCPGraph* graph, double key)
{
    const auto data = graph->data();
    const auto point = std::min_element(
        data->constBegin(), data->constEnd(), [key](const auto& a, const auto& b) {
            return std::abs(a.key - key) < std::abs(b.key - key);
        });
    return std::abs(point->key - key) < 1e-9 ? point->value : std::nan("");
}

void run(SpreadPlot& plot, double until, bool withTwin = true)
{
    for (int i = 0; i <= 20; ++i)
        plot.append(spreadingFrame(until * i / 20.0, withTwin));
}

} // namespace

void tst_SpreadPlot::drawsBothSpreads()
{
    SpreadPlot plot;
    run(plot, 5.0);
    QCustomPlot& inner = shown(plot);
    QVERIFY2(inner.graph(frictionless)->data()->size() > 21, "smooth between the samples");
    QVERIFY(std::abs(valueAt(inner.graph(frictionless), 4.0) - 5.0) < 1e-12);
    QVERIFY(std::abs(valueAt(inner.graph(frictional), 4.0) - 5.0) < 1e-12);
    QVERIFY(std::abs(valueAt(inner.graph(frictional), 2.0) - 3.0) < 1e-12);
    QCOMPARE(inner.xAxis->label(), "t / T₀");
}

void tst_SpreadPlot::drawsLawsThroughTheSamples()
{
    SpreadPlot plot;
    plot.setExperiment(spreadingExperiment());
    run(plot, 5.0);
    QCustomPlot& inner = shown(plot);
    for (const auto& [curve, law] :
        {std::pair(frictionless, frictionlessLaw), std::pair(frictional, frictionalLaw)}) {
        QVERIFY(inner.graph(law)->visible());
        for (int i = 0; i <= 20; ++i) {
            const double key = 5.0 * i / 20.0;
            QVERIFY(std::abs(valueAt(inner.graph(law), key) - valueAt(inner.graph(curve), key))
                < 1e-12);
        }
    }
}

void tst_SpreadPlot::marksWhereTheLawsCross()
{
    SpreadPlot plot;
    plot.setExperiment(spreadingExperiment());
    run(plot, 3.0);
    QCustomPlot& inner = shown(plot);
    QVERIFY(inner.graph(crossing)->data()->isEmpty());
    plot.append(spreadingFrame(6.0));
    QTRY_VERIFY(inner.graph(crossing)->visible());
    const auto top = inner.graph(crossing)->data()->constEnd() - 1;
    QCOMPARE(top->key, 4.0);
    QCOMPARE(top->value, 5.0);
}

void tst_SpreadPlot::followsKramersLawForATwinWithInertia()
{
    SpreadPlot plot;
    plot.setExperiment(spreadingExperiment());
    for (int i = 0; i <= 20; ++i) {
        Frame frame = *spreadingFrame(0.25 * i);
        frame.stage.dissipation = StageSettings::Dissipation::Kramers;
        plot.append(std::make_shared<const Frame>(frame));
    }
    QCustomPlot& inner = shown(plot);
    QVERIFY2(inner.graph(crossing)->data()->isEmpty(), "these laws do not cross");
    const double expected = 1.0 + langevinFlight(0.5, 0.25, 4.0).varianceX;
    QVERIFY(std::abs(valueAt(inner.graph(frictionalLaw), 4.0) - expected) < 1e-12);
    QVERIFY(std::abs(expected - 5.0) > 0.5); // not the law of heat
}

void tst_SpreadPlot::asksForATwinWhereThereIsNone()
{
    SpreadPlot plot;
    plot.setExperiment(spreadingExperiment());
    run(plot, 5.0, false);
    const QCustomPlot& inner = shown(plot);
    QVERIFY(!inner.graph(frictional)->visible());
    QVERIFY(plot.findChild<QLabel*>()->text().contains("frictionless | frictional"));
    QVERIFY(inner.graph(frictionlessLaw)->visible());
}

void tst_SpreadPlot::saysWhyThereAreNoLaws()
{
    const auto noteFor = [](const Experiment& experiment, bool hasLaw) {
        SpreadPlot plot;
        plot.setExperiment(experiment);
        run(plot, 5.0);
        const QCustomPlot& inner = shown(plot);
        return inner.graph(frictionlessLaw)->visible() == hasLaw ? plot.findChild<QLabel*>()->text()
                                                                 : QStringLiteral("wrong");
    };
    Experiment experiment = spreadingExperiment();
    QCOMPARE(noteFor(experiment, true), "");
    std::get<GaussianPacket>(experiment.packets[0]).velocity = {1.0, 0.0};
    QVERIFY(noteFor(experiment, false).contains("not at rest"));
    std::get<GaussianPacket>(experiment.packets[0]) = GaussianPacket{};
    std::get<GaussianPacket>(experiment.packets[0]).chirp = 0.5;
    QVERIFY(noteFor(experiment, false).contains("chirp"));
    experiment = spreadingExperiment();
    experiment.potential = {HarmonicTerm{}};
    QVERIFY(noteFor(experiment, false).contains("potential"));
    experiment = spreadingExperiment();
    experiment.grid.boundary = BoundaryKind::Walls;
    QVERIFY(noteFor(experiment, false).contains("walls"));
}

void tst_SpreadPlot::leavesATwinOutThatStandsStill()
{
    SpreadPlot plot;
    plot.setExperiment(spreadingExperiment());
    for (int i = 0; i <= 10; ++i) {
        Frame frame = *spreadingFrame(-0.1 * i);
        frame.frictional[0].numbers.time = 0.0;
        plot.append(std::make_shared<const Frame>(frame));
    }
    const QCustomPlot& inner = shown(plot);
    const auto data = inner.graph(frictional)->data();
    QCOMPARE(std::count_if(data->constBegin(), data->constEnd(),
                 [](const auto& point) { return std::isfinite(point.value); }),
        1);
}

QTEST_MAIN(tst_SpreadPlot)
#include "tst_SpreadPlot.moc"
