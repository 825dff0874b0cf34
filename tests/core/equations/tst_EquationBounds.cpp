#include "core/dynamics/Dynamics.h"
#include "core/equations/DensityRows.h"
#include "core/equations/EquationTable.h"
#include "core/equations/InstantEquations.h"
#include "core/equations/Interleaved.h"
#include "core/equations/RowList.h"
#include "core/packets/WavePacket.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace dqm;

namespace {

Experiment twoPackets()
{
    Experiment experiment;
    experiment.grid.nx = experiment.grid.ny = 96;
    experiment.grid.size = Vec2(24.0, 24.0);
    experiment.potential = {HarmonicTerm{Vec2(0.5, 0.8), Vec2(0.0, 0.0)}};
    experiment.packets
        = {GaussianPacket{
               .center = Vec2(-2.0, 0.0), .sigma = Vec2(1.0, 1.2), .velocity = Vec2(1.5, 0.3)},
            GaussianPacket{
                .center = Vec2(2.0, 0.5), .sigma = Vec2(1.1, 0.9), .velocity = Vec2(-1.0, 0.0)}};
    return experiment;
}

std::vector<EquationRow> fickRows(double factor)
{
    const Experiment experiment = twoPackets();
    WaveState state;
    state.envelope = prepareWave(experiment);
    const PhysicalConstants c = physicalConstants(experiment);
    RowList rows(0.0);
    addFickRow(
        rows, resolvingDensity(state, experiment.grid), c, factor * c.diffusionCoefficient(), 1);
    return rows.sorted();
}

const EquationRow& rowOf(const std::vector<EquationRow>& rows, const char* words)
{
    const auto found = std::ranges::find_if(rows,
        [&](const EquationRow& row) { return row.quantity.find(words) != std::string::npos; });
    if (found == rows.end())
        throw std::out_of_range(words);
    return *found;
}

/// Rows of the state under other forces or constants than those by which it moves.
std::vector<EquationRow> rowsWhereItMovesAs(const Experiment& moves, const Experiment& believed)
{
    const Surroundings around = surroundingsOf(believed, 1);
    Surroundings actual = around;
    actual.potential = surroundingsOf(moves, 1).potential;
    actual.constants = physicalConstants(moves);
    WaveState state;
    state.envelope = prepareWave(believed);
    InstantEquations equations(believed, around, propagatorInK(moves, actual, Scheme::Chin4B));
    return equations.rows(state, Vec2(0.0, 0.0), equations.mark(state, Vec2(0.0, 0.0)));
}

} // namespace

/// Bounds that follow from the state must not be so wide that a wrong formula would pass.
class TestEquationBounds : public QObject
{
    Q_OBJECT

private slots:
    void aWrongFluxFails_data();
    void aWrongFluxFails();
    void aWrongMotionFails_data();
    void aWrongMotionFails();
    void gridErrorWidensABoundButNotBeyondAPercent();
    void latticesAgreeOnWhatTheGridResolves();
    void sayWhyNothingCanBeSaid();
    void sayThatAnEnsembleIsCooled();
};

void TestEquationBounds::aWrongFluxFails_data()
{
    QTest::addColumn<double>("factor");
    QTest::addColumn<bool>("holds");
    QTest::newRow("as it is") << 1.0 << true;
    QTest::newRow("D one percent too large") << 1.01 << false;
    QTest::newRow("D one percent too small") << 0.99 << false;
    QTest::newRow("u with the wrong sign") << -1.0 << false;
}

void TestEquationBounds::aWrongFluxFails()
{
    QFETCH(double, factor);
    QFETCH(bool, holds);
    const auto rows = fickRows(factor);
    QCOMPARE(rows.size(), std::size_t(1));
    QVERIFY(rows[0].reason.empty());
    QCOMPARE(rows[0].holds, holds);
}

void TestEquationBounds::aWrongMotionFails_data()
{
    QTest::addColumn<double>("mass");
    QTest::addColumn<double>("strength");
    QTest::addColumn<QStringList>("failing");
    QTest::newRow("as it is") << 1.0 << 1.0 << QStringList();
    QTest::newRow("mass off by 1 %") << 1.01 << 1.0 << QStringList{"d_t psi - H psi", "dS_G/dt"};
    QTest::newRow("force off by 1 %")
        << 1.0 << 1.01 << QStringList{"d_t psi - H psi", "d<p>/dt", "d_t S"};
}

void TestEquationBounds::aWrongMotionFails()
{
    QFETCH(double, mass);
    QFETCH(double, strength);
    QFETCH(QStringList, failing);
    const Experiment believed = twoPackets();
    Experiment moves = believed;
    moves.constants.mass = mass;
    moves.strength = strength;
    const auto rows = rowsWhereItMovesAs(moves, believed);
    for (const QString& words : failing) {
        const EquationRow& row = rowOf(rows, qPrintable(words));
        QVERIFY2(row.reason.empty() && !row.holds, qPrintable(words));
    }
    if (failing.isEmpty())
        for (const EquationRow& row : rows)
            QVERIFY2(row.holds && row.reason.empty(), row.quantity.c_str());
}

void TestEquationBounds::gridErrorWidensABoundButNotBeyondAPercent()
{
    RowList rows(0.0);
    rows.add("(1)", "within the bound", 0.5e-3, 1e-3, 0.5);
    rows.add("(2)", "within what the grid adds", 2e-3, 1e-3, 1.5e-3);
    rows.add("(3)", "beyond it", 4e-3, 1e-3, 1.5e-3);
    rows.add("(4)", "hidden by the grid", 2e-2, 1e-3, 3e-2);
    rows.add("(5)", "beyond, with no excuse", 2e-3, 1e-3);
    rows.add("(6)", "no number", std::nan(""), 1e-3, 1.0);
    const auto all = rows.sorted();
    QVERIFY(all[0].holds && all[0].reason.empty());
    QCOMPARE(all[0].bound, 1e-3);
    QVERIFY(all[1].holds && all[1].bound > 2.4e-3 && all[1].bound < 3.1e-3);
    QVERIFY(!all[2].holds);
    QVERIFY(all[3].reason.starts_with("not resolved here"));
    QVERIFY(!all[4].holds);
    QVERIFY(!all[5].holds);
}

void TestEquationBounds::latticesAgreeOnWhatTheGridResolves()
{
    Grid grid;
    grid.nx = grid.ny = 64;
    grid.size = Vec2(16.0, 16.0);
    const auto over = [&](auto f) {
        return Interleaved::over(grid, [&](int j, int i) { return f(grid.x(i), grid.y(j)); });
    };
    const Interleaved smooth
        = over([](double x, double y) { return std::exp(-0.5 * (x * x + y * y)); });
    QVERIFY(std::abs(smooth.mean() - 6.283185307179586) < 1e-9);
    QVERIFY(smooth.spread() < 1e-9);
    // x^2/r^2 has no limit at the origin.
    const Interleaved nodal = over([](double x, double y) {
        const double r = std::hypot(x - 0.03, y - 0.05);
        return std::exp(-0.5 * r * r) * std::pow((x - 0.03) / r, 2);
    });
    QVERIFY(nodal.spread() > std::abs(nodal.mean() - 3.141592653589793));
}

void TestEquationBounds::sayWhyNothingCanBeSaid()
{
    Experiment experiment = twoPackets();
    experiment.grid.boundary = BoundaryKind::Walls;
    experiment.grid.nx = experiment.grid.ny = 95;
    const auto between = equationTable(experiment, {0.0});
    for (const char* words : {"D grad rho", "left - right", "rho(x - da)", "grad S - <p>"})
        QVERIFY2(!rowOf(between, words).reason.empty(), words);
    experiment.grid.boundary = BoundaryKind::Absorbing;
    const auto absorbing = equationTable(experiment, {0.0});
    for (const char* words : {"m <v.u> - (hbar", "H - H", "Ehrenfest: m d<x>/dt"})
        QVERIFY2(rowOf(absorbing, words).reason.find("absorb") != std::string::npos, words);
    for (const EquationRow& row : absorbing)
        QVERIFY2(row.holds, row.quantity.c_str());
}

void TestEquationBounds::sayThatAnEnsembleIsCooled()
{
    Experiment experiment = twoPackets();
    experiment.time.imaginary = true;
    const auto rows = equationTable(experiment, {20.0});
    QVERIFY(rowOf(rows, "H - H").reason.find("imaginary") != std::string::npos);
    // Real time would have brought it back to where it was, far above the ground state.
    const EquationRow& drift = rowOf(rows, "drift energy");
    QVERIFY(std::abs(drift.value) < 1e-6);
    const EquationRow& diffusion = rowOf(rows, "energy of the diffusion flux");
    QVERIFY(std::abs(diffusion.value - 0.25 * (0.5 + 0.8)) < 1e-3);
}

QTEST_APPLESS_MAIN(TestEquationBounds)
#include "tst_EquationBounds.moc"
