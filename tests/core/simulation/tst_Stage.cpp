#include "core/simulation/Simulation.h"
#include "support/Close.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

#include <numbers>

using namespace dqm;
using namespace dqm::test;

namespace {

using Columns = StageSettings::Columns;
using Dissipation = StageSettings::Dissipation;
using Preparation = StageSettings::Preparation;
using Rows = StageSettings::Rows;

const Vec2 W(1.5, 0.0);
constexpr double gamma0 = 0.5;

/// A packet at rest on a 2 x 2 stage, through a medium at rest in K.
Experiment stageOf(Preparation preparation, Dissipation dissipation = Dissipation::Kramers)
{
    Experiment experiment;
    experiment.grid = square(96, 40.0);
    experiment.packets = {GaussianPacket{}};
    experiment.frameVelocity = W;
    experiment.medium.friction = gamma0;
    experiment.stage
        = {Columns::KAndKPrime, Rows::FrictionlessAndFrictional, preparation, dissipation};
    experiment.time.step = 0.05;
    return experiment;
}

std::shared_ptr<const Frame> numbersOf(Simulation& simulation)
{
    return simulation.frame({.fields = false});
}

std::shared_ptr<const Frame> at(Simulation& simulation, double time)
{
    simulation.advanceTo(time);
    return numbersOf(simulation);
}

const Moments& twin(const Frame& frame, StageColumn column)
{
    return stagePicture(frame, StageRow::Frictional, column)->numbers.moments;
}

const Moments& psi(const Frame& frame, StageColumn column)
{
    return stagePicture(frame, StageRow::Frictionless, column)->numbers.moments;
}

double largest(const FrameDifference& difference)
{
    return std::max({difference.rho, difference.u, difference.sigma, difference.diffusionEnergy,
        difference.mean.norm(), difference.velocity.norm()});
}

/// Of a packet at rest in K', through a medium at rest in K.
double draggedVelocity(double t) { return -W.x() * (1.0 - std::exp(-gamma0 * t)); }
double draggedMean(double t) { return -W.x() * t + W.x() / gamma0 * (1.0 - std::exp(-gamma0 * t)); }

} // namespace

class TestStage : public QObject
{
    Q_OBJECT

private slots:
    void carriesNothingUnlessAsked();
    void holdsEveryPlaceOfTheStage();
    void onlyFrictionTellsTheFramesApart();
    void fickCarriesTheDensityWithTheMedium();
    void oneEnsembleLooksTheSameFromEitherFrame_data();
    void oneEnsembleLooksTheSameFromEitherFrame();
    void aPotentialDistinguishesTheFrames();
    void spreadsByTheLawsOfEitherKind();
    void withoutFrictionTheMeanDriftIsThatOfPsi();
    void withoutFrictionOrdinaryDiffusionDoesNotSpread_data();
    void withoutFrictionOrdinaryDiffusionDoesNotSpread();
    void takesAnotherFrictionOnTheWay();
    void anotherFrameIsAsIfItHadBeenThere_data();
    void anotherFrameIsAsIfItHadBeenThere();
    void twinsJoinFromThePresent();
    void standsStillWhileTimeRunsBackward();
    void refocusesWithoutFriction();
    void restartPreparesAnew();
    void refusesAMediumThatDoesNotSuit();
    void wallsHaveNoColumnOfKPrime();
    void paintsWhatItIsAskedFor();
};

void TestStage::carriesNothingUnlessAsked()
{
    Experiment experiment = stageOf(Preparation::SameInEachFrame);
    experiment.stage = {};
    Simulation simulation(experiment);
    const auto frame = at(simulation, 0.5);
    QCOMPARE(int(frame->pictures.size()), 2);
    QVERIFY(frame->frictional.empty());
    QVERIFY(!frame->preparedInKPrime && !frame->stageCheck && !frame->invariance);
    QVERIFY(stagePicture(*frame, StageRow::Frictional, StageColumn::K) == nullptr);
    QCOMPARE(
        stagePicture(*frame, StageRow::Frictionless, StageColumn::KPrime), &frame->pictures[1]);
}

void TestStage::holdsEveryPlaceOfTheStage()
{
    Simulation simulation(stageOf(Preparation::OneEnsemble));
    const auto frame = at(simulation, 0.5);
    QCOMPARE(int(frame->pictures.size()), 3);
    QCOMPARE(
        stagePicture(*frame, StageRow::Frictionless, StageColumn::KPrime), &frame->pictures[2]);
    const Picture* k = stagePicture(*frame, StageRow::Frictional, StageColumn::K);
    const Picture* kPrime = stagePicture(*frame, StageRow::Frictional, StageColumn::KPrime);
    QVERIFY(k != nullptr && kPrime != nullptr);
    QCOMPARE(k->medium->velocity, Vec2(0.0, 0.0));
    QCOMPARE(kPrime->medium->velocity, Vec2(-W));
    QCOMPARE(kPrime->observerVelocity, W);
    QVERIFY(!frame->pictures[0].isFrictional());
}

void TestStage::onlyFrictionTellsTheFramesApart()
{
    Simulation simulation(stageOf(Preparation::SameInEachFrame));
    for (const double t : {1.0, 2.5, 5.0}) {
        const auto frame = at(simulation, t);
        const StageCheck& check = *frame->stageCheck;
        QVERIFY(largest(*check.frictionless) < 1e-10);
        DQM_CLOSE(psi(*frame, StageColumn::KPrime).mean.norm(), 0.0, 1e-10);
        DQM_CLOSE(psi(*frame, StageColumn::KPrime).momentum.norm(), 0.0, 1e-10);

        const Moments& dragged = twin(*frame, StageColumn::KPrime);
        DQM_CLOSE(dragged.momentum.x(), draggedVelocity(t), 1e-9);
        DQM_CLOSE(dragged.mean.x(), draggedMean(t), 1e-9);
        DQM_CLOSE(check.frictional->velocity.x(), draggedVelocity(t), 1e-9);
        DQM_CLOSE(check.frictional->mean.x(), draggedMean(t), 1e-9);
        DQM_CLOSE(check.frictional->sigma, 0.0, 1e-9);
        DQM_CLOSE(twin(*frame, StageColumn::K).mean.norm(), 0.0, 1e-9);
        QVERIFY(t < 2.0 || check.frictional->rho > 0.3);
        QVERIFY(t < 2.0 || check.frictional->u > 0.1);
    }
    const auto end = numbersOf(simulation);
    DQM_CLOSE(twin(*end, StageColumn::KPrime).momentum.x(), -1.376872502, 1e-9);
    DQM_CLOSE(twin(*end, StageColumn::KPrime).mean.x(), -4.746254996, 1e-9);
}

void TestStage::fickCarriesTheDensityWithTheMedium()
{
    Simulation simulation(stageOf(Preparation::SameInEachFrame, Dissipation::Fick));
    const auto frame = at(simulation, 2.0);
    DQM_CLOSE(twin(*frame, StageColumn::KPrime).momentum.x(), -W.x(), 1e-9);
    DQM_CLOSE(twin(*frame, StageColumn::KPrime).mean.x(), -2.0 * W.x(), 1e-9);
    DQM_CLOSE(twin(*frame, StageColumn::KPrime).sigma.x(), std::sqrt(3.0), 1e-9);
}

void TestStage::oneEnsembleLooksTheSameFromEitherFrame_data()
{
    QTest::addColumn<Dissipation>("dissipation");
    QTest::newRow("Kramers") << Dissipation::Kramers;
    QTest::newRow("Fick") << Dissipation::Fick;
}

void TestStage::oneEnsembleLooksTheSameFromEitherFrame()
{
    QFETCH(Dissipation, dissipation);
    Experiment experiment = stageOf(Preparation::OneEnsemble, dissipation);
    experiment.packets = {GaussianPacket{.velocity = Vec2(0.4, -0.3)}};
    experiment.medium.velocity = Vec2(0.2, 0.6);
    Simulation simulation(experiment);
    for (const double t : {0.0, 1.0, 4.0}) {
        const auto frame = at(simulation, t);
        QVERIFY2(largest(*frame->stageCheck->frictionless) < 1e-9,
            qPrintable(QString::number(largest(*frame->stageCheck->frictionless))));
        QVERIFY2(largest(*frame->stageCheck->frictional) < 1e-7,
            qPrintable(QString::number(largest(*frame->stageCheck->frictional))));
    }
}

void TestStage::aPotentialDistinguishesTheFrames()
{
    Experiment experiment = stageOf(Preparation::SameInEachFrame);
    experiment.stage.rows = Rows::Frictionless;
    experiment.potential = {HarmonicTerm{.omega = Vec2(0.5, 0.5)}};
    Simulation same(experiment);
    QVERIFY(at(same, 3.0)->stageCheck->frictionless->rho > 0.3);
    experiment.stage.preparation = Preparation::OneEnsemble;
    Simulation one(experiment);
    DQM_CLOSE(at(one, 3.0)->stageCheck->frictionless->rho, 0.0, 1e-5);
}

void TestStage::spreadsByTheLawsOfEitherKind()
{
    Experiment experiment = stageOf(Preparation::OneEnsemble, Dissipation::Fick);
    experiment.stage.columns = Columns::K;
    Simulation fick(experiment);
    experiment.stage.dissipation = Dissipation::Kramers;
    Simulation kramers(experiment);
    const ThermalMedium medium = thermalMedium(experiment.medium, {});
    for (const double t : {0.1, 1.0, 4.0}) {
        const auto frame = at(fick, t);
        DQM_CLOSE(
            std::pow(twin(*frame, StageColumn::K).sigma.x(), 2), heatVariance(1.0, 0.5, t), 1e-9);
        DQM_CLOSE(std::pow(psi(*frame, StageColumn::K).sigma.x(), 2),
            conservativeVariance(1.0, 0.5, t), 1e-9);
        DQM_CLOSE(std::pow(twin(*at(kramers, t), StageColumn::K).sigma.x(), 2),
            kramersVariance(1.0, medium, 1.0, t), 1e-9);
    }
    // The laws cross at t* = 4 m s0^2/hbar, and so do the ensembles.
    QCOMPARE(crossingTime(1.0, 0.5), 4.0);
    const auto crossing = numbersOf(fick);
    DQM_CLOSE(
        twin(*crossing, StageColumn::K).sigma.x(), psi(*crossing, StageColumn::K).sigma.x(), 1e-9);
}

void TestStage::withoutFrictionTheMeanDriftIsThatOfPsi()
{
    Experiment experiment = stageOf(Preparation::SameInEachFrame);
    experiment.packets = {GaussianPacket{.velocity = Vec2(0.4, -0.3)}};
    experiment.medium.friction = 0.0;
    Simulation simulation(experiment);
    const auto frame = at(simulation, 2.0);
    for (const StageColumn column : {StageColumn::K, StageColumn::KPrime}) {
        DQM_CLOSE((twin(*frame, column).momentum - psi(*frame, column).momentum).norm(), 0.0, 1e-9);
        DQM_CLOSE((twin(*frame, column).mean - psi(*frame, column).mean).norm(), 0.0, 1e-9);
    }
    QVERIFY(largest(*frame->stageCheck->frictional) < 1e-9);
}

/// Ordinary diffusion with friction -> 0 is no limit of the frictionless one.
void TestStage::withoutFrictionOrdinaryDiffusionDoesNotSpread_data()
{
    QTest::addColumn<double>("friction");
    QTest::addColumn<double>("sigma");
    QTest::addColumn<bool>("says");
    QTest::newRow("none") << 0.0 << 1.0 << true;
    QTest::newRow("little") << 0.01 << 1.001035 << true;
    QTest::newRow("some") << 0.1 << 1.076920 << false;
    QTest::newRow("more") << 0.5 << 1.588403 << false;
}

void TestStage::withoutFrictionOrdinaryDiffusionDoesNotSpread()
{
    QFETCH(double, friction);
    QFETCH(double, sigma);
    QFETCH(bool, says);
    Experiment experiment = stageOf(Preparation::SameInEachFrame);
    experiment.packets = {GaussianPacket{}};
    experiment.medium.friction = friction;
    Simulation simulation(experiment);
    const auto frame = at(simulation, 4.0);
    DQM_CLOSE(twin(*frame, StageColumn::K).sigma.x(), sigma, 1e-5);
    DQM_CLOSE(psi(*frame, StageColumn::K).sigma.x(), std::sqrt(5.0), 1e-6);
    QCOMPARE(
        QString::fromStdString(frame->frictional.front().note).contains("does not spread"), says);
}

void TestStage::takesAnotherFrictionOnTheWay()
{
    Experiment experiment = stageOf(Preparation::SameInEachFrame);
    Simulation simulation(experiment);
    simulation.advanceTo(2.0);
    experiment.medium.friction = 0.0;
    simulation.apply(experiment);
    DQM_CLOSE(
        twin(*at(simulation, 3.0), StageColumn::KPrime).momentum.x(), draggedVelocity(2.0), 1e-9);
    DQM_CLOSE(twin(*numbersOf(simulation), StageColumn::KPrime).mean.x(),
        draggedMean(2.0) + draggedVelocity(2.0), 1e-9);
    experiment.medium.friction = 1.0;
    experiment.medium.velocity = W;
    simulation.apply(experiment);
    DQM_CLOSE(twin(*at(simulation, 4.0), StageColumn::KPrime).momentum.x(),
        draggedVelocity(2.0) * std::exp(-1.0), 1e-9);
}

void TestStage::anotherFrameIsAsIfItHadBeenThere_data()
{
    QTest::addColumn<Preparation>("preparation");
    QTest::newRow("one ensemble") << Preparation::OneEnsemble;
    QTest::newRow("same in each frame") << Preparation::SameInEachFrame;
}

void TestStage::anotherFrameIsAsIfItHadBeenThere()
{
    QFETCH(Preparation, preparation);
    Experiment there = stageOf(preparation);
    Experiment later = there;
    later.frameVelocity = Vec2(-0.3, 0.8);
    const auto goOn = [](Simulation& simulation, Experiment experiment) {
        simulation.advanceTo(1.0);
        experiment.medium.friction = 0.9;
        simulation.apply(experiment);
        simulation.advanceTo(2.0);
    };
    Simulation direct(there);
    goOn(direct, there);
    Simulation changed(later);
    goOn(changed, later);
    there.medium.friction = 0.9;
    changed.apply(there);
    const auto a = at(direct, 3.0);
    const auto b = at(changed, 3.0);
    for (const StageColumn column : {StageColumn::K, StageColumn::KPrime}) {
        DQM_CLOSE((twin(*a, column).mean - twin(*b, column).mean).norm(), 0.0, 1e-9);
        DQM_CLOSE((twin(*a, column).momentum - twin(*b, column).momentum).norm(), 0.0, 1e-9);
        DQM_CLOSE((twin(*a, column).sigma - twin(*b, column).sigma).norm(), 0.0, 1e-9);
        DQM_CLOSE((psi(*a, column).mean - psi(*b, column).mean).norm(), 0.0, 1e-8);
    }
}

void TestStage::twinsJoinFromThePresent()
{
    Experiment experiment = stageOf(Preparation::OneEnsemble);
    experiment.stage = {};
    Simulation simulation(experiment);
    simulation.advanceTo(2.0);
    simulation.setDissipativeTwins(DissipativeTwins::Fick);
    const auto start = numbersOf(simulation);
    QCOMPARE(int(start->frictional.size()), 1);
    DQM_CLOSE(twin(*start, StageColumn::K).sigma.x(), std::sqrt(2.0), 1e-9);
    DQM_CLOSE(twin(*at(simulation, 3.0), StageColumn::K).sigma.x(), std::sqrt(3.0), 1e-9);

    simulation.setEvolveInKPrime(true);
    const auto both = at(simulation, 4.0);
    QCOMPARE(int(both->frictional.size()), 2);
    QVERIFY(largest(*both->stageCheck->frictional) < 1e-7);
    simulation.setDissipativeTwins(DissipativeTwins::None);
    simulation.setEvolveInKPrime(false);
    const auto none = numbersOf(simulation);
    QVERIFY(none->frictional.empty() && !none->stageCheck && none->pictures.size() == 2);
}

void TestStage::standsStillWhileTimeRunsBackward()
{
    Simulation simulation(stageOf(Preparation::SameInEachFrame));
    const auto turn = at(simulation, 2.0);
    QVERIFY(turn->frictional[0].note.empty());
    const auto back = at(simulation, 0.5);
    QCOMPARE(back->time, 0.5);
    for (const Picture& picture : back->frictional) {
        DQM_CLOSE(picture.numbers.time, 2.0, 1e-12);
        QVERIFY(picture.note.find("cannot be run backward") != std::string::npos);
    }
    QCOMPARE(twin(*back, StageColumn::KPrime).mean, twin(*turn, StageColumn::KPrime).mean);
    QCOMPARE(twin(*back, StageColumn::K).sigma, twin(*turn, StageColumn::K).sigma);
    QVERIFY(largest(*back->stageCheck->frictionless) < 1e-10);

    const auto again = at(simulation, 3.0);
    QVERIFY(again->frictional[1].note.empty());
    DQM_CLOSE(again->frictional[1].numbers.time, 3.0, 1e-12);
    DQM_CLOSE(twin(*again, StageColumn::KPrime).mean.x(), draggedMean(3.0), 1e-9);
}

void TestStage::refocusesWithoutFriction()
{
    Experiment experiment = stageOf(Preparation::SameInEachFrame);
    experiment.medium.friction = 0.0;
    experiment.packets = {GaussianPacket{.velocity = Vec2(0.4, -0.3)}};
    Simulation simulation(experiment);
    simulation.advanceTo(2.0);
    const auto back = at(simulation, 0.0);
    DQM_CLOSE(twin(*back, StageColumn::K).mean.norm(), 0.0, 1e-9);
    DQM_CLOSE(psi(*back, StageColumn::KPrime).sigma.x(), 1.0, 1e-9);
    const QString note = QString::fromStdString(back->frictional[0].note);
    QVERIFY2(!note.contains("backward"), qPrintable(note));
}

void TestStage::restartPreparesAnew()
{
    Simulation simulation(stageOf(Preparation::SameInEachFrame));
    simulation.advanceTo(2.0);
    simulation.restart();
    const auto start = numbersOf(simulation);
    DQM_CLOSE(twin(*start, StageColumn::KPrime).mean.x(), 0.0, 1e-9);
    DQM_CLOSE(start->frictional[1].numbers.time, 0.0, 1e-15);
    DQM_CLOSE(twin(*at(simulation, 1.0), StageColumn::KPrime).mean.x(), draggedMean(1.0), 1e-9);
}

void TestStage::refusesAMediumThatDoesNotSuit()
{
    Experiment experiment = stageOf(Preparation::SameInEachFrame, Dissipation::Fick);
    Simulation simulation(experiment);
    simulation.advanceTo(1.0);
    Experiment hot = experiment;
    hot.medium.temperature = 0.3;
    hot.medium.friction = 0.0;
    QVERIFY_EXCEPTION_THROWN(simulation.apply(hot), ExperimentError);
    QVERIFY_EXCEPTION_THROWN(Simulation{hot}, ExperimentError);
    hot = experiment;
    hot.medium.friction = 0.0;
    hot.potential = {HarmonicTerm{}};
    QVERIFY_EXCEPTION_THROWN(simulation.apply(hot), ExperimentError);
    QVERIFY(simulation.experiment() == experiment);
    DQM_CLOSE(twin(*at(simulation, 2.0), StageColumn::K).sigma.x(), std::sqrt(3.0), 1e-9);
}

void TestStage::wallsHaveNoColumnOfKPrime()
{
    Experiment experiment = stageOf(Preparation::OneEnsemble, Dissipation::Fick);
    experiment.grid = square(63, 16.0, BoundaryKind::Walls);
    Simulation simulation(experiment);
    const auto frame = at(simulation, 0.5);
    QCOMPARE(int(frame->frictional.size()), 1);
    QCOMPARE(int(frame->pictures.size()), 2);
    QVERIFY(frame->stage.columns == Columns::K && !frame->stageCheck);
    DQM_CLOSE(twin(*frame, StageColumn::K).sigma.x(), std::sqrt(1.5), 1e-4);
}

void TestStage::paintsWhatItIsAskedFor()
{
    Simulation simulation(stageOf(Preparation::SameInEachFrame));
    simulation.advanceTo(1.0);
    const auto bare = simulation.frame({.fieldsOfStage = false});
    QVERIFY(bare->pictures[0].hasFields());
    QVERIFY(!bare->preparedInKPrime->hasFields() && !bare->frictional[1].hasFields());
    const auto frame = simulation.frame();
    for (const StageColumn column : {StageColumn::K, StageColumn::KPrime}) {
        const Picture& smooth = *stagePicture(*frame, StageRow::Frictionless, column);
        QVERIFY(smooth.hasFields() && smooth.hasPhase() && !smooth.isFrictional());
        const Picture& rough = *stagePicture(*frame, StageRow::Frictional, column);
        QVERIFY(rough.hasFields() && !rough.hasPhase() && rough.isFrictional());
        QCOMPARE(rough.rho.rows(), smooth.rho.rows());
        const double variance = std::pow(twin(*frame, column).sigma.x(), 2);
        const double peak = 1.0 / (2.0 * std::numbers::pi * variance);
        DQM_CLOSE(rough.rhoMax, peak, 1e-2 * peak); // between the points
        // u = D x / sigma^2, outward, seen one cell beside the peak's centre.
        const Vec2 mean = twin(*frame, column).mean;
        const Grid& grid = rough.grid;
        const int j = grid.ny / 2;
        const int i = static_cast<int>(std::lround((mean.x() + 1.0 - grid.x(0)) / grid.dx()));
        DQM_CLOSE(rough.ux(j, i), 0.5 * (grid.x(i) - mean.x()) / variance, 1e-4);
    }
}

QTEST_APPLESS_MAIN(TestStage)
#include "tst_Stage.moc"
