#include "core/evolution/ReferenceFrame.h"
#include "support/ClosedForms.h"
#include "support/Evolution.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;
using namespace dqm::test;

namespace {

/// psi itself: envelope, carrier and global phase together.
ComplexField whole(const WaveState& state, const Grid& grid)
{
    return state.envelope * fieldOn(grid, [&](double x, double y) {
        return std::polar(1.0, state.carrier.x() * x + state.carrier.y() * y + state.phase);
    });
}

WaveState packetOn(const Grid& grid)
{
    WaveState state = waveAt(0.0,
        productOn(grid, freeGaussian({.sigma = 0.8, .position = 0.4, .velocity = 1.0}, 0.0),
            freeGaussian({.sigma = 0.6, .position = -0.7, .velocity = -0.4}, 0.0)));
    state.phase = 0.2;
    return state;
}

/// An envelope that fills the box, so that nothing may depend on empty edges.
WaveState wavyState(const Grid& grid)
{
    WaveState state = waveAt(1.7, fieldOn(grid, [](double x, double y) {
        return Complex(1.0 + 0.5 * std::sin(0.3 * x), std::cos(0.2 * y + 0.1 * x));
    }));
    state.carrier = Vec2(0.3, -0.8);
    state.phase = -1.1;
    return state;
}

} // namespace

class TestReferenceFrame : public QObject
{
    Q_OBJECT

private slots:
    void showsTheTableOfTheGalileanTransformation_data();
    void showsTheTableOfTheGalileanTransformation();
    void unobserveUndoesObserve_data();
    void unobserveUndoesObserve();
    void twoFramesAddUp();
    void carriesTheGridWhereNothingMayBeShifted_data();
    void carriesTheGridWhereNothingMayBeShifted();
    void commutesWithEvolution_data();
    void commutesWithEvolution();
    void restingFrameChangesNothing();
    void refusesToPrepareBetweenWalls();
};

void TestReferenceFrame::showsTheTableOfTheGalileanTransformation_data()
{
    QTest::addColumn<double>("hbar");
    QTest::addColumn<double>("mass");
    QTest::addColumn<double>("sigma");
    QTest::addColumn<Vec2>("boost");
    QTest::addColumn<double>("t");
    QTest::addColumn<double>("rho");
    QTest::addColumn<double>("phase");
    QTest::newRow("natural units")
        << 1.0 << 1.0 << 1.0 << Vec2(1.5, -0.7) << 2.0 << 0.07182488703 << 0.9758518366;
    QTest::newRow("other units") << 0.7 << 1.3 << 0.8 << Vec2(-1.0, 0.4) << 1.5 << 5.573808221e-6
                                 << 1.990845575;
}

void TestReferenceFrame::showsTheTableOfTheGalileanTransformation()
{
    QFETCH(double, hbar);
    QFETCH(double, mass);
    QFETCH(double, sigma);
    QFETCH(Vec2, boost);
    QFETCH(double, t);
    QFETCH(double, rho);
    QFETCH(double, phase);
    const Grid grid = squareGrid(128, 32.0);
    const PhysicalConstants constants{hbar, mass, 20.0};
    const Packet1D packet{.sigma = sigma, .hbar = hbar, .mass = mass};
    const WaveState inK
        = waveAt(t, productOn(grid, freeGaussian(packet, t), freeGaussian(packet, t)));
    // An ensemble boosted by V is what an observer with -V sees.
    const ObservedState seen = ReferenceFrame(grid, constants, -boost).observe(inK);
    const ComplexField psi = whole(seen.state, seen.grid);
    const int i = 74; // the point (2.5, -1)
    const int j = 60;
    QCOMPARE(Vec2(seen.grid.x(i), seen.grid.y(j)), Vec2(2.5, -1.0));
    QVERIFY(std::abs(std::norm(psi(j, i)) / rho - 1.0) < 1e-8);
    QVERIFY(std::abs(std::arg(psi(j, i)) - phase) < 1e-8);
    const Packet1D moving{sigma, 0.0, boost.x(), hbar, mass};
    const Packet1D movingY{sigma, 0.0, boost.y(), hbar, mass};
    const ComplexField exact = productOn(grid, freeGaussian(moving, t), freeGaussian(movingY, t));
    QVERIFY(distance(psi, exact, grid) < 1e-8);
}

void TestReferenceFrame::unobserveUndoesObserve_data()
{
    QTest::addColumn<int>("boundary");
    QTest::newRow("torus") << static_cast<int>(BoundaryKind::Periodic);
    QTest::newRow("absorbing") << static_cast<int>(BoundaryKind::Absorbing);
    QTest::newRow("walls") << static_cast<int>(BoundaryKind::Walls);
}

void TestReferenceFrame::unobserveUndoesObserve()
{
    QFETCH(int, boundary);
    Grid grid = squareGrid(40, 20.0, static_cast<BoundaryKind>(boundary));
    grid.center = Vec2(3.0, -1.0);
    const ReferenceFrame frame(grid, {0.8, 1.3, 20.0}, Vec2(1.537, -0.719));
    const WaveState inK = wavyState(grid);
    const WaveState back = frame.unobserve(frame.observe(inK));
    QVERIFY((back.envelope - inK.envelope).abs().maxCoeff() < 1e-13);
    QVERIFY((back.carrier - inK.carrier).norm() < 1e-14);
    QVERIFY(std::abs(back.phase - inK.phase) < 1e-13);
    QCOMPARE(back.time, inK.time);
}

void TestReferenceFrame::twoFramesAddUp()
{
    const Grid grid = squareGrid(40, 20.0);
    const PhysicalConstants constants{0.8, 1.3, 20.0};
    const Vec2 first(1.1, 0.3);
    const Vec2 second(-0.4, 0.9);
    const WaveState inK = wavyState(grid);
    const WaveState twice = ReferenceFrame(grid, constants, second)
                                .observe(ReferenceFrame(grid, constants, first).observe(inK).state)
                                .state;
    const WaveState once = ReferenceFrame(grid, constants, first + second).observe(inK).state;
    QVERIFY((whole(twice, grid) - whole(once, grid)).abs().maxCoeff() < 1e-12);
}

void TestReferenceFrame::carriesTheGridWhereNothingMayBeShifted_data()
{
    QTest::addColumn<int>("boundary");
    QTest::newRow("absorbing") << static_cast<int>(BoundaryKind::Absorbing);
    QTest::newRow("walls") << static_cast<int>(BoundaryKind::Walls);
}

void TestReferenceFrame::carriesTheGridWhereNothingMayBeShifted()
{
    QFETCH(int, boundary);
    const Grid grid = squareGrid(40, 20.0, static_cast<BoundaryKind>(boundary));
    const PhysicalConstants constants{0.8, 1.3, 20.0};
    const Vec2 W(0.7, -0.4);
    const WaveState inK = wavyState(grid);
    const ObservedState seen = ReferenceFrame(grid, constants, W).observe(inK);
    QVERIFY((seen.grid.center - (grid.center - inK.time * W)).norm() < 1e-14);
    QVERIFY((seen.state.envelope == inK.envelope).all());
    const ComplexField inKPrime = whole(seen.state, seen.grid);
    const ComplexField factor = fieldOn(seen.grid, [&](double x, double y) {
        return std::polar(1.0,
            -constants.mass / constants.hbar
                * (W.x() * x + W.y() * y + 0.5 * W.squaredNorm() * inK.time));
    });
    QVERIFY((inKPrime - whole(inK, grid) * factor).abs().maxCoeff() < 1e-13);
}

void TestReferenceFrame::commutesWithEvolution_data()
{
    QTest::addColumn<int>("term");
    QTest::addColumn<int>("scheme");
    const int strang = static_cast<int>(Scheme::Strang);
    const int chin = static_cast<int>(Scheme::Chin4B);
    QTest::newRow("free") << 0 << chin;
    QTest::newRow("scatterer, Strang") << 1 << strang;
    QTest::newRow("scatterer, Chin 4B") << 1 << chin;
    QTest::newRow("shaken scatterer, Chin 4B") << 2 << chin;
}

void TestReferenceFrame::commutesWithEvolution()
{
    QFETCH(int, term);
    QFETCH(int, scheme);
    const Grid grid = squareGrid(96, 20.0);
    std::vector<PotentialTerm> terms;
    if (term == 1)
        terms.push_back(FormulaTerm{"2*exp(-((x-1.5)^2+y^2))", {}});
    if (term == 2)
        terms.push_back(FormulaTerm{"2*exp(-((x-1.5)^2+(y-0.3*sin(2*t))^2))", {}});
    const Experiment experiment = experimentOn(grid, terms);
    const Vec2 W(1.5, -0.7);
    const double dt = 0.05;
    const int steps = 20;
    const ReferenceFrame frame(grid, physicalConstants(experiment), W);
    WaveState inK = packetOn(grid);
    WaveState inKPrime = frame.prepareInKPrime(inK);
    SplitStepSolver(setupOf(experiment, static_cast<Scheme>(scheme))).advance(inK, dt, steps);
    SplitStepSolver(setupOf(experiment, static_cast<Scheme>(scheme), W))
        .advance(inKPrime, dt, steps);
    const ObservedState seen = frame.observe(inK);
    const ComplexField difference = whole(seen.state, grid) - whole(inKPrime, grid);
    QVERIFY2(difference.abs().maxCoeff() < 1e-10,
        qPrintable(QString::number(difference.abs().maxCoeff())));
}

void TestReferenceFrame::restingFrameChangesNothing()
{
    const Grid grid = squareGrid(24, 20.0);
    const WaveState inK = wavyState(grid);
    const ObservedState seen = ReferenceFrame(grid, {}, Vec2(0.0, 0.0)).observe(inK);
    QVERIFY(seen.grid == grid);
    QVERIFY((seen.state.envelope == inK.envelope).all());
    QCOMPARE(seen.state.carrier, inK.carrier);
    QCOMPARE(seen.state.phase, inK.phase);
}

void TestReferenceFrame::refusesToPrepareBetweenWalls()
{
    const Grid grid = squareGrid(24, 20.0, BoundaryKind::Walls);
    const ReferenceFrame frame(grid, {}, Vec2(1.0, 0.0));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, frame.prepareInKPrime(wavyState(grid)));
}

QTEST_APPLESS_MAIN(TestReferenceFrame)
#include "tst_ReferenceFrame.moc"
