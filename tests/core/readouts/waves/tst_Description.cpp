#include "core/readouts/waves/Description.h"
#include "core/simulation/Simulation.h"

#include <QRegularExpression>
#include <QString>
#include <QTest>

using namespace dqm;

namespace {

Experiment freePacket()
{
    Experiment experiment;
    experiment.grid = {.nx = 64, .ny = 64, .size = {32.0, 32.0}};
    GaussianPacket packet;
    packet.sigma = Vec2(1.0, 1.0);
    experiment.packets = {packet};
    return experiment;
}

QString told(const Experiment& experiment, double time)
{
    Simulation simulation(experiment, {.evolveInKPrime = experiment.frameVelocity.norm() > 0.0});
    simulation.advanceTo(time);
    return QString::fromStdString(describe(experiment, *simulation.frame({.fields = false})));
}

/// The number that stands before some words.
double numberBefore(const QString& text, const QString& words)
{
    const QRegularExpression number("([-+.0-9e]+) " + QRegularExpression::escape(words));
    return number.match(text).captured(1).toDouble();
}

bool areClose(double value, double expected)
{
    return std::abs(value - expected) < 6e-3 * expected;
}

} // namespace

class TestDescription : public QObject
{
    Q_OBJECT

private slots:
    void tellsTheWidthsOfAFreePacket()
    {
        // sigma^2 = sigma_0^2 (1 + theta^2), theta = hbar t/(2 m sigma_0^2), and the energy of the
        // diffusion is 1/(1 + theta^2) of what it was: half of all about the mean at theta = 1.
        const QString start = told(freePacket(), 0.0);
        QVERIFY2(areClose(numberBefore(start, "L₀ wide along x"), 1.0), qPrintable(start));
        QVERIFY2(
            start.contains("100 % is of the diffusion and 0 % of the drift"), qPrintable(start));
        const QString later = told(freePacket(), 2.0);
        QVERIFY2(
            areClose(numberBefore(later, "L₀ wide along x"), std::sqrt(2.0)), qPrintable(later));
        QVERIFY2(
            later.contains("50 % is of the diffusion and 50 % of the drift"), qPrintable(later));
        QVERIFY2(later.contains("now 50 % of that at the start"), qPrintable(later));
    }

    void tellsWhereItMoves_data()
    {
        QTest::addColumn<double>("vx");
        QTest::addColumn<double>("vy");
        QTest::addColumn<QString>("words");
        QTest::newRow("at rest") << 0.0 << 0.0 << "it stays where it is";
        QTest::newRow("right") << 0.5 << 0.0 << "moves at 0.5 L₀/T₀ to the right";
        QTest::newRow("left") << -0.5 << 1e-5 << "moves at 0.5 L₀/T₀ to the left";
        QTest::newRow("left, from below") << -0.5 << -1e-5 << "to the left";
        QTest::newRow("up") << 0.0 << 0.25 << "moves at 0.25 L₀/T₀ up";
        QTest::newRow("diagonal") << 0.3 << -0.4 << "moves at 0.5 L₀/T₀ down and right";
    }

    void tellsWhereItMoves()
    {
        QFETCH(double, vx);
        QFETCH(double, vy);
        QFETCH(QString, words);
        Experiment experiment = freePacket();
        std::get<GaussianPacket>(experiment.packets[0]).velocity = Vec2(vx, vy);
        const QString text = told(experiment, 0.5);
        QVERIFY2(text.contains(words), qPrintable(text));
    }

    void whatFillsATorusHasNoPlace()
    {
        Experiment experiment = freePacket();
        QVERIFY(told(experiment, 6.0).contains("is centred at (0, 0)"));
        const QString everywhere = told(experiment, 40.0);
        QVERIFY2(
            everywhere.contains("fills the torus and has no place of its own; it flows no way"),
            qPrintable(everywhere));
        experiment.grid.size.y() = 320.0;
        experiment.grid.ny = 512;
        const QString along = told(experiment, 40.0);
        QVERIFY2(along.contains("fills the torus along x; along y it is centred at 0 and"),
            qPrintable(along));
    }

    void theObserverInKPrimeIsToldOfKPrime()
    {
        Experiment experiment = freePacket();
        experiment.frameVelocity = Vec2(0.5, 0.0);
        const QString text = told(experiment, 1.0);
        QVERIFY2(text.contains("seen from K′"), qPrintable(text));
        QVERIFY2(text.contains("to the left"), qPrintable(text));
        QVERIFY2(text.contains("no frame is preferred"), qPrintable(text));
        QVERIFY(!told(freePacket(), 1.0).contains("K′"));
    }

    void whatHasLeftAndWhatIsInARegionIsTold()
    {
        Experiment experiment = freePacket();
        experiment.regions = {{"right", {0.0, 16.0, -16.0, 16.0}}};
        const QString text = told(experiment, 1.0);
        QVERIFY2(text.contains("50 % in \"right\""), qPrintable(text));
        QVERIFY(!text.contains("have left"));
    }

    void nothingIsToldOfAFrameWithoutPictures()
    {
        QVERIFY(describe(freePacket(), Frame{}).empty());
    }
};

QTEST_APPLESS_MAIN(TestDescription)
#include "tst_Description.moc"
