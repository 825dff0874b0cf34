#include "core/frames/FrameRequest.h"
#include "core/observables/DensityMarginals.h"
#include "support/PlotProbe.h"
#include "support/SpreadingFrame.h"
#include "widgets/plots/ComplexDiffusionPlot.h"
#include "widgets/plots/EnergyPlot.h"
#include "widgets/plots/MarginalsPlot.h"
#include "widgets/plots/MomentumPlot.h"
#include "widgets/plots/PlotKinds.h"
#include "widgets/plots/PlotPanel.h"
#include "widgets/plots/SectionPlot.h"
#include "widgets/plots/SpreadPlot.h"

#include <QComboBox>
#include <QLabel>
#include <QSlider>

using namespace dqm;
using namespace dqm::test;

class tst_PlotPanel : public QObject
{
    Q_OBJECT

private slots:
    void needsWhatIsInView();
    void keepsThePastOfPlotsOutOfView();
    void letsFramesGoThatAreOutOfView();
    void drawsASectionWithGapsAtMasks();
    void drawsMarginalsOnTheirNormalCurves();
    void drawsWhatTheStageShowsOfAMovingObserver();
    void namesThePlacesOfTwoParticles();
    void cropsTheMomentaToWhereTheyAre();
    void turnsHeatIntoSchroedinger();
    void saysThatBackwardHeatIsIllPosed();
    void drawsEveryPlotInBothThemes();
};

namespace {

const SectionLine section{{-6.0, 0.0}, {6.0, 0.0}};

void run(PlotPanel& panel, double until)
{
    panel.setExperiment(spreadingExperiment());
    panel.setSection(section);
    for (int i = 0; i <= 40; ++i)
        panel.append(spreadingFrame(until * i / 40.0));
}

double width(const QCPGraph& graph)
{
    double sum = 0.0;
    double squares = 0.0;
    for (const QCPGraphData& point : *graph.data()) {
        sum += point.value;
        squares += point.value * point.key * point.key;
    }
    return std::sqrt(squares / sum);
}

} // namespace

void tst_PlotPanel::needsWhatIsInView()
{
    PlotPanel panel;
    const QSignalSpy changed(&panel, &PlotPanel::needsChanged);
    const QSignalSpy chosen(&panel, &PlotPanel::plotChanged);
    const auto asked = [&panel] {
        FrameRequest request;
        request.fields = request.fieldsOfStage = false;
        panel.ask(request);
        return request;
    };
    QCOMPARE(&panel.plot(), &energyPlot);
    QVERIFY(!asked().exchangePower && !asked().momentum && !asked().fields);
    panel.findChild<EnergyPlot*>()->setOption(EnergyPlot::ExchangePower, true);
    QVERIFY(asked().exchangePower && !asked().fields);
    QCOMPARE(changed.count(), 1);
    panel.showPlot(momentumPlot);
    QVERIFY(asked().momentum && asked().fields && !asked().exchangePower);
    QVERIFY(!panel.plot().followsSection);
    panel.findChild<QComboBox*>()->setCurrentText("Section");
    QCOMPARE(&panel.plot(), &sectionPlot);
    QVERIFY(panel.plot().followsSection && !asked().momentum);
    panel.showPlot(marginalsPlot);
    QVERIFY(!panel.plot().followsSection && asked().fieldsOfStage);
    QCOMPARE(chosen.count(), 3);
}

void tst_PlotPanel::keepsThePastOfPlotsOutOfView()
{
    PlotPanel panel;
    panel.showPlot(marginalsPlot);
    run(panel, 4.0);
    panel.showPlot(spreadPlot);
    panel.show();
    auto* inner = panel.findChild<SpreadPlot*>()->findChild<QCustomPlot*>();
    QTRY_VERIFY(inner->graph(0)->data()->size() >= 41);
    QCOMPARE((inner->graph(0)->data()->constEnd() - 1)->key, 4.0);
    panel.clear();
    QTRY_COMPARE(inner->graph(0)->data()->size(), 0);
}

void tst_PlotPanel::letsFramesGoThatAreOutOfView()
{
    PlotPanel panel;
    panel.showPlot(marginalsPlot);
    auto frame = spreadingFrame(1.0);
    panel.append(frame);
    panel.showPlot(sectionPlot);
    panel.append(spreadingFrame(2.0));
    QCOMPARE(frame.use_count(), 1);
}

void tst_PlotPanel::drawsASectionWithGapsAtMasks()
{
    SectionPlot plot;
    Frame frame = *spreadingFrame(2.0, false);
    frame.pictures[0].rhoFloor = frame.pictures[0].rhoMax * std::exp(-2.0F); // beyond 2 sigma
    plot.append(std::make_shared<const Frame>(frame));
    plot.setSection(section);
    const QCustomPlot& inner = shown(plot);
    const double sigma = std::sqrt(2.0);
    for (const QCPGraphData& point : *inner.graph(2)->data()) { // u = x/2 sigma^2
        const double x = point.key - 6.0;
        if (std::abs(x) < 2.0 * sigma - 0.4)
            QVERIFY(std::abs(point.value - x / 4.0) < 1e-5);
        else if (std::abs(x) > 2.0 * sigma + 0.1)
            QVERIFY(std::isnan(point.value));
    }
    QVERIFY(inner.yAxis2->visible());
    QVERIFY(!inner.graph(3)->visible()); // no potential
    QVERIFY(inner.yAxis2->label().contains("E₀"));
}

void tst_PlotPanel::drawsMarginalsOnTheirNormalCurves()
{
    MarginalsPlot plot;
    plot.append(spreadingFrame(2.0));
    const QCustomPlot& inner = shown(plot);
    for (const auto& [curve, variance] : {std::pair(0, 2.0), std::pair(4, 3.0)}) {
        for (const int normal : {curve, curve + 2}) {
            for (const QCPGraphData& point : *inner.graph(normal)->data()) {
                const double expected = std::exp(-point.key * point.key / (2.0 * variance))
                    / std::sqrt(2.0 * std::numbers::pi * variance);
                QVERIFY(std::abs(point.value - expected) < 1e-6);
            }
        }
    }
}

/// With two columns nobody asks for the fields of the observed K', only for what stands there.
void tst_PlotPanel::drawsWhatTheStageShowsOfAMovingObserver()
{
    auto frame = std::make_shared<Frame>(*spreadingFrame(2.0, false));
    frame->frameVelocity = {0.5, 0.0};
    Picture observed = frame->pictures.front();
    observed.route = Route::Observed;
    observed.rho.resize(0, 0);
    observed.momentum.reset();
    Picture evolved = frame->pictures.front();
    evolved.route = Route::Evolved;
    frame->pictures.push_back(observed);
    frame->pictures.push_back(evolved);
    MarginalsPlot marginals;
    marginals.append(frame);
    QCOMPARE(shown(marginals).graph(0)->dataCount(), 128);
    SectionPlot along;
    along.append(frame);
    along.setSection(section);
    QVERIFY(shown(along).graph(0)->dataCount() > 100);
    MomentumPlot momenta;
    momenta.append(frame);
    const double end = std::sqrt(std::log(1e4) / 2.0);
    QVERIFY(shown(momenta).xAxis->range().upper < end + 0.6);
}

void tst_PlotPanel::namesThePlacesOfTwoParticles()
{
    MarginalsPlot plot;
    plot.append(spreadingFrame(1.0));
    QCOMPARE(shown(plot).graph(0)->name(), "ρ(x)");
    auto pair = std::make_shared<Frame>(*spreadingFrame(1.0));
    pair->axes = axisNames(ExperimentKind::TwoParticles);
    plot.append(pair);
    QCOMPARE(shown(plot).graph(0)->name(), "n(x₁)");
    QCOMPARE(shown(plot).graph(1)->name(), "n(x₂)");
    QVERIFY(shown(plot).xAxis->label().startsWith("x₁, x₂"));
    QCOMPARE(plot.columns().front().name, "x₁, x₂");
}

void tst_PlotPanel::cropsTheMomentaToWhereTheyAre()
{
    MomentumPlot plot;
    plot.append(spreadingFrame(1.0));
    const QCustomPlot& inner = shown(plot);
    const double end = std::sqrt(std::log(1e4) / 2.0); // density e^{-2 p^2} above 1e-4
    for (const QCPAxis* axis : {inner.xAxis, inner.yAxis}) {
        QVERIFY(axis->range().upper > end && axis->range().upper < end + 0.6);
        QVERIFY(axis->range().lower < -end && axis->range().lower > -end - 0.6);
    }
}

void tst_PlotPanel::turnsHeatIntoSchroedinger()
{
    ComplexDiffusionPlot plot;
    plot.setExperiment(spreadingExperiment());
    plot.append(spreadingFrame(4.0)); // D t = 2
    const QCustomPlot& inner = shown(plot);
    QVERIFY(std::abs(width(*inner.graph(0)) - std::sqrt(3.0)) < 1e-3);
    QVERIFY(std::abs(width(*inner.graph(2)) - std::sqrt(5.0)) < 2e-3);
    plot.findChild<QSlider*>()->setValue(90);
    QTRY_COMPARE(inner.graph(1)->name(), "90°");
    QCOMPARE(width(*inner.graph(1)), width(*inner.graph(2)));
}

void tst_PlotPanel::saysThatBackwardHeatIsIllPosed()
{
    ComplexDiffusionPlot plot;
    plot.setExperiment(spreadingExperiment());
    plot.append(spreadingFrame(-4.0, false));
    const QCustomPlot& inner = shown(plot);
    QVERIFY(!inner.graph(0)->visible() && !inner.graph(1)->visible());
    QVERIFY(inner.graph(2)->visible());
    const auto labels = plot.findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
        [](const QLabel* label) { return label->text().contains("ill-posed"); }));
}

void tst_PlotPanel::drawsEveryPlotInBothThemes()
{
    const QString folder = qEnvironmentVariable("DQM_IMAGES"); // kept there to be looked at
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
        const Theme& colors = theme(kind);
        qApp->setPalette(palette(colors));
        PlotPanel panel;
        panel.setTheme(colors);
        for (const EnergyPlot::Option option :
            {EnergyPlot::Stacked, EnergyPlot::ExchangePower, EnergyPlot::Entropy})
            panel.findChild<EnergyPlot*>()->setOption(option, kind == ThemeKind::Dark);
        run(panel, 6.0);
        panel.resize(344, 240);
        panel.show();
        for (const PlotKind* plot : plotKinds()) {
            panel.showPlot(*plot);
            QTest::qWait(250);
            const QImage image = panel.grab().toImage();
            QVERIFY(image.pixelColor(2, image.height() / 2) == colors.background);
            if (!folder.isEmpty())
                image.save(QStringLiteral("%1/plot-%2-%3.png")
                               .arg(folder)
                               .arg(plot->word)
                               .arg(colors.dark ? "dark" : "light"));
        }
    }
}

QTEST_MAIN(tst_PlotPanel)
#include "tst_PlotPanel.moc"
