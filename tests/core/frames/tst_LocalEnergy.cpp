#include "core/frames/LocalEnergy.h"
#include "core/hydrodynamics/Hydrodynamics.h"
#include "support/HydrodynamicForms.h"

#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr double omega = 0.7;
constexpr PhysicalConstants constants{0.8, 1.7, 20.0};

/// The fields of a state in V = m omega^2 r^2/2, as a frame carries them.
Picture pictureOf(const WaveState& state, const Grid& grid)
{
    const Hydrodynamics fields
        = hydrodynamics(state, grid, constants, DerivativeMethod::Spectral, 1e-6);
    Picture picture;
    picture.grid = grid;
    picture.rho = fields.rho.cast<float>();
    picture.vx = fields.v.x.cast<float>();
    picture.vy = fields.v.y.cast<float>();
    picture.Q = fields.Q.cast<float>();
    picture.V.resize(grid.ny, grid.nx);
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
            picture.V(j, i) = static_cast<float>(0.5 * constants.mass * omega * omega
                * (grid.x(i) * grid.x(i) + grid.y(j) * grid.y(j)));
    picture.rhoMax = picture.rho.maxCoeff();
    picture.rhoFloor = 1e-6F * picture.rhoMax;
    return picture;
}

/// exp(-m omega r^2/2 hbar) times a polynomial.
template <class Polynomial>
WaveState oscillator(const Grid& grid, const Polynomial& polynomial)
{
    return normalised(fieldOn(grid,
                          [&](double x, double y) {
                              const double width = constants.mass * omega / constants.hbar;
                              return Complex(polynomial(x, y))
                                  * std::exp(-0.5 * width * (x * x + y * y));
                          }),
        grid);
}

} // namespace

class TestLocalEnergy : public QObject
{
    Q_OBJECT

private slots:
    void isTheSameEverywhereInTheGroundState()
    {
        const Grid grid = square(96, 14.0);
        const Picture picture
            = pictureOf(oscillator(grid, [](double, double) { return 1.0; }), grid);
        const LocalEnergy energy = localEnergy(picture, constants.mass);
        const double expected = constants.hbar * omega;
        QVERIFY(std::abs(energy.mean - expected) < 1e-6 * expected);
        QVERIFY(energy.deviation < 1e-5 * expected);
    }

    void isTheSameEverywhereInAVortexState()
    {
        // It turns: v = hbar/(m r) around the node, and still nothing is left of the place.
        const Grid grid = square(96, 14.0);
        const Picture picture
            = pictureOf(oscillator(grid, [](double x, double y) { return Complex(x, y); }), grid);
        const LocalEnergy energy = localEnergy(picture, constants.mass);
        const double expected = 2.0 * constants.hbar * omega;
        QVERIFY(std::abs(energy.mean - expected) < 1e-5 * expected);
        QVERIFY(energy.deviation < 1e-4 * expected);
    }

    void differsFromPlaceToPlaceInASuperposition()
    {
        const Grid grid = square(96, 14.0);
        const Picture picture = pictureOf(
            oscillator(grid, [](double x, double) { return Complex(1.0, 0.5 * x); }), grid);
        const LocalEnergy energy = localEnergy(picture, constants.mass);
        QVERIFY(energy.deviation > 0.05 * constants.hbar * omega);
    }

    void itsMeanIsTheEnergy()
    {
        const Grid grid = square(96, 14.0);
        const WaveState state
            = oscillator(grid, [](double x, double) { return Complex(1.0, 0.5 * x); });
        const Picture picture = pictureOf(state, grid);
        const double V = (picture.V * picture.rho).cast<double>().sum() * grid.cellArea();
        const double expected = energiesOf(state, grid, constants).kinetic() + V;
        QVERIFY(std::abs(localEnergy(picture, constants.mass).mean - expected) < 1e-4 * expected);
    }

    void cellsBelowTheFloorAreLeftOut()
    {
        const Grid grid = square(96, 14.0);
        Picture picture = pictureOf(oscillator(grid, [](double, double) { return 1.0; }), grid);
        picture.Q = (picture.rho <= picture.rhoFloor).select(1e9F, picture.Q);
        QVERIFY(localEnergy(picture, constants.mass).deviation < 1e-4);
    }

    void withoutPotentialVIsZero()
    {
        Picture picture;
        picture.rho = FloatField::Constant(2, 2, 1.0F);
        picture.vx = FloatField::Constant(2, 2, 3.0F);
        picture.vy = FloatField::Constant(2, 2, 4.0F);
        picture.Q = FloatField::Constant(2, 2, 0.5F);
        QCOMPARE(localEnergy(picture, 2.0).mean, 25.5);
        QCOMPARE(localEnergyAt(picture, 2.0, 3), 25.5);
    }

    void withoutQThereIsNone()
    {
        Picture picture;
        picture.rho = FloatField::Constant(2, 2, 1.0F);
        picture.vx = picture.vy = picture.rho;
        QVERIFY(!hasLocalEnergy(picture));
        QCOMPARE(localEnergy(picture, 1.0).mean, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestLocalEnergy)
#include "tst_LocalEnergy.moc"
