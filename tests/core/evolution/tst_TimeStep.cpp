#include "core/evolution/TimeStep.h"
#include "core/packets/WavePacket.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

Q_DECLARE_METATYPE(dqm::Experiment)

namespace {

double stepFor(const Experiment& experiment, Scheme scheme, std::optional<double> tolerance = {})
{
    const Potential potential(experiment, experiment.grid);
    return automaticStep(experiment, potential, prepareWave(experiment), scheme, tolerance);
}

/// The true error of a run with steps of about dt, from runs with half of it.
double errorOf(const Experiment& experiment, Scheme scheme, double dt)
{
    const int steps = static_cast<int>(std::ceil(experiment.time.until / dt));
    const ComplexField psi = prepareWave(experiment);
    const double until = experiment.time.until;
    const ComplexField coarse = evolved(experiment, psi, until / steps, steps, scheme);
    const ComplexField fine = evolved(experiment, psi, until / (2 * steps), 2 * steps, scheme);
    const double share = scheme == Scheme::Chin4B ? 15.0 / 16.0 : 3.0 / 4.0;
    return distance(coarse, fine, experiment.grid) / share;
}

template <class Term>
Experiment experimentWith(
    int points, double size, const GaussianPacket& packet, const Term& term, double until)
{
    Experiment experiment = experimentOn(squareGrid(points, size));
    experiment.potential.emplace_back(term);
    experiment.packets.emplace_back(packet);
    experiment.time.until = until;
    return experiment;
}

GaussianPacket gaussian(Vec2 center, Vec2 sigma, Vec2 velocity)
{
    return {center, sigma, velocity, 0.0, 1.0, 0.0};
}

} // namespace

class TestTimeStep : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheErrorNearTheTolerance_data();
    void keepsTheErrorNearTheTolerance();
    void sharpEdgesGetABearableError_data();
    void sharpEdgesGetABearableError();
    void freeEnsemblesTakeTheLongestStep();
    void followsTheOrderOfTheScheme();
    void isNeverMoreThanAHundredthOfTheRun();
};

void TestTimeStep::keepsTheErrorNearTheTolerance_data()
{
    QTest::addColumn<Experiment>("experiment");
    QTest::addColumn<int>("scheme");
    QTest::addColumn<double>("tolerance");
    const auto add = [](const char* name, const Experiment& experiment) {
        QTest::addRow("%s, Chin 4B", name)
            << experiment << static_cast<int>(Scheme::Chin4B) << 1e-7;
        QTest::addRow("%s, Strang", name) << experiment << static_cast<int>(Scheme::Strang) << 1e-4;
    };
    add("coherent state",
        experimentWith(96, 16.0, gaussian({3.0, 0.0}, {0.70711, 0.57735}, {0.0, 3.75}),
            HarmonicTerm{{1.0, 1.5}, {0.0, 0.0}}, 6.0));
    add("breathing",
        experimentWith(
            96, 17.0, gaussian({0.0, 0.0}, {0.4, 1.25}, {0.0, 0.0}), HarmonicTerm{}, 6.28));
    add("tunnelling",
        experimentWith(128, 40.0, gaussian({-10.0, 0.0}, {2.0, 2.0}, {2.0, 0.0}),
            Sech2Term{2.5, 0.0, 0.5, Axis::X}, 8.0));
    add("round well",
        experimentWith(160, 36.0, gaussian({-9.0, 1.0}, {1.8, 2.5}, {3.0, 0.0}),
            DiscTerm{-8.0, {0.0, 0.0}, 3.0, 0.5}, 5.0));
    add("lattice",
        experimentWith(96, 24.0, gaussian({0.0, 0.0}, {2.0, 2.0}, {1.0, 0.5}),
            LatticeTerm{1.5, {4.0, 4.0}}, 6.0));
    add("soft attraction",
        experimentWith(128, 24.0, gaussian({4.0, 0.0}, {0.9, 0.9}, {0.0, 1.0}),
            CoulombTerm{4.0, {0.0, 0.0}, 1.0}, 6.0));
    add("driven",
        experimentWith(64, 18.0, gaussian({1.0, 0.0}, {0.8, 0.8}, {0.0, 1.0}),
            FormulaTerm{"0.5*(x^2+y^2)*(1+0.3*sin(3*t))", {}}, 3.0));
    add("slits",
        experimentWith(160, 32.0, gaussian({-6.5, 0.0}, {1.5, 3.0}, {4.0, 0.0}),
            SlitsTerm{40.0, 0.0, 0.8, 2, 1.6, 5.0, 0.4}, 2.5));
}

void TestTimeStep::keepsTheErrorNearTheTolerance()
{
    QFETCH(Experiment, experiment);
    QFETCH(int, scheme);
    QFETCH(double, tolerance);
    const double dt = stepFor(experiment, static_cast<Scheme>(scheme), tolerance);
    const double error = errorOf(experiment, static_cast<Scheme>(scheme), dt);
    QVERIFY2(error < 10.0 * tolerance, qPrintable(QString("step %1: %2").arg(dt).arg(error)));
    // A drive is followed by bounds on V's change, which are on the safe side.
    const bool isDriven = std::string(QTest::currentDataTag()).starts_with("driven");
    QVERIFY2(isDriven || error > 0.05 * tolerance || dt == experiment.time.until / 100.0,
        qPrintable(QString("step %1: %2").arg(dt).arg(error)));
}

void TestTimeStep::sharpEdgesGetABearableError_data()
{
    QTest::addColumn<Experiment>("experiment");
    QTest::newRow("barrier") << experimentWith(128, 40.0,
        gaussian({-9.0, 0.0}, {2.0, 2.0}, {2.0, 0.0}), BarrierTerm{2.0, 0.0, 1.0, Axis::X, 0.0},
        8.0);
    QTest::newRow("pillar") << experimentWith(128, 36.0,
        gaussian({-9.0, 1.0}, {1.8, 2.5}, {3.0, 0.0}), DiscTerm{10.0, {0.0, 0.0}, 2.0, 0.0}, 4.0);
    QTest::newRow("slits") << experimentWith(128, 32.0,
        gaussian({-6.5, 0.0}, {1.5, 3.0}, {3.0, 0.0}), SlitsTerm{20.0, 0.0, 0.8, 2, 1.6, 5.0, 0.0},
        3.0);
}

void TestTimeStep::sharpEdgesGetABearableError()
{
    QFETCH(Experiment, experiment);
    const double dt = stepFor(experiment, Scheme::Strang);
    const double error = errorOf(experiment, Scheme::Strang, dt);
    QVERIFY2(error < 1e-2, qPrintable(QString("step %1: %2").arg(dt).arg(error)));
    QVERIFY2(error > 1e-4 || dt == experiment.time.until / 100.0,
        qPrintable(QString("step %1: %2").arg(dt).arg(error)));
}

void TestTimeStep::freeEnsemblesTakeTheLongestStep()
{
    Experiment experiment = experimentOn(squareGrid(32, 16.0));
    experiment.packets.emplace_back(gaussian({0.0, 0.0}, {1.0, 1.0}, {0.0, 0.0}));
    experiment.time.until = 3.0;
    QCOMPARE(stepFor(experiment, Scheme::Chin4B), 0.03);
}

void TestTimeStep::followsTheOrderOfTheScheme()
{
    const Experiment experiment = experimentWith(
        64, 18.0, gaussian({2.0, 0.0}, {0.6, 0.6}, {0.0, 2.0}), HarmonicTerm{}, 20.0);
    const auto ratio = [&](Scheme scheme) {
        return stepFor(experiment, scheme, 1e-4) / stepFor(experiment, scheme, 1e-8);
    };
    QVERIFY(std::abs(std::log10(ratio(Scheme::Strang)) - 2.0) < 0.2);
    QVERIFY(std::abs(std::log10(ratio(Scheme::Chin4B)) - 1.0) < 0.2);
}

void TestTimeStep::isNeverMoreThanAHundredthOfTheRun()
{
    const Experiment experiment = experimentWith(
        64, 18.0, gaussian({0.5, 0.0}, {0.7, 0.7}, {0.0, 0.0}), HarmonicTerm{}, 0.1);
    QVERIFY(stepFor(experiment, Scheme::Strang) <= 0.001);
    QVERIFY(stepFor(experiment, Scheme::Strang) > 0.0);
}

QTEST_APPLESS_MAIN(TestTimeStep)
#include "tst_TimeStep.moc"
