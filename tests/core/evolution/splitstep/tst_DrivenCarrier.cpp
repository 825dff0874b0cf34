#include "core/evolution/fused/FusedSolver.h"
#include "core/evolution/splitstep/SplitStepSolver.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace dqm;
using namespace dqm::test;

namespace {

using Force = std::function<double(double)>;

/// A trap of frequency 1 in a plane under a force along (1, 0.5), V = -f(t) (x + y/2 + 3) in all.
struct Driven
{
    const char* formula;
    Force force;
};

/// The one of an axis at t: the width breathes as without the force, the middle is a classical
/// particle (Runge and Kutta), and the phase is its action.
Gaussian1D drivenGaussian(const Packet1D& packet, const Force& force, double offset, double t)
{
    Gaussian1D now = harmonicGaussian(packet, 1.0, t);
    struct State
    {
        double x, p, action;
    };
    State s{packet.position, packet.velocity, 0.0};
    const auto rate = [&](const State& a, double time) {
        const double f = force(time);
        return State{a.p, f - a.x, 0.5 * a.p * a.p - 0.5 * a.x * a.x + f * (a.x + offset)};
    };
    constexpr int steps = 40000;
    const double h = t / steps;
    const auto moved = [](const State& a, const State& d, double by) {
        return State{a.x + by * d.x, a.p + by * d.p, a.action + by * d.action};
    };
    for (int n = 0; n < steps; ++n) {
        const double at = n * h;
        const State a = rate(s, at);
        const State b = rate(moved(s, a, 0.5 * h), at + 0.5 * h);
        const State c = rate(moved(s, b, 0.5 * h), at + 0.5 * h);
        const State d = rate(moved(s, c, h), at + h);
        for (const auto& [part, weight] : {std::pair{a, 1.0}, {b, 2.0}, {c, 2.0}, {d, 1.0}})
            s = moved(s, part, weight * h / 6.0);
    }
    now.position = s.x;
    now.momentum = s.p;
    now.action = s.action;
    return now;
}

Experiment drivenTrap(const char* force)
{
    Experiment experiment = experimentOn(squareGrid(64, 16.0),
        {HarmonicTerm{.omega = {1.0, 1.0}},
            FormulaTerm{"-(x + y/2 + 3)*(" + std::string(force) + ")", {}}});
    experiment.time.until = 3.0;
    return experiment;
}

const Driven shaken{"20*sin(40*t)", [](double t) { return 20.0 * std::sin(40.0 * t); }};
const Driven slow{"sin(2*t) + 0.3", [](double t) { return std::sin(2.0 * t) + 0.3; }};
const Driven pulse{"30*exp(-((t - 1.3)/0.01)^2)",
    [](double t) { return 30.0 * std::exp(-std::pow((t - 1.3) / 0.01, 2)); }};

} // namespace

class tst_DrivenCarrier : public QObject
{
    Q_OBJECT

private slots:
    void aDrivenOscillatorIsExactToItsPhase_data()
    {
        QTest::addColumn<int>("drive");
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<bool>("isFused");
        for (int drive = 0; drive < 3; ++drive)
            for (const Scheme scheme : {Scheme::Strang, Scheme::Chin4B, Scheme::TakahashiImada})
                for (const bool isFused : {false, true})
                    QTest::addRow("drive %d, scheme %d, fused %d", drive, static_cast<int>(scheme),
                        static_cast<int>(isFused))
                        << drive << scheme << isFused;
    }

    void aDrivenOscillatorIsExactToItsPhase()
    {
        QFETCH(int, drive);
        QFETCH(Scheme, scheme);
        QFETCH(bool, isFused);
        const Driven& driven = drive == 0 ? shaken : drive == 1 ? slow : pulse;
        Experiment experiment = drivenTrap(driven.formula);
        const Grid& grid = experiment.grid;
        const Packet1D x{.sigma = 0.8, .position = 1.0, .velocity = -0.5};
        const Packet1D y{.sigma = 0.6, .position = -0.5, .velocity = 0.3};
        const auto psiAt = [&](double t) {
            return productOn(grid, drivenGaussian(x, driven.force, 3.0, t),
                drivenGaussian(
                    y, [&](double at) { return 0.5 * driven.force(at); }, 0.0, t));
        };
        const auto setup = setupOf(experiment, scheme);
        std::unique_ptr<Propagator> solver;
        if (isFused)
            solver = std::make_unique<FusedSolver>(setup);
        else
            solver = std::make_unique<SplitStepSolver>(setup);
        WaveState state = waveAt(0.0, psiAt(0.0));
        // In pieces, as a front does.
        for (int n = 0; n < 30; ++n)
            solver->advance(state, 0.01, 10);
        QVERIFY(state.carrier.isZero(0.0));
        const double bound = scheme == Scheme::Chin4B ? 1e-6 : 2e-4;
        const double off = distance(state.envelope, psiAt(3.0), grid);
        QVERIFY2(off < bound, qPrintable(QString::number(off)));
        for (int n = 0; n < 30; ++n)
            solver->advance(state, -0.01, 10);
        const double back = distance(state.envelope, psiAt(0.0), grid);
        QVERIFY2(back < 1e-9, qPrintable(QString::number(back)));
    }

    void theCarrierOfTheStateStays()
    {
        const Experiment experiment = drivenTrap(slow.formula);
        const Grid& grid = experiment.grid;
        const Vec2 carrier(0.37, -1.2);
        const Packet1D x{.sigma = 0.7};
        const ComplexField psi = productOn(grid, freeGaussian(x, 0.0), freeGaussian(x, 0.0));
        const ComplexField wave = fieldOn(
            grid, [&](double a, double b) { return std::polar(1.0, carrier.dot(Vec2(a, b))); });
        SplitStepSolver solver(setupOf(experiment, Scheme::Chin4B));
        WaveState with = waveAt(0.0, psi);
        with.carrier = carrier;
        WaveState without = waveAt(0.0, psi * wave);
        solver.advance(with, 0.02, 50);
        solver.advance(without, 0.02, 50);
        QVERIFY(with.carrier == carrier);
        QVERIFY(distance(with.envelope * wave, without.envelope, grid) < 1e-9);
    }

    void aFreePacketFallsAsOneAtRest()
    {
        Experiment experiment
            = experimentOn(squareGrid(64, 24.0), {FormulaTerm{"-x*2*cos(9*t)", {}}});
        const Grid& grid = experiment.grid;
        SplitStepSolver solver(setupOf(experiment, Scheme::Strang));
        const ComplexField psi = productOn(grid, freeGaussian({}, 0.0), freeGaussian({}, 0.0));
        WaveState state = waveAt(0.0, psi);
        solver.advance(state, 0.1, 20);
        Gaussian1D x = freeGaussian({}, 2.0);
        x.position = 2.0 / 81.0 * (1.0 - std::cos(18.0));
        x.momentum = 2.0 / 9.0 * std::sin(18.0);
        const ComplexField wanted = productOn(grid, x, freeGaussian({}, 2.0));
        const Complex overlap = (wanted.conjugate() * state.envelope).sum() * grid.cellArea();
        QVERIFY(std::abs(std::abs(overlap) - 1.0) < 1e-10);
    }

    void onlyWhatIsTheSameEverywhereIsTakenApart_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<bool>("isApart");
        QTest::addColumn<bool>("restChanges");
        QTest::newRow("a force") << "0.5*x^2 - x*sin(60*t)" << true << false;
        QTest::newRow("a turning force") << "x*cos(t) + y*sin(t)" << true << false;
        QTest::newRow("a moving trap") << "0.5*(x - sin(3*t))^2" << true << false;
        QTest::newRow("with a breathing trap") << "x*sin(t) + x^2*cos(2*t)" << true << true;
        QTest::newRow("with what cannot be split")
            << "x*sin(t) + exp(-(x - t)^2*t)" << true << true;
        QTest::newRow("a breathing trap") << "x^2*cos(2*t)" << false << true;
        QTest::newRow("at rest") << "x + x^2" << false << false;
    }

    void onlyWhatIsTheSameEverywhereIsTakenApart()
    {
        QFETCH(QString, formula);
        QFETCH(bool, isApart);
        QFETCH(bool, restChanges);
        Experiment experiment
            = experimentOn(squareGrid(64, 16.0), {FormulaTerm{formula.toStdString(), {}}});
        const Potential potential(experiment, experiment.grid);
        QCOMPARE(potential.linearDrive() != nullptr, isApart);
        QCOMPARE(potential.withoutLinearDrive() != nullptr, isApart);
        if (!isApart)
            return;
        const Potential& rest = *potential.withoutLinearDrive();
        QCOMPARE(rest.dependsOnTime(), restChanges);
        // What was taken apart is a plane, so that bends are those of V.
        RealField V;
        RealField R;
        potential.sample(V, 0.7);
        rest.sample(R, 0.7);
        const RealField plane = V - R;
        const RealField bend
            = plane.leftCols(62) - 2.0 * plane.middleCols(1, 62) + plane.rightCols(62);
        QVERIFY(bend.abs().maxCoeff() < 1e-10);
        QVERIFY(plane.abs().maxCoeff() > 0.1);
        const auto push = potential.linearDrive()->over(0.7, 0.7 + 1e-6);
        QVERIFY(
            std::abs(push.momentum.x() * 1e6 + (plane(5, 9) - plane(5, 8)) / experiment.grid.dx())
            < 1e-4);
    }

    void wallsKeepTheirForceInV()
    {
        const Experiment experiment = experimentOn(
            squareGrid(64, 16.0, BoundaryKind::Walls), {FormulaTerm{"x*sin(t)", {}}});
        QVERIFY(Potential(experiment, experiment.grid).linearDrive() == nullptr);
    }

    void longStepsRideOverAFastForce_data()
    {
        QTest::addColumn<bool>("isFused");
        QTest::newRow("fused") << true;
        QTest::newRow("rows and columns") << false;
    }

    /// Three quarters of a turn of the force in each step, right to the phase all the same.
    void longStepsRideOverAFastForce()
    {
        QFETCH(bool, isFused);
        constexpr double omega = 160.0;
        const Force force = [](double t) { return 100.0 * std::sin(omega * t); };
        Experiment experiment = drivenTrap("100*sin(160*t)");
        const Grid& grid = experiment.grid;
        const Packet1D x{.sigma = 0.8, .position = 1.0, .velocity = -0.5};
        const Packet1D y{.sigma = 0.6, .position = -0.5, .velocity = 0.3};
        const auto setup = setupOf(experiment, Scheme::Chin4B);
        std::unique_ptr<Propagator> solver;
        if (isFused)
            solver = std::make_unique<FusedSolver>(setup);
        else
            solver = std::make_unique<SplitStepSolver>(setup);
        const ComplexField start
            = productOn(grid, harmonicGaussian(x, 1.0, 0.0), harmonicGaussian(y, 1.0, 0.0));
        WaveState state = waveAt(0.0, start);
        QCOMPARE(solver->kicksDuring(0.0, 0.03, 100), 200LL);
        solver->advance(state, 0.03, 100);
        const ComplexField wanted = productOn(grid, drivenGaussian(x, force, 3.0, 3.0),
            drivenGaussian(
                y, [&](double at) { return 0.5 * force(at); }, 0.0, 3.0));
        const double off = distance(state.envelope, wanted, grid);
        QVERIFY2(off < 3e-6, qPrintable(QString::number(off)));
        solver->advance(state, -0.03, 100);
        QVERIFY(distance(state.envelope, start, grid) < 1e-9);
    }

    void aFastForceAsksForFewSteps()
    {
        Experiment experiment = drivenTrap("100*sin(60*t)");
        experiment.time.until = 7.0;
        const auto setup = setupOf(experiment, Scheme::Chin4B);
        const SplitStepSolver solver(setup);
        const long long apart = solver.kicksDuring(0.0, 0.05, 140) / solver.kicksPerStep();
        long long together = 0;
        for (const auto& part : setup.potential->schedule()->between(0.0, 0.05, 140, 4))
            together += part.steps;
        QVERIFY2(apart < 400 && together > 10 * apart,
            qPrintable(QString("%1 instead of %2").arg(apart).arg(together)));
    }
};

QTEST_APPLESS_MAIN(tst_DrivenCarrier)
#include "tst_DrivenCarrier.moc"
