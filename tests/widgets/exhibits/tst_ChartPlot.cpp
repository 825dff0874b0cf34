#include "widgets/exhibits/ChartPlot.h"

#include <QTest>
#include <qcustomplot.h>

using namespace dqm;

namespace {

ExhibitChart bars()
{
    ExhibitChart chart;
    chart.id = "classes";
    chart.title = "Classes";
    chart.xLabel = "class";
    chart.yLabel = "share";
    chart.categories = {"{3,0,0}", "{2,1,0}", "{1,1,1}"};
    chart.curves
        = {{"measured", CurveRole::Drift, CurveStyle::Bars, {0, 1, 2}, {0.3, 0.6, 0.1}, {}},
            {"exact", CurveRole::Plain, CurveStyle::Points, {0, 1, 2}, {0.3, 0.6, 0.1},
                {0.01, 0.02, 0.01}}};
    chart.caption = "What is thrown.";
    return chart;
}

/// Draws a chart as a file would have it.
QImage drawn(ChartPlot& plot, const ExhibitChart& chart)
{
    plot.setChart(std::make_shared<ExhibitChart>(chart));
    PlotPage page;
    page.size = QSize(400, 300);
    page.theme = theme(ThemeKind::Light);
    QImage image(page.size, QImage::Format_RGB32);
    image.fill(Qt::white);
    plot.paint(image, page);
    return image;
}

QCustomPlot& canvas(ChartPlot& plot) { return *plot.findChild<QCustomPlot*>(); }

int bluePixels(const QImage& image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += pixel.blue() > pixel.red() + 60 ? 1 : 0;
        }
    }
    return count;
}

} // namespace

/// Charts of exhibits as QCustomPlot draws them.
class TestChartPlot : public QObject
{
    Q_OBJECT

private slots:
    void barsCoverWhatTheyAreWorth()
    {
        ChartPlot plot;
        ExhibitChart chart = bars();
        const int all = bluePixels(drawn(plot, chart));
        QVERIFY(all > 3000);
        chart.curves[0].y = {0.3, 0.0, 0.1};
        const int less = bluePixels(drawn(plot, chart));
        // The axes follow the points, which stay: what is gone is the bar in the middle.
        QVERIFY2(std::abs(less - 0.4 * all) < 0.06 * all, qPrintable(QString::number(less)));
    }

    void namesStandInThePlaceOfNumbers()
    {
        ChartPlot plot;
        (void)drawn(plot, bars());
        const auto ticker = canvas(plot).xAxis->ticker().dynamicCast<QCPAxisTickerText>();
        QVERIFY(ticker);
        QCOMPARE(ticker->ticks().value(1.0), QString("{2,1,0}"));
        QVERIFY(canvas(plot).xAxis->range().contains(0.0));
        QVERIFY(canvas(plot).xAxis->range().contains(2.0));
    }

    void axesAreLogarithmicWhereTheChartSaysSo()
    {
        ChartPlot plot;
        ExhibitChart chart;
        chart.logarithmicX = chart.logarithmicY = true;
        chart.curves = {{"law", CurveRole::Diffusion, CurveStyle::Line, {0.0, 1.0, 10.0, 100.0},
            {5.0, 1.0, 0.1, 0.01}, {}}};
        (void)drawn(plot, chart);
        QCOMPARE(canvas(plot).xAxis->scaleType(), QCPAxis::stLogarithmic);
        QCOMPARE(canvas(plot).yAxis->scaleType(), QCPAxis::stLogarithmic);
        QVERIFY(canvas(plot).xAxis->range().lower > 0.5);
        QVERIFY(canvas(plot).xAxis->range().upper > 100.0);
    }

    void errorsWidenTheRange()
    {
        ChartPlot plot;
        ExhibitChart chart;
        chart.curves
            = {{"D", CurveRole::Drift, CurveStyle::Points, {1.0, 2.0}, {1.0, 1.1}, {0.5, 0.5}}};
        (void)drawn(plot, chart);
        QVERIFY(canvas(plot).yAxis->range().lower <= 0.5);
        QVERIFY(canvas(plot).yAxis->range().upper >= 1.6);
        QCOMPARE(canvas(plot).legend->itemCount(), 1);
    }

    void anotherChartTakesThePlaceOfTheFirst()
    {
        ChartPlot plot;
        (void)drawn(plot, bars());
        QCOMPARE(canvas(plot).graphCount(), 2);
        ExhibitChart line;
        line.curves = {{"S", CurveRole::Plain, CurveStyle::Steps, {0.0, 1.0}, {0.2, 0.8}, {}}};
        (void)drawn(plot, line);
        QCOMPARE(canvas(plot).graphCount(), 1);
        QCOMPARE(canvas(plot).plottableCount(), 1);
        QVERIFY(!canvas(plot).xAxis->ticker().dynamicCast<QCPAxisTickerText>());
        QCOMPARE(canvas(plot).graph(0)->lineStyle(), QCPGraph::lsStepCenter);
    }

    void emptyCurvesAndNoChartDoNoHarm()
    {
        ChartPlot plot;
        ExhibitChart empty;
        empty.curves = {{"nothing yet", CurveRole::Plain, CurveStyle::Bars, {}, {}, {}},
            {"one", CurveRole::Hint, CurveStyle::Points, {0.0}, {0.0}, {0.0}}};
        (void)drawn(plot, empty);
        plot.setChart(nullptr);
        plot.resize(300, 200);
        plot.show();
        QTest::qWait(80);
    }

    void longNamesOfAxesTakeSeveralLines()
    {
        ChartPlot plot;
        plot.resize(300, 160);
        plot.show();
        ExhibitChart chart = bars();
        chart.yLabel = "share of the value far away from all of them";
        (void)drawn(plot, chart);
        (void)drawn(plot, chart); // in the room that these lines leave
        const QFontMetrics letters(canvas(plot).yAxis->labelFont());
        const QStringList lines = canvas(plot).yAxis->label().split('\n');
        QVERIFY(lines.size() > 1);
        for (const QString& line : lines)
            QVERIFY2(letters.horizontalAdvance(line) <= canvas(plot).axisRect()->height(),
                qPrintable(line));
        chart.yLabel = "share";
        (void)drawn(plot, chart);
        QCOMPARE(canvas(plot).yAxis->label(), QStringLiteral("share"));
    }

    void rotatesNamesThatHaveNoRoom()
    {
        ChartPlot plot;
        plot.resize(400, 300);
        plot.show();
        ExhibitChart chart = bars();
        (void)drawn(plot, chart);
        QCOMPARE(canvas(plot).xAxis->tickLabelRotation(), 0.0);
        for (int i = 0; i < 17; ++i)
            chart.categories.push_back("{1,1,1,0,0}");
        (void)drawn(plot, chart);
        QVERIFY(canvas(plot).xAxis->tickLabelRotation() != 0.0);
    }
};

QTEST_MAIN(TestChartPlot)
#include "tst_ChartPlot.moc"
