#include "core/detectors/AbsorptionTally.h"
#include "support/Close.h"

#include <QTest>

using namespace dqm;

namespace {

Grid grid()
{
    Grid grid;
    grid.nx = 128;
    grid.ny = 96;
    grid.size = Vec2(32.0, 24.0);
    return grid;
}

double sumOf(const DetectorStrip& strip, Vec2 offset = Vec2(0.0, 0.0))
{
    RealField gamma = RealField::Zero(96, 128);
    strip.addTo(gamma, offset);
    return gamma.sum() * grid().cellArea();
}

} // namespace

class TestDetectorStrip : public QObject
{
    Q_OBJECT

private slots:
    void gammaIsTheFormula();
    void theGridHoldsItsArea_data();
    void theGridHoldsItsArea();
    void itGoesOnAroundATorus();
    void aSmoothStripTakesWhatABoxTurnsBack();
    void aStrengthOfZeroLetsAllThrough();
    void aWeakStripTakesWhatItsAreaSays();
    void theTallyGivesEachItsShare();
};

void TestDetectorStrip::gammaIsTheFormula()
{
    const DetectorStrip strip({"s", {3.0, -4.0, 3.0, 4.0}, 2.0, 5.0}, grid());
    QCOMPARE(strip.length(), 8.0);
    QCOMPARE(strip.at(Vec2(3.0, 1.0)), 5.0);
    DQM_CLOSE(strip.at(Vec2(3.5, 1.0)), 2.5, 1e-12);
    QCOMPARE(strip.at(Vec2(4.0, 1.0)), 0.0);
    QCOMPARE(strip.at(Vec2(3.0, 4.5)), 0.0);
    DQM_CLOSE(strip.averageAt(Vec2(3.0, 1.0)), 5.0, 0.2);
    QVERIFY(strip.averageAt(Vec2(4.05, 1.0)) > 0.0);
    DQM_CLOSE(strip.along(Vec2(3.7, -1.0)), 3.0, 1e-12);
    DQM_CLOSE(strip.distance(Vec2(5.0, 0.0)), 1.0, 1e-12);
    QCOMPARE(strip.distance(Vec2(2.5, 3.9)), 0.0);
}

/// Int Gamma = strength depth/2 length, wherever it lies between the points.
void TestDetectorStrip::theGridHoldsItsArea_data()
{
    QTest::addColumn<double>("angle");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("upright") << 90.0 << 1e-10;
    QTest::newRow("level") << 0.0 << 1e-10;
    QTest::newRow("aslant") << 33.0 << 5e-3;
}

void TestDetectorStrip::theGridHoldsItsArea()
{
    QFETCH(double, angle);
    QFETCH(double, tolerance);
    const double turn = angle * 3.14159265358979 / 180.0;
    const Vec2 half(5.0 * std::cos(turn), 5.0 * std::sin(turn));
    for (const double off : {0.0, 0.06, 0.19}) {
        const DetectorStrip strip(
            {"s", {off - half.x(), -half.y(), off + half.x(), half.y()}, 1.5, 4.0}, grid());
        DQM_CLOSE(sumOf(strip) / (0.5 * 4.0 * 1.5 * 10.0), 1.0, tolerance);
        DQM_CLOSE(sumOf(strip, Vec2(7.31, 2.2)) / sumOf(strip), 1.0, tolerance);
    }
}

void TestDetectorStrip::itGoesOnAroundATorus()
{
    const DetectorStrip strip({"s", {15.9, -4.0, 15.9, 4.0}, 2.0, 5.0}, grid());
    DQM_CLOSE(strip.at(Vec2(-15.9, 0.0)), strip.at(Vec2(16.1, 0.0)), 1e-12);
    QVERIFY(strip.at(Vec2(-15.9, 0.0)) > 4.0);
    Grid walls = grid();
    walls.boundary = BoundaryKind::Walls;
    QCOMPARE(DetectorStrip(strip.detector(), walls).at(Vec2(-15.9, 0.0)), 0.0);
}

void TestDetectorStrip::aSmoothStripTakesWhatABoxTurnsBack()
{
    const DetectorStrip strip({"s", {0.0, -4.0, 0.0, 4.0}, 2.5, 14.0}, grid());
    const DetectorStrip::Fate fate = strip.fateAt(5.0, {});
    qInfo("turned back %.5f, let through %.5f", fate.reflected, fate.letThrough);
    DQM_CLOSE(fate.taken(), 0.997, 2e-3);
    // A slow wave is turned back instead, a fast one passes.
    QVERIFY(strip.fateAt(0.5, {}).reflected > 0.1);
    QVERIFY(strip.fateAt(20.0, {}).letThrough > 0.1);
}

void TestDetectorStrip::aStrengthOfZeroLetsAllThrough()
{
    const DetectorStrip strip({"s", {0.0, -4.0, 0.0, 4.0}, 2.5, 0.0}, grid());
    for (const double v : {0.3, 2.0, 9.0}) {
        DQM_CLOSE(strip.fateAt(v, {}).letThrough, 1.0, 1e-9);
        DQM_CLOSE(strip.fateAt(v, {}).reflected, 0.0, 1e-9);
    }
}

/// exp(-(2/hbar v) Int Gamma dz) passes where nothing is turned back.
void TestDetectorStrip::aWeakStripTakesWhatItsAreaSays()
{
    PhysicalConstants constants;
    constants.hbar = 0.7;
    constants.mass = 1.9;
    const DetectorStrip strip({"s", {0.0, -4.0, 0.0, 4.0}, 2.0, 0.4}, grid());
    DQM_CLOSE(strip.fateAt(3.0, constants).letThrough, std::exp(-2.0 * 0.4 / (0.7 * 3.0)), 1e-3);
}

/// Two strips over each other, one three times as strong, and the layer beside them.
void TestDetectorStrip::theTallyGivesEachItsShare()
{
    Experiment experiment;
    experiment.grid = grid();
    experiment.grid.boundary = BoundaryKind::Absorbing;
    experiment.detectors
        = {{"weak", {0.0, -6.0, 0.0, 6.0}, 2.0, 1.0}, {"strong", {0.0, -6.0, 0.0, 6.0}, 2.0, 3.0}};
    const auto absorption = std::make_shared<const Absorption>(experiment);
    AbsorptionTally tally(absorption, experiment.grid);
    ComplexField psi = ComplexField::Constant(96, 128, 0.1);
    tally.before(psi, 0, 96);
    psi *= 0.5;
    tally.after(psi, 0, 96);
    QVERIFY(tally.taken(0) > 0.0);
    DQM_CLOSE(tally.taken(1) / tally.taken(0), 3.0, 1e-9);
    const double all = 0.75 * 0.01 * 32.0 * 24.0;
    DQM_CLOSE(tally.taken(0) + tally.taken(1) + tally.takenByEdge(), all, 1e-10);
    for (const int bins : {1, 7, 48}) {
        double sum = 0.0;
        for (const double part : tally.along(1, bins))
            sum += part;
        DQM_CLOSE(sum, tally.taken(1), 1e-12);
    }
    // The same light everywhere lights every bin alike.
    const std::vector<double> even = tally.along(1, 31);
    for (std::size_t b = 1; b + 1 < even.size(); ++b)
        DQM_CLOSE(even[b] / even[15], 1.0, 1e-9);
    // Another line forgets, a strength does not.
    experiment.detectors[0].line[1] = -5.0;
    experiment.detectors[1].strength = 2.0;
    AbsorptionTally next(std::make_shared<const Absorption>(experiment), experiment.grid);
    next.goOnFrom(tally);
    QCOMPARE(next.taken(0), 0.0);
    QCOMPARE(next.taken(1), tally.taken(1));
    QCOMPARE(next.takenByEdge(), tally.takenByEdge());
}

QTEST_GUILESS_MAIN(TestDetectorStrip)
#include "tst_DetectorStrip.moc"
