#include "core/evolution/fused/FusedSolver.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"
#include "support/RandomLandscape.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;
using fused::InstructionSet;

namespace {

constexpr double doubleBound = 1e-13;
constexpr double singleBound = 5e-6;

Grid gridOf(int nx, int ny, BoundaryKind boundary = BoundaryKind::Periodic)
{
    Grid grid;
    grid.nx = nx;
    grid.ny = ny;
    grid.size = Vec2(16.0, 12.0);
    grid.boundary = boundary;
    return grid;
}

ComplexField packetOn(const Grid& grid)
{
    return productOn(grid, freeGaussian({.sigma = 0.8, .position = 1.0, .velocity = -0.5}, 0.0),
        freeGaussian({.sigma = 0.6, .position = -0.5, .velocity = 1.0}, 0.0));
}

double relativeDistance(const ComplexField& a, const ComplexField& b)
{
    return std::sqrt((a - b).abs2().sum() / b.abs2().sum());
}

const char* nameOf(Scheme scheme)
{
    if (scheme == Scheme::Chin4B)
        return "Chin 4B";
    return scheme == Scheme::Strang ? "Strang" : "Takahashi-Imada";
}

const char* nameOf(InstructionSet set)
{
    if (set == InstructionSet::Avx512)
        return "AVX-512";
    return set == InstructionSet::Avx2 ? "AVX2" : "baseline";
}

void compareEverySet(const SplitStepSolver::Setup& setup, double dt, int steps)
{
    WaveState reference = waveAt(0.0, packetOn(setup.grid));
    const WaveState start = reference;
    SplitStepSolver(setup).advance(reference, dt, steps);
    for (const InstructionSet set : fused::instructionSets())
        for (const Precision precision : {Precision::Double, Precision::Single}) {
            WaveState state = start;
            FusedSolver(setup, {precision, set}).advance(state, dt, steps);
            const double error = relativeDistance(state.envelope, reference.envelope);
            const bool isDouble = precision == Precision::Double;
            QVERIFY2(error < (isDouble ? doubleBound : singleBound),
                qPrintable(QString("%1, %2: %3")
                               .arg(nameOf(set), isDouble ? "double" : "single")
                               .arg(error)));
        }
}

} // namespace

/// The fused solver against the transforms of the library, which know nothing of tiles and lanes.
class TestFusedEquality : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheTransformsOfTheLibrary_data();
    void equalsTheTransformsOfTheLibrary();
    void equalsThemOnTheLargestGrids_data();
    void equalsThemOnTheLargestGrids();
    void absorbsInSinglePrecisionWhatItDoesInDouble_data();
    void absorbsInSinglePrecisionWhatItDoesInDouble();
};

void TestFusedEquality::equalsTheTransformsOfTheLibrary_data()
{
    QTest::addColumn<int>("nx");
    QTest::addColumn<int>("ny");
    QTest::addColumn<Scheme>("scheme");
    const std::vector<std::pair<int, int>> sizes{{64, 64}, {128, 128}, {256, 256}, {512, 512},
        {1024, 1024}, {512, 64}, {64, 512}, {1024, 128}, {128, 1024}, {64, 2048}, {2048, 64},
        {4096, 64}, {64, 4096}};
    for (const auto& [nx, ny] : sizes)
        for (const Scheme scheme : {Scheme::Strang, Scheme::TakahashiImada, Scheme::Chin4B})
            QTest::addRow("%d x %d, %s", nx, ny, nameOf(scheme)) << nx << ny << scheme;
}

void TestFusedEquality::equalsTheTransformsOfTheLibrary()
{
    QFETCH(int, nx);
    QFETCH(int, ny);
    QFETCH(Scheme, scheme);
    static unsigned seed = 0;
    compareEverySet(
        setupOf(experimentOn(gridOf(nx, ny), randomLandscape(++seed)), scheme, Vec2(0.0, 0.0), 2),
        0.01, 100);
}

void TestFusedEquality::equalsThemOnTheLargestGrids_data()
{
    QTest::addColumn<int>("n");
    QTest::addColumn<int>("steps");
    QTest::newRow("2048 x 2048") << 2048 << 10;
    QTest::newRow("4096 x 4096") << 4096 << 2;
}

void TestFusedEquality::equalsThemOnTheLargestGrids()
{
    if (!qEnvironmentVariableIsSet("DQM_SLOW_TESTS"))
        QSKIP("Minutes and gigabytes: set DQM_SLOW_TESTS to run it.");
    QFETCH(int, n);
    QFETCH(int, steps);
    compareEverySet(
        setupOf(experimentOn(gridOf(n, n), randomLandscape(5)), Scheme::Strang, Vec2(0.0, 0.0), 2),
        0.01, steps);
}

void TestFusedEquality::absorbsInSinglePrecisionWhatItDoesInDouble_data()
{
    QTest::addColumn<Scheme>("scheme");
    for (const Scheme scheme : {Scheme::Strang, Scheme::TakahashiImada, Scheme::Chin4B})
        QTest::newRow(nameOf(scheme)) << scheme;
}

/// A packet that leaves: what the edge took must not be given back by any keeping of the norm.
void TestFusedEquality::absorbsInSinglePrecisionWhatItDoesInDouble()
{
    QFETCH(Scheme, scheme);
    const Grid grid = gridOf(128, 64, BoundaryKind::Absorbing);
    const auto setup = setupOf(experimentOn(grid, randomLandscape(11)), scheme);
    const ComplexField start
        = productOn(grid, freeGaussian({.sigma = 0.8, .position = 1.0, .velocity = 4.0}, 0.0),
            freeGaussian({.sigma = 0.8}, 0.0));
    for (const InstructionSet set : fused::instructionSets()) {
        WaveState state = waveAt(0.0, start);
        WaveState reference = state;
        FusedSolver single(setup, {Precision::Single, set});
        SplitStepSolver library(setup);
        double last = norm(reference.envelope, grid);
        for (int hundred = 0; hundred < 3; ++hundred) {
            single.advance(state, 0.01, 100);
            library.advance(reference, 0.01, 100);
            const double left = norm(reference.envelope, grid);
            QVERIFY(left < last);
            last = left;
            const double lost = norm(state.envelope, grid) - left;
            QVERIFY2(std::abs(lost) < singleBound, qPrintable(QString::number(lost)));
            const double error = distance(state.envelope, reference.envelope, grid);
            QVERIFY2(error < 6.0 * singleBound, qPrintable(QString::number(error)));
        }
        QVERIFY2(last < 0.7, qPrintable(QString::number(last)));
    }
}

QTEST_APPLESS_MAIN(TestFusedEquality)
#include "tst_FusedEquality.moc"
