#include "core/experiment/Units.h"
#include "core/grid/Derivatives.h"
#include "core/packets/WavePacket.h"
#include "core/packets/parts/PacketParts.h"
#include "support/ClosedForms.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace dqm;
using Complex = std::complex<double>;

namespace {

Experiment with(std::vector<Packet> packets, BoundaryKind boundary = BoundaryKind::Periodic)
{
    Experiment experiment;
    experiment.constants = {.hbar = 0.8, .mass = 1.7, .c = 20.0};
    experiment.grid
        = {.nx = 96, .ny = 80, .size = {16.0, 14.0}, .center = {1.0, -0.5}, .boundary = boundary};
    experiment.packets = std::move(packets);
    return experiment;
}

double norm(const ComplexField& psi, const Grid& grid)
{
    return psi.abs2().sum() * grid.cellArea();
}

Complex overlap(const ComplexField& a, const ComplexField& b, const Grid& grid)
{
    return (a.conjugate() * b).sum() * grid.cellArea();
}

Vec2 mean(const ComplexField& psi, const Grid& grid)
{
    const RealField rho = psi.abs2() * grid.cellArea();
    return {(rho.colwise().sum().transpose() * grid.xs()).sum(),
        (rho.rowwise().sum() * grid.ys()).sum()};
}

Vec2 sigma(const ComplexField& psi, const Grid& grid)
{
    const RealField rho = psi.abs2() * grid.cellArea();
    const Vec2 center = mean(psi, grid);
    return {std::sqrt((rho.colwise().sum().transpose() * (grid.xs() - center.x()).square()).sum()),
        std::sqrt((rho.rowwise().sum() * (grid.ys() - center.y()).square()).sum())};
}

Vec2 momentum(const ComplexField& psi, const Experiment& experiment)
{
    const Grid& grid = experiment.grid;
    const ComplexVectorField g = gradient(psi, grid, DerivativeMethod::Spectral);
    return experiment.constants.hbar
        * Vec2(overlap(psi, g.x, grid).imag(), overlap(psi, g.y, grid).imag());
}

} // namespace

class tst_WavePacket : public QObject
{
    Q_OBJECT

private slots:
    void aShareIsWrittenInPlainDigits()
    {
        QCOMPARE(percentText(0.0012), std::string("0.12 %"));
        QCOMPARE(percentText(0.5), std::string("50 %"));
        QCOMPARE(percentText(0.996), std::string("100 %"));
        QCOMPARE(percentText(3.2), std::string("320 %"));
    }

    void aGaussianHasItsClosedForm()
    {
        const Experiment experiment = with(
            {GaussianPacket{.center = {0.7, -1.1}, .sigma = {0.8, 0.6}, .velocity = {1.5, -0.9}}},
            BoundaryKind::Walls);
        const Grid& grid = experiment.grid;
        const ComplexField psi = prepareWave(experiment);
        const auto x = test::freeGaussian({0.8, 0.7, 1.5, 0.8, 1.7}, 0.0);
        const auto y = test::freeGaussian({0.6, -1.1, -0.9, 0.8, 1.7}, 0.0);
        for (int j = 0; j < grid.ny; ++j) {
            for (int i = 0; i < grid.nx; ++i)
                QVERIFY(std::abs(psi(j, i) - x(grid.x(i)) * y(grid.y(j))) < 1e-13);
        }
    }

    void aGaussianHasItsMoments()
    {
        const Experiment experiment = with({GaussianPacket{.center = {0.7, -1.1},
            .sigma = {0.8, 0.6},
            .velocity = {1.5, -0.9},
            .chirp = 0.4,
            .weight = 3.0}});
        const ComplexField psi = prepareWave(experiment);
        QVERIFY(std::abs(norm(psi, experiment.grid) - 1.0) < 1e-13);
        QVERIFY((mean(psi, experiment.grid) - Vec2(0.7, -1.1)).norm() < 1e-12);
        QVERIFY((sigma(psi, experiment.grid) - Vec2(0.8, 0.6)).norm() < 1e-12);
        QVERIFY((momentum(psi, experiment) - 1.7 * Vec2(1.5, -0.9)).norm() < 1e-11);
    }

    void aChirpIsAConvergingFlow()
    {
        const double beta = 0.4;
        const Experiment experiment
            = with({GaussianPacket{.center = {1.0, -0.5}, .sigma = {0.8, 0.6}, .chirp = beta}});
        const Grid& grid = experiment.grid;
        const ComplexField psi = prepareWave(experiment);
        const ComplexVectorField g = gradient(psi, grid, DerivativeMethod::Spectral);
        for (const auto& [i, j] : {std::pair{50, 40}, std::pair{44, 46}, std::pair{52, 36}}) {
            const Complex bend = g.x(j, i) / psi(j, i);
            QVERIFY(std::abs(0.8 / 1.7 * bend.imag() + beta * (grid.x(i) - 1.0)) < 1e-9);
        }
    }

    void aVortexHasItsClosedForm_data()
    {
        QTest::addColumn<int>("charge");
        for (const int charge : {0, 1, -1, 2, -3})
            QTest::addRow("charge %d", charge) << charge;
    }

    void aVortexHasItsClosedForm()
    {
        QFETCH(int, charge);
        Experiment experiment
            = with({VortexPacket{.sigma = 0.7, .charge = charge}}, BoundaryKind::Walls);
        experiment.grid.center = {0.03, 0.01};
        const Grid& grid = experiment.grid;
        const ComplexField psi = prepareWave(experiment);
        for (int j = 0; j < grid.ny; ++j) {
            for (int i = 0; i < grid.nx; ++i) {
                const Complex exact
                    = test::freeVortex(grid.x(i), grid.y(j), 0.0, charge, 0.7, 0.8, 1.7);
                QVERIFY(std::abs(psi(j, i) - exact) < 1e-13);
            }
        }
    }

    void eigenstatesAreOrthonormal_data()
    {
        QTest::addColumn<EigenstatePacket>("first");
        QTest::addColumn<EigenstatePacket>("second");
        QTest::addColumn<BoundaryKind>("boundary");
        using Of = EigenstatePacket::Of;
        const auto box = [](int a, int b) { return EigenstatePacket{.n = {a, b}}; };
        const auto harmonic = [](int a, int b) {
            return EigenstatePacket{
                .of = Of::Harmonic, .n = {a, b}, .omega = {1.0, 1.5}, .center = {1.0, -0.5}};
        };
        QTest::newRow("box 11 12") << box(1, 1) << box(1, 2) << BoundaryKind::Walls;
        QTest::newRow("box 53 54") << box(5, 3) << box(4, 3) << BoundaryKind::Walls;
        QTest::newRow("harmonic 00 20")
            << harmonic(0, 0) << harmonic(2, 0) << BoundaryKind::Periodic;
        QTest::newRow("harmonic 97 95")
            << harmonic(9, 7) << harmonic(9, 5) << BoundaryKind::Periodic;
        QTest::newRow("harmonic 31 32") << harmonic(3, 1) << harmonic(3, 2) << BoundaryKind::Walls;
    }

    void eigenstatesAreOrthonormal()
    {
        QFETCH(EigenstatePacket, first);
        QFETCH(EigenstatePacket, second);
        QFETCH(BoundaryKind, boundary);
        const Experiment experiment = with({first}, boundary);
        const ComplexField a = prepareWave(experiment);
        const ComplexField b = prepareWave(with({second}, boundary));
        QVERIFY(std::abs(norm(a, experiment.grid) - 1.0) < 1e-13);
        QVERIFY(std::abs(overlap(a, b, experiment.grid)) < 1e-12);
    }

    void eigenstatesSolveTheirEquation()
    {
        using Of = EigenstatePacket::Of;
        const Vec2 omega(1.0, 1.5);
        Experiment experiment = with({EigenstatePacket{
            .of = Of::Harmonic, .n = {3, 2}, .omega = omega, .center = {1.0, -0.5}}});
        const Grid& grid = experiment.grid;
        const ComplexField psi = prepareWave(experiment);
        const ComplexField kinetic = -0.8 * 0.8 / (2.0 * 1.7) * laplacian(psi, grid);
        const double energy = 0.8 * (3.5 * 1.0 + 2.5 * 1.5);
        double worst = 0.0;
        for (int j = 0; j < grid.ny; ++j) {
            for (int i = 0; i < grid.nx; ++i) {
                const double V
                    = 0.85 * (std::pow(grid.x(i) - 1.0, 2) + 2.25 * std::pow(grid.y(j) + 0.5, 2));
                worst = std::max(worst, std::abs(kinetic(j, i) + (V - energy) * psi(j, i)));
            }
        }
        QVERIFY2(worst < 1e-8, qPrintable(QString::number(worst)));
    }

    void aPlaneWaveTakesTheNearestAllowedVelocity()
    {
        const Experiment experiment = with({PlanePacket{.velocity = {1.0, -0.6}}});
        const Vec2 allowed
            = allowedPlaneVelocity({experiment.grid, physicalConstants(experiment)}, {1.0, -0.6});
        const double unit = 2.0 * std::numbers::pi * 0.8 / 1.7;
        QVERIFY(std::abs(allowed.x() - unit * 5.0 / 16.0) < 1e-14);
        QVERIFY(std::abs(allowed.y() + unit * 3.0 / 14.0) < 1e-14);
        const ComplexField psi = prepareWave(experiment);
        QVERIFY((momentum(psi, experiment) - 1.7 * allowed).norm() < 1e-12);
        QVERIFY((psi.abs2() - 1.0 / (16.0 * 14.0)).abs().maxCoeff() < 1e-14);
    }

    void aFormulaIsTakenAsItStands()
    {
        const Experiment experiment = with({FormulaPacket{.real = "exp(-x^2/(4*s^2) - y^2)*cos(x)",
            .imaginary = "exp(-x^2/(4*s^2) - y^2)*sin(x)",
            .parameters = {{"s", 0.8}}}});
        const ComplexField psi = prepareWave(experiment);
        QVERIFY(std::abs(norm(psi, experiment.grid) - 1.0) < 1e-13);
        QVERIFY((momentum(psi, experiment) - Vec2(0.8, 0.0)).norm() < 1e-10);
    }

    void packetsAddWithWeightAndPhase()
    {
        const GaussianPacket left{.center = {-3.0, -0.5}, .sigma = {0.5, 0.6}};
        GaussianPacket right{
            .center = {5.0, -0.5}, .sigma = {0.5, 0.9}, .weight = 2.0, .phase = 0.7};
        const Experiment experiment = with({left, right});
        const ComplexField psi = prepareWave(experiment);
        const ComplexField a = prepareWave(with({left}));
        right.phase = 0.0;
        const ComplexField b = prepareWave(with({right}));
        const Grid& grid = experiment.grid;
        QVERIFY(std::abs(overlap(a, psi, grid) - 1.0 / std::sqrt(5.0)) < 1e-10);
        QVERIFY(std::abs(overlap(b, psi, grid) - std::polar(2.0 / std::sqrt(5.0), 0.7)) < 1e-10);
        QVERIFY(std::abs(norm(psi, grid) - 1.0) < 1e-13);
    }

    void aPacketAcrossTheEdgeIsContinuous_data()
    {
        QTest::addColumn<Packet>("atTheEdge");
        QTest::addColumn<Packet>("inTheMiddle");
        const Vec2 edge(8.8, 6.3);
        const Vec2 middle(1.0 - 0.2, -0.5 - 0.2);
        const Vec2 v(1.3, -0.7);
        QTest::newRow("gaussian") << Packet(GaussianPacket{.center = edge, .velocity = v})
                                  << Packet(GaussianPacket{.center = middle, .velocity = v});
        QTest::newRow("vortex") << Packet(VortexPacket{.center = edge, .charge = 2, .velocity = v})
                                << Packet(
                                       VortexPacket{.center = middle, .charge = 2, .velocity = v});
        QTest::newRow("eigenstate")
            << Packet(EigenstatePacket{
                   .of = EigenstatePacket::Of::Harmonic, .n = {2, 1}, .center = edge})
            << Packet(EigenstatePacket{
                   .of = EigenstatePacket::Of::Harmonic, .n = {2, 1}, .center = middle});
    }

    // Half a box lies between both centres, a whole number of cells: the same packet, carried
    // round.
    void aPacketAcrossTheEdgeIsContinuous()
    {
        QFETCH(Packet, atTheEdge);
        QFETCH(Packet, inTheMiddle);
        const ComplexField a = prepareWave(with({atTheEdge}));
        const ComplexField b = prepareWave(with({inTheMiddle}));
        for (int j = 0; j < 80; ++j) {
            for (int i = 0; i < 96; ++i)
                QVERIFY(std::abs(a((j + 40) % 80, (i + 48) % 96) - b(j, i)) < 1e-13);
        }
    }

    void refusesWhatCannotBeNormalised()
    {
        const FormulaPacket zero{.real = "0", .imaginary = "x - x", .parameters = {}};
        QVERIFY_EXCEPTION_THROWN(prepareWave(with({zero})), ExperimentError);
        const FormulaPacket infinite{.real = "1/(x - x)", .parameters = {}};
        QVERIFY_EXCEPTION_THROWN(prepareWave(with({infinite})), ExperimentError);
        GaussianPacket packet;
        GaussianPacket opposite;
        opposite.phase = std::numbers::pi;
        try {
            prepareWave(with({packet, opposite}));
            QFAIL("accepted");
        } catch (const ExperimentError& error) {
            QCOMPARE(error.path(), std::string("packets"));
        }
    }

    void refusesAPacketTheGridDoesNotResolve()
    {
        QVERIFY_EXCEPTION_THROWN(
            prepareWave(with({GaussianPacket{.sigma = {0.1, 1.0}}})), ExperimentError);
        QVERIFY_EXCEPTION_THROWN(
            prepareWave(with({GaussianPacket{.velocity = {9.0, 0.0}}})), ExperimentError);
    }
};

QTEST_APPLESS_MAIN(tst_WavePacket)
#include "tst_WavePacket.moc"
