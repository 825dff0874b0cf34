#include "core/simulation/Simulation.h"
#include "core/values/MostParticles.h"
#include "widgets/numbers/ReadoutTable.h"
#include "widgets/numbers/ValueSlider.h"
#include "widgets/panels/particles/ParticlePanel.h"
#include "widgets/panels/particles/ParticleReadouts.h"
#include "widgets/plots/EnsemblePlot.h"

#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QtTest>

using namespace dqm;

Q_DECLARE_METATYPE(dqm::EnsembleSettings)

namespace {

Experiment experimentWith(int particles)
{
    Experiment experiment;
    experiment.grid.nx = experiment.grid.ny = 96;
    experiment.grid.size = Vec2(24.0, 24.0);
    experiment.packets = {GaussianPacket{}};
    experiment.ensemble.particles = particles;
    experiment.time.step = 0.02;
    return experiment;
}

struct Stage
{
    QAction layer{QStringLiteral("layer")};
    QAction trails{QStringLiteral("trails")};
    QAction alone{QStringLiteral("alone")};
    std::unique_ptr<ParticlePanel> panel;

    Stage()
    {
        for (QAction* action : {&layer, &trails, &alone}) {
            action->setObjectName(action->text());
            action->setCheckable(true);
        }
        panel = std::make_unique<ParticlePanel>(ParticleControls::Actions{&layer, &trails, &alone});
    }
    template <class T>
    T* child(const char* name) const
    {
        return panel->findChild<T*>(QString::fromLatin1(name));
    }
};

} // namespace

class tst_ParticlePanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<EnsembleSettings>(); }

    void showsAnExperimentWithoutEmitting()
    {
        Stage stage;
        QSignalSpy values(stage.panel.get(), &ParticlePanel::valueChanged);
        QSignalSpy ensembles(stage.panel.get(), &ParticlePanel::ensembleChanged);
        Experiment experiment = experimentWith(5000);
        experiment.ensemble.law = ParticleLaw::DriftAndNoise;
        experiment.ensemble.noise = 0.25;
        experiment.ensemble.start = GaussianCloud{Vec2(1.5, -2.0), Vec2(0.5, 0.5)};
        experiment.ensemble.seed = 7;
        stage.panel->setExperiment(experiment);
        QVERIFY(values.isEmpty() && ensembles.isEmpty());
        QCOMPARE(stage.child<QLineEdit>("ensemble.particles.box")->text(), QString("5000"));
        QCOMPARE(stage.child<QLineEdit>("ensemble.noise.box")->text(), QString("0.25"));
        QVERIFY(stage.child<QRadioButton>("law.driftAndNoise")->isChecked());
        QVERIFY(stage.child<QCheckBox>("ownStart")->isChecked());
        QCOMPARE(stage.child<QLineEdit>("start.y")->text(), QString("-2"));
        QCOMPARE(stage.child<QLineEdit>("ensemble.seed")->text(), QString("7"));
    }

    void theCountSliderReachesFromNoneToAHundredThousand()
    {
        Stage stage;
        stage.panel->setExperiment(experimentWith(0));
        QSignalSpy values(stage.panel.get(), &ParticlePanel::valueChanged);
        auto* slider = stage.child<ValueSlider>("ensemble.particles.slider");
        slider->setValue(slider->maximum());
        QCOMPARE(values.last().at(0).toString(), QString("ensemble.particles"));
        QCOMPARE(values.last().at(1).toDouble(), double(mostParticles));
        slider->setValue(slider->minimum());
        QCOMPARE(values.last().at(1).toDouble(), 0.0);
    }

    void aLawAStartAndASeedAreHandedOut()
    {
        Stage stage;
        stage.panel->setExperiment(experimentWith(5000));
        QSignalSpy ensembles(stage.panel.get(), &ParticlePanel::ensembleChanged);
        const auto last = [&] { return ensembles.last().at(0).value<EnsembleSettings>(); };
        stage.child<QRadioButton>("law.totalVelocity")->click();
        QCOMPARE(ensembles.size(), 1);
        QCOMPARE(last().law, ParticleLaw::TotalVelocity);
        QCOMPARE(last().particles, 5000);
        stage.child<QCheckBox>("ownStart")->click();
        QVERIFY(last().start.has_value());
        QVERIFY(last().start->sigma.minCoeff() > 0.0);
        auto* seed = stage.child<QLineEdit>("ensemble.seed");
        seed->selectAll();
        QTest::keyClicks(seed, "42");
        QTest::keyClick(seed, Qt::Key_Return);
        QCOMPARE(last().seed, 42U);
        QVERIFY(last().start.has_value());
        stage.child<QCheckBox>("ownStart")->click();
        QVERIFY(!last().start.has_value());
    }

    void theSwitchesAreTheCommands()
    {
        Stage stage;
        stage.child<QCheckBox>("trails.box")->click();
        QVERIFY(stage.trails.isChecked() && !stage.alone.isChecked());
        stage.alone.setChecked(true);
        QVERIFY(stage.child<QCheckBox>("alone.box")->isChecked());
    }

    void theReadoutsSayWhetherTheLawHolds_data()
    {
        QTest::addColumn<ParticleLaw>("law");
        QTest::newRow("Nelson") << ParticleLaw::Conservative;
        QTest::newRow("v + u") << ParticleLaw::TotalVelocity;
    }

    void theReadoutsSayWhetherTheLawHolds()
    {
        QFETCH(ParticleLaw, law);
        Experiment experiment = experimentWith(20000);
        experiment.ensemble.law = law;
        Simulation simulation(experiment, {.threads = 2});
        Stage stage;
        stage.panel->setExperiment(experiment);
        for (int n = 0; n < 4; ++n) {
            simulation.advanceTo(0.5 * (n + 1));
            stage.panel->setFrame(simulation.frame({.ensembleReportEvery = 1}));
        }
        const ReadoutTable& table = stage.panel->findChild<ParticleReadouts*>()->table();
        const bool holds = law == ParticleLaw::Conservative;
        using Mark = ReadoutTable::Mark;
        QCOMPARE(table.row("chi").mark, holds ? Mark::Holds : Mark::Differs);
        QCOMPARE(table.row("L1").mark, holds ? Mark::Holds : Mark::Differs);
        QCOMPARE(table.row("D").mark, Mark::Holds);
        QCOMPARE(table.row("corrX").mark, holds ? Mark::Holds : Mark::None);
        QVERIFY(table.row("b").shown);
        QCOMPARE(table.row("pullU").mark, holds ? Mark::Holds : Mark::Differs);
        const auto plots = stage.panel->findChildren<EnsemblePlot*>();
        QCOMPARE(plots.size(), 2);
        for (const EnsemblePlot* plot : plots)
            QCOMPARE(int(plot->history().samples().size()), 4);
    }
};

QTEST_MAIN(tst_ParticlePanel)
#include "tst_ParticlePanel.moc"
