#include "core/grid/Derivatives.h"
#include "support/ClosedForms.h"

#include <QTest>

#include <stdexcept>

using namespace dqm;

namespace {

using Complex = std::complex<double>;

Grid gridOf(int nx, int ny, BoundaryKind boundary)
{
    Grid grid;
    grid.nx = nx;
    grid.ny = ny;
    grid.size = Vec2(6.0, 5.0);
    grid.center = Vec2(0.5, -1.0);
    grid.boundary = boundary;
    return grid;
}

double largest(const ComplexField& a) { return a.abs().maxCoeff(); }

/// Sum of three modes with its derivatives, on a torus or between walls.
struct Modes
{
    explicit Modes(const Grid& g)
        : grid(g)
    {
    }

    ComplexField field() const
    {
        return sum([](double, double, Complex f, Complex, Complex) { return f; });
    }
    ComplexField alongX() const
    {
        return sum([](double, double, Complex, Complex fx, Complex) { return fx; });
    }
    ComplexField alongY() const
    {
        return sum([](double, double, Complex, Complex, Complex fy) { return fy; });
    }
    ComplexField laplacian() const
    {
        return sum([](double kx, double ky, Complex f, Complex, Complex) {
            return -(kx * kx + ky * ky) * f;
        });
    }

private:
    template <class Part>
    ComplexField sum(const Part& part) const
    {
        struct Mode
        {
            int nx;
            int ny;
            Complex amplitude;
        };
        const Eigen::ArrayXd kxs = grid.wavenumbersX();
        const Eigen::ArrayXd kys = grid.wavenumbersY();
        const Vec2 corner = grid.lower();
        return test::fieldOn(grid, [&](double x, double y) {
            Complex total = 0.0;
            for (const Mode& mode :
                {Mode{1, 2, {1.0, 0.5}}, Mode{3, 0, {-0.2, 0.7}}, Mode{0, 1, {0.3, -0.4}}}) {
                const double kx = kxs[mode.nx];
                const double ky = kys[mode.ny];
                const double ax = kx * (x - corner.x());
                const double ay = ky * (y - corner.y());
                const Complex i(0.0, 1.0);
                const Complex fx = grid.isTorus() ? std::exp(i * ax) : Complex(std::sin(ax));
                const Complex fy = grid.isTorus() ? std::exp(i * ay) : Complex(std::sin(ay));
                const Complex dx = grid.isTorus() ? i * kx * fx : Complex(kx * std::cos(ax));
                const Complex dy = grid.isTorus() ? i * ky * fy : Complex(ky * std::cos(ay));
                total += mode.amplitude * part(kx, ky, fx * fy, dx * fy, fx * dy);
            }
            return total;
        });
    }

    Grid grid;
};

} // namespace

class TestDerivatives : public QObject
{
    Q_OBJECT

private slots:
    void spectralIsExactOnModes_data();
    void spectralIsExactOnModes();
    void differencesAreOfOrderEight_data();
    void differencesAreOfOrderEight();
    void nyquistHasNoSlope();
    void threadCountsAgree_data();
    void threadCountsAgree();
    void refusesAnotherShape();

private:
    static void addBoundaries()
    {
        QTest::addColumn<int>("boundary");
        QTest::newRow("torus") << static_cast<int>(BoundaryKind::Periodic);
        QTest::newRow("walls") << static_cast<int>(BoundaryKind::Walls);
    }
};

void TestDerivatives::spectralIsExactOnModes_data() { addBoundaries(); }

void TestDerivatives::spectralIsExactOnModes()
{
    QFETCH(int, boundary);
    const Grid grid = gridOf(24, 19, static_cast<BoundaryKind>(boundary));
    const Modes modes(grid);
    const ComplexField psi = modes.field();
    const ComplexVectorField slope = gradient(psi, grid, DerivativeMethod::Spectral);
    QVERIFY(largest(slope.x - modes.alongX()) < 1e-12);
    QVERIFY(largest(slope.y - modes.alongY()) < 1e-12);
    QVERIFY(largest(laplacian(psi, grid) - modes.laplacian()) < 1e-11);
}

void TestDerivatives::differencesAreOfOrderEight_data() { addBoundaries(); }

void TestDerivatives::differencesAreOfOrderEight()
{
    QFETCH(int, boundary);
    const auto kind = static_cast<BoundaryKind>(boundary);
    const auto error = [&](int intervals) {
        const int n = kind == BoundaryKind::Walls ? intervals - 1 : intervals;
        const Grid grid = gridOf(n, n, kind);
        const Modes modes(grid);
        const ComplexVectorField slope
            = gradient(modes.field(), grid, DerivativeMethod::EighthOrder);
        return std::pair(largest(slope.x - modes.alongX()), largest(slope.y - modes.alongY()));
    };
    const auto coarse = error(40);
    const auto fine = error(80);
    QVERIFY(std::abs(std::log2(coarse.first / fine.first) - 8.0) < 0.2);
    QVERIFY(std::abs(std::log2(coarse.second / fine.second) - 8.0) < 0.2);
}

void TestDerivatives::nyquistHasNoSlope()
{
    const Grid grid = gridOf(16, 12, BoundaryKind::Periodic);
    ComplexField psi(grid.ny, grid.nx);
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
            psi(j, i) = (i % 2 == 0 ? 1.0 : -1.0);
    const ComplexVectorField slope = gradient(psi, grid, DerivativeMethod::Spectral);
    QVERIFY(largest(slope.x) < 1e-14);
    QVERIFY(largest(slope.y) < 1e-14);
}

void TestDerivatives::threadCountsAgree_data() { addBoundaries(); }

void TestDerivatives::threadCountsAgree()
{
    QFETCH(int, boundary);
    const Grid grid = gridOf(63, 47, static_cast<BoundaryKind>(boundary));
    std::srand(3);
    const ComplexField psi = ComplexField::Random(grid.ny, grid.nx);
    for (const auto method : {DerivativeMethod::EighthOrder, DerivativeMethod::Spectral}) {
        const ComplexVectorField one = gradient(psi, grid, method, 1);
        const ComplexVectorField three = gradient(psi, grid, method, 3);
        QVERIFY(largest(one.x - three.x) < 1e-12 * largest(one.x));
        QVERIFY(largest(one.y - three.y) < 1e-12 * largest(one.y));
    }
    const ComplexField one = laplacian(psi, grid, 1);
    QVERIFY(largest(one - laplacian(psi, grid, 3)) < 1e-12 * largest(one));
}

void TestDerivatives::refusesAnotherShape()
{
    const Grid grid = gridOf(16, 12, BoundaryKind::Periodic);
    const ComplexField psi = ComplexField::Zero(16, 12);
    QVERIFY_THROWS_EXCEPTION(
        std::invalid_argument, gradient(psi, grid, DerivativeMethod::Spectral));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, laplacian(psi, grid));
}

QTEST_APPLESS_MAIN(TestDerivatives)
#include "tst_Derivatives.moc"
