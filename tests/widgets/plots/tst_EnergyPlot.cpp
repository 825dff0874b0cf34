#include "support/HandmadeFrame.h"
#include "support/SpreadingFrame.h"
#include "widgets/plots/EnergyPlot.h"

#include <QSignalSpy>
#include <QTest>
#include <qcustomplot.h>

#include <cmath>

using namespace dqm;

class tst_EnergyPlot : public QObject
{
    Q_OBJECT

private slots:
    void drawsWhatTheFrameSays();
    void keepsTheRestEnergyOff();
    void breaksTheLineAtARevision();
    void movesItsMarkerWithTime();
    void leavesOutAPotentialThatIsNotThere();
    void namesItsAxesWithUnits();
    void keepsCurvesBelowTheLegend();
    void breaksItsLegendWhereItIsNarrow();
    void drawsOnlyWhenVisible();
    void startsAnewOnClear();
    void joinsSingleSamplesOfDifferentRevisions();
    void marksWhereTheEnergiesAreEqual();
    void stacksAreas();
    void drawsMoreCurvesByChoice();
    void whatWasBeforeStaysDashedBesideWhatComes();
};

namespace {

Frame frameAt(double time, long long revision = 0)
{
    test::HandmadeEnsemble ensemble;
    ensemble.time = time;
    ensemble.drift = 0.5 * time;
    ensemble.diffusion = 1.0;
    ensemble.potential = 0.0;
    Frame frame = test::handmadeFrame(ensemble);
    frame.revision = revision;
    return frame;
}

QCustomPlot& shown(EnergyPlot& plot)
{
    auto* inner = plot.findChild<QCustomPlot*>();
    QSignalSpy drawn(inner, &QCustomPlot::afterReplot);
    plot.resize(400, 240);
    plot.show();
    while (drawn.wait(150)) { } // until the drawing that shows the data is done
    return *inner;
}

bool isInLegend(QCustomPlot& plot, const QString& name)
{
    for (int i = 0; i < plot.legend->itemCount(); ++i) {
        auto* item = qobject_cast<QCPPlottableLegendItem*>(plot.legend->item(i));
        if (item && item->plottable()->name() == name)
            return true;
    }
    return false;
}

QCPGraph* curve(QCustomPlot& plot, const QString& name)
{
    for (int i = 0; i < plot.graphCount(); ++i) {
        if (plot.graph(i)->name().startsWith(name))
            return plot.graph(i);
    }
    return nullptr;
}

} // namespace

void tst_EnergyPlot::drawsWhatTheFrameSays()
{
    EnergyPlot plot;
    for (int i = 0; i <= 10; ++i)
        plot.append(frameAt(0.1 * i));
    QCustomPlot& inner = shown(plot);
    const auto drift = curve(inner, "drift")->data();
    QVERIFY2(drift->size() > 11, "between two samples the curve is smooth");
    for (int i = 0; i <= 10; ++i)
        QVERIFY(std::abs(drift->findBegin(0.1 * i + 1e-9)->key - 0.1 * i) < 1e-9);
    QCOMPARE((drift->constEnd() - 1)->key, 1.0);
    QCOMPARE((drift->constEnd() - 1)->value, 0.5);
    QCOMPARE(curve(inner, "diffusion")->data()->constBegin()->value, 1.0);
    QCOMPARE((curve(inner, "total")->data()->constEnd() - 1)->value, 1.5);
}

void tst_EnergyPlot::keepsTheRestEnergyOff()
{
    EnergyPlot plot;
    plot.append(frameAt(1.0));
    QCustomPlot& inner = shown(plot);
    QVERIFY(curve(inner, "total")->name().contains("− mc²"));
    QVERIFY(inner.yAxis->range().upper < 10.0);
}

void tst_EnergyPlot::breaksTheLineAtARevision()
{
    EnergyPlot plot;
    for (int i = 0; i < 5; ++i)
        plot.append(frameAt(0.1 * i, 0));
    for (int i = 5; i < 10; ++i)
        plot.append(frameAt(0.1 * i, 1));
    const auto data = curve(shown(plot), "drift")->data();
    const auto gaps = std::count_if(data->constBegin(), data->constEnd(),
        [](const QCPGraphData& point) { return std::isnan(point.value); });
    QCOMPARE(gaps, 1);
    const auto gap = std::find_if(data->constBegin(), data->constEnd(),
        [](const QCPGraphData& point) { return std::isnan(point.value); });
    QVERIFY((gap - 1)->key < 0.4 + 1e-9 && (gap + 1)->key > 0.5 - 1e-9);
}

void tst_EnergyPlot::movesItsMarkerWithTime()
{
    EnergyPlot plot;
    for (int i = 0; i <= 10; ++i)
        plot.append(frameAt(0.1 * i));
    plot.append(frameAt(0.4));
    QCustomPlot& inner = shown(plot);
    QCOMPARE((curve(inner, "drift")->data()->constEnd() - 1)->key, 1.0);
    for (int i = 0; i < inner.itemCount(); ++i) {
        if (const auto* marker = qobject_cast<QCPItemTracer*>(inner.item(i)))
            QCOMPARE(marker->position->key(), 0.4);
    }
}

void tst_EnergyPlot::leavesOutAPotentialThatIsNotThere()
{
    EnergyPlot plot;
    plot.append(frameAt(0.0));
    QCustomPlot& inner = shown(plot);
    const QCPGraph* potential = curve(inner, "potential");
    QVERIFY(!potential->visible());
    QVERIFY(!inner.legend->hasItemWithPlottable(potential));
    plot.append(test::handmadeFrame());
    QTRY_VERIFY(inner.legend->hasItemWithPlottable(potential));
    QVERIFY(potential->visible());
}

void tst_EnergyPlot::namesItsAxesWithUnits()
{
    EnergyPlot plot;
    Frame frame = frameAt(1.0);
    frame.units = UnitSystem::Electron;
    plot.append(frame);
    QCustomPlot& inner = shown(plot);
    QCOMPARE(inner.xAxis->label(), "t / fs");
    QCOMPARE(inner.yAxis->label(), "energy / eV");
}

void tst_EnergyPlot::keepsCurvesBelowTheLegend()
{
    EnergyPlot plot;
    for (int i = 0; i <= 100; ++i)
        plot.append(frameAt(0.05 * i));
    QCustomPlot& inner = shown(plot);
    const double highest = inner.yAxis->coordToPixel(3.5);
    QVERIFY(highest > inner.legend->outerRect().bottom());
    QVERIFY(inner.xAxis->range().contains(5.0));
}

void tst_EnergyPlot::breaksItsLegendWhereItIsNarrow()
{
    EnergyPlot plot;
    plot.append(test::handmadeFrame()); // with a potential: four names
    QCustomPlot& inner = shown(plot);
    plot.resize(plot.minimumWidth(), 240);
    QTRY_VERIFY(inner.axisRect()->rect().contains(inner.legend->outerRect()));
    QVERIFY(inner.legend->rowCount() > 1);
    plot.resize(800, 240);
    QTRY_COMPARE(inner.legend->rowCount(), 1);
}

void tst_EnergyPlot::drawsOnlyWhenVisible()
{
    EnergyPlot plot;
    auto* inner = plot.findChild<QCustomPlot*>();
    QTest::qWait(20); // the empty plot draws itself once
    const QSignalSpy drawn(inner, &QCustomPlot::afterReplot);
    for (int i = 0; i < 50; ++i)
        plot.append(frameAt(0.1 * i));
    QTest::qWait(120);
    QCOMPARE(drawn.count(), 0);
    plot.show();
    QTRY_VERIFY(drawn.count() > 0);
}

void tst_EnergyPlot::startsAnewOnClear()
{
    EnergyPlot plot;
    for (int i = 0; i <= 10; ++i)
        plot.append(frameAt(i));
    plot.clear();
    plot.append(frameAt(0.0));
    plot.append(frameAt(0.5));
    QCustomPlot& inner = shown(plot);
    QCOMPARE(curve(inner, "drift")->data()->size(), 2);
    QVERIFY(inner.xAxis->range().upper <= 1.0);
}

void tst_EnergyPlot::joinsSingleSamplesOfDifferentRevisions()
{
    EnergyPlot plot;
    for (int i = 0; i < 8; ++i)
        plot.append(frameAt(0.1 * i, i));
    const auto data = curve(shown(plot), "drift")->data();
    QVERIFY(data->size() >= 8);
    for (const QCPGraphData& point : *data)
        QVERIFY(std::isfinite(point.value));
}

void tst_EnergyPlot::marksWhereTheEnergiesAreEqual()
{
    EnergyPlot plot;
    for (int i = 0; i <= 80; ++i)
        plot.append(test::spreadingFrame(0.05 * i + 0.01));
    QCustomPlot& inner = shown(plot);
    const auto dots = curve(inner, "Uᵤ")->data();
    QCOMPARE(dots->size(), 1);
    QVERIFY(std::abs(dots->constBegin()->key - spreadingTime(1.0, 0.5)) < 1e-5);
    QVERIFY(std::abs(dots->constBegin()->value - 0.125) < 1e-4);
}

void tst_EnergyPlot::stacksAreas()
{
    EnergyPlot plot;
    plot.setOption(EnergyPlot::Stacked, true);
    for (int i = 0; i <= 10; ++i)
        plot.append(frameAt(0.1 * i));
    QCustomPlot& inner = shown(plot);
    const QCPGraph* upper = curve(inner, "diffusion");
    QCOMPARE(upper->channelFillGraph(), curve(inner, "drift"));
    QCOMPARE((upper->data()->constEnd() - 1)->value, 1.5);
    plot.setOption(EnergyPlot::Stacked, false);
    QTRY_COMPARE((upper->data()->constEnd() - 1)->value, 1.0);
    QVERIFY(!upper->channelFillGraph());
}

void tst_EnergyPlot::drawsMoreCurvesByChoice()
{
    EnergyPlot plot;
    plot.append(test::spreadingFrame(1.0));
    plot.append(test::spreadingFrame(2.0));
    QCustomPlot& inner = shown(plot);
    const QCPGraph* power = curve(inner, "dUᵤ/dt");
    const QCPGraph* cross = curve(inner, "m⟨v·u⟩");
    QVERIFY(!power->visible() && !cross->visible() && !inner.yAxis2->visible());
    plot.setOption(EnergyPlot::ExchangePower, true);
    plot.setOption(EnergyPlot::CrossTerm, true);
    QTRY_VERIFY(power->visible() && cross->visible() && inner.yAxis2->visible());
    QCOMPARE(power->valueAxis(), inner.yAxis2);
    int dotsOnTheRight = 0;
    for (int i = 0; i < inner.itemCount(); ++i) {
        const auto* dot = qobject_cast<QCPItemTracer*>(inner.item(i));
        if (dot && dot->visible() && dot->position->valueAxis() == inner.yAxis2) {
            ++dotsOnTheRight;
            QCOMPARE(dot->position->value(), -0.0625);
        }
    }
    QCOMPARE(dotsOnTheRight, 1);
    QCOMPARE((power->data()->constEnd() - 1)->value, -0.0625);
    QCOMPARE(power->data()->size(), 2); // the past was kept
    QCOMPARE(cross->data()->constBegin()->value, 0.125);
    plot.setOption(EnergyPlot::Logarithmic, true);
    QTRY_VERIFY(inner.yAxis->range().lower > 0.0);
}

void tst_EnergyPlot::whatWasBeforeStaysDashedBesideWhatComes()
{
    EnergyPlot plot;
    for (int i = 0; i <= 20; ++i)
        plot.append(frameAt(0.1 * i));
    QCustomPlot& inner = shown(plot);
    const int alone = inner.graphCount();
    const double highest = inner.yAxis->range().upper;
    plot.keepBefore();
    // The legend names it at once, and lets it go at once.
    QVERIFY(isInLegend(inner, "before"));
    plot.dropBefore();
    QVERIFY(!isInLegend(inner, "before"));
    plot.keepBefore();
    plot.clear();
    for (int i = 0; i <= 5; ++i)
        plot.append(frameAt(0.01 * i));
    shown(plot);
    QVERIFY(inner.graphCount() > alone);
    const QCPGraph* before = curve(inner, "before");
    QVERIFY(before);
    QCOMPARE(before->pen().style(), Qt::DashLine);
    bool found = false;
    QVERIFY(std::abs(before->getKeyRange(found).upper - 2.0) < 1e-9);
    QVERIFY2(inner.xAxis->range().upper >= 2.0, "it is seen as a whole");
    QVERIFY(inner.yAxis->range().upper > 0.9 * highest);
    QVERIFY(curve(inner, "drift")->getKeyRange(found).upper < 0.1);
    QVERIFY(isInLegend(inner, "before"));
    // A second time the first is let go.
    plot.keepBefore();
    plot.dropBefore();
    QCOMPARE(inner.graphCount(), alone);
    shown(plot);
    QVERIFY(inner.xAxis->range().upper < 1.0);
}

QTEST_MAIN(tst_EnergyPlot)
#include "tst_EnergyPlot.moc"
