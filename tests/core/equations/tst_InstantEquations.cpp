#include "core/equations/EquationTable.h"
#include "core/equations/InstantEquations.h"
#include "core/packets/WavePacket.h"
#include "core/simulation/Simulation.h"
#include "support/Close.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace dqm;

namespace {

Experiment oscillator()
{
    Experiment experiment;
    experiment.grid.nx = 64;
    experiment.grid.ny = 64;
    experiment.grid.size = Vec2(16.0, 16.0);
    experiment.potential = {HarmonicTerm{Vec2(1.0, 1.5), Vec2(0.0, 0.0)}};
    experiment.packets = {GaussianPacket{.center = Vec2(1.0, 0.5), .velocity = Vec2(0.5, 0.0)}};
    experiment.time.step = 0.01;
    experiment.time.scheme = Scheme::Chin4B;
    return experiment;
}

const FrameRequest asked{.fields = false, .equations = true};

const EquationRow* rowOf(const std::vector<EquationRow>& rows, const char* words)
{
    const auto found = std::ranges::find_if(rows,
        [&](const EquationRow& row) { return row.quantity.find(words) != std::string::npos; });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

class TestInstantEquations : public QObject
{
    Q_OBJECT

private slots:
    void liveRowsAreThoseOfTheTable();
    void everyEquationHasItsRow();
    void failForAnotherEnergy();
    void shareOfTheKineticEnergyIsNoObservable();
    void areThereOnlyWhenAskedFor();
    void areKeptUntilTheyAreWantedAnew();
    void countEnergyFromTheLastChange();
    void doNotMoveTheState();
};

void TestInstantEquations::liveRowsAreThoseOfTheTable()
{
    const Experiment experiment = oscillator();
    const auto table = equationTable(experiment, {0.0, 0.5});
    Simulation simulation(experiment);
    std::vector<EquationRow> live = *simulation.frame(asked)->equations;
    simulation.advanceTo(0.5);
    const auto later = simulation.frame(asked)->equations;
    live.insert(live.end(), later->begin(), later->end());
    QVERIFY(live.size() > 24);
    QCOMPARE(live.size(), table.size());
    for (std::size_t k = 0; k < live.size(); ++k) {
        QCOMPARE(live[k].equation, table[k].equation);
        QCOMPARE(live[k].quantity, table[k].quantity);
        QCOMPARE(live[k].time, table[k].time);
        QVERIFY2(std::abs(live[k].value - table[k].value)
                <= 1e-9 * std::max(1.0, std::abs(table[k].value)),
            table[k].quantity.c_str());
        QVERIFY2(live[k].holds, live[k].quantity.c_str());
    }
}

void TestInstantEquations::everyEquationHasItsRow()
{
    Simulation simulation(oscillator());
    simulation.advanceTo(0.4);
    const auto rows = simulation.frame(asked)->equations;
    for (int equation = 1; equation <= 26; ++equation) {
        const std::string name = QStringLiteral("(%1)").arg(equation).toStdString();
        QVERIFY2(std::ranges::any_of(*rows,
                     [&](const EquationRow& row) {
                         return row.holds && row.equation.find(name) != std::string::npos;
                     }),
            name.c_str());
    }
}

void TestInstantEquations::failForAnotherEnergy()
{
    const Experiment experiment = oscillator();
    const Surroundings around = surroundingsOf(experiment, 1);
    InstantEquations equations(experiment, around);
    WaveState state;
    state.envelope = prepareWave(experiment);
    EnergyMark mark = equations.mark(state, Vec2(1.0, 0.5));
    mark.energy *= 1.01;
    const auto rows = equations.rows(state, Vec2(1.0, 0.5), mark);
    QVERIFY(!rowOf(rows, "H - H at t = 0")->holds);
    QVERIFY(rowOf(rows, "d_t psi")->holds);
}

/// Erratum X8, at rest in one Gaussian where U_v = 0: the two shares are off by as much as they
/// take from each other, and their sum is bilinear.
void TestInstantEquations::shareOfTheKineticEnergyIsNoObservable()
{
    Experiment experiment = oscillator();
    experiment.packets = {GaussianPacket{}};
    const auto rows = equationTable(experiment, {0.0});
    const EquationRow* drift = rowOf(rows, "of U_v alone");
    const EquationRow* diffusion = rowOf(rows, "of U_u alone");
    QVERIFY(drift && diffusion && drift->value > 1e-3);
    DQM_CLOSE(drift->value, -diffusion->value, 1e-12);
    QVERIFY(rowOf(rows, "parallelogram law")->holds);
}

void TestInstantEquations::areThereOnlyWhenAskedFor()
{
    Simulation simulation(oscillator());
    QVERIFY(!simulation.frame()->equations);
    QVERIFY(simulation.frame(asked)->equations);
    QVERIFY(!simulation.frame()->equations);
}

void TestInstantEquations::areKeptUntilTheyAreWantedAnew()
{
    FrameRequest kept = asked;
    kept.equationsAnew = false;
    Simulation simulation(oscillator());
    const auto first = simulation.frame(kept)->equations;
    QVERIFY2(first, "without older ones they are computed");
    simulation.advance(3);
    QCOMPARE(simulation.frame(kept)->equations, first);
    const auto next = simulation.frame(asked)->equations;
    QCOMPARE(next->front().time, simulation.time());
    Experiment other = simulation.experiment();
    other.strength = 2.0;
    simulation.apply(other);
    QVERIFY2(simulation.frame(kept)->equations != next, "they were of other forces");
}

void TestInstantEquations::countEnergyFromTheLastChange()
{
    Simulation simulation(oscillator());
    simulation.advanceTo(0.3);
    Experiment other = simulation.experiment();
    other.strength = 3.0;
    simulation.apply(other);
    simulation.advanceTo(0.4);
    const auto rows = simulation.frame(asked)->equations;
    const EquationRow* row = rowOf(*rows, "H - H at the last change");
    QVERIFY(row && row->holds);
}

void TestInstantEquations::doNotMoveTheState()
{
    Simulation watched(oscillator());
    Simulation alone(oscillator());
    for (int n = 0; n < 5; ++n) {
        watched.advance(2);
        alone.advance(2);
        watched.frame(asked);
    }
    QVERIFY((watched.fields(Route::Rest).psi == alone.fields(Route::Rest).psi).all());
}

QTEST_APPLESS_MAIN(TestInstantEquations)
#include "tst_InstantEquations.moc"
