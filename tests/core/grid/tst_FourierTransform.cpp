#include "core/grid/FourierTransform.h"
#include "core/grid/LineTransforms.h"
#include "support/ClosedForms.h"

#include <QTest>

#include <stdexcept>
#include <thread>
#include <vector>

using namespace dqm;

namespace {

ComplexField noise(const Grid& grid)
{
    std::srand(7);
    return ComplexField::Random(grid.ny, grid.nx);
}

Grid gridOf(int nx, int ny, BoundaryKind boundary)
{
    Grid grid;
    grid.nx = nx;
    grid.ny = ny;
    grid.size = Vec2(10.0, 7.0);
    grid.center = Vec2(1.0, -2.0);
    grid.boundary = boundary;
    return grid;
}

} // namespace

class TestFourierTransform : public QObject
{
    Q_OBJECT

private slots:
    void inverseUndoesForward_data();
    void inverseUndoesForward();
    void planeWaveIsOneCoefficient();
    void wallModeIsOneCoefficient();
    void threadCountsAgree_data();
    void threadCountsAgree();
    void linesAddUpToTheWholeTransform_data();
    void linesAddUpToTheWholeTransform();
    void fieldsMayBeTransformedSideBySide();
    void refusesAnotherShape();
    void isTheSameForAnyNumberOfThreads();
};

void TestFourierTransform::inverseUndoesForward_data()
{
    QTest::addColumn<int>("nx");
    QTest::addColumn<int>("ny");
    QTest::addColumn<int>("threads");
    QTest::addColumn<bool>("walls");
    for (const bool walls : {false, true})
        for (const int threads : {1, 2})
            for (const auto& [nx, ny] : {std::pair{32, 16}, {31, 48}, {60, 17}, {128, 64}})
                QTest::addRow("%d x %d, %d threads, %s", nx, ny, threads, walls ? "walls" : "torus")
                    << nx << ny << threads << walls;
}

void TestFourierTransform::inverseUndoesForward()
{
    QFETCH(int, nx);
    QFETCH(int, ny);
    QFETCH(int, threads);
    QFETCH(bool, walls);
    const Grid grid = gridOf(nx, ny, walls ? BoundaryKind::Walls : BoundaryKind::Periodic);
    const FourierTransform transform(grid, threads);
    const ComplexField before = noise(grid);
    ComplexField field = before;
    transform.forward(field);
    transform.inverse(field);
    QVERIFY(((field * transform.normalisation() - before).abs() < 1e-13).all());
}

void TestFourierTransform::planeWaveIsOneCoefficient()
{
    const Grid grid = gridOf(32, 20, BoundaryKind::Periodic);
    const double kx = grid.wavenumbersX()[29];
    const double ky = grid.wavenumbersY()[2];
    const Vec2 corner = grid.lower();
    ComplexField field = test::fieldOn(grid, [&](double x, double y) {
        return std::polar(1.0, kx * (x - corner.x()) + ky * (y - corner.y()));
    });
    const FourierTransform transform(grid);
    transform.forward(field);
    field *= transform.normalisation();
    QVERIFY(std::abs(field(2, 29) - 1.0) < 1e-14);
    field(2, 29) = 0.0;
    QVERIFY((field.abs() < 1e-14).all());
}

void TestFourierTransform::wallModeIsOneCoefficient()
{
    const Grid grid = gridOf(31, 23, BoundaryKind::Walls);
    const Vec2 corner = grid.lower();
    const std::complex<double> amplitude(0.3, -1.1);
    ComplexField field = test::fieldOn(grid, [&](double x, double y) {
        return amplitude * std::sin(grid.wavenumbersX()[4] * (x - corner.x()))
            * std::sin(grid.wavenumbersY()[1] * (y - corner.y()));
    });
    const FourierTransform transform(grid);
    transform.forward(field);
    field *= 4.0 * transform.normalisation();
    QVERIFY(std::abs(field(1, 4) - amplitude) < 1e-13);
    field(1, 4) = 0.0;
    QVERIFY((field.abs() < 1e-13).all());
}

void TestFourierTransform::threadCountsAgree_data()
{
    QTest::addColumn<bool>("walls");
    QTest::newRow("torus") << false;
    QTest::newRow("walls") << true;
}

void TestFourierTransform::threadCountsAgree()
{
    QFETCH(bool, walls);
    const Grid grid
        = gridOf(127 + !walls, 63 + !walls, walls ? BoundaryKind::Walls : BoundaryKind::Periodic);
    ComplexField reference = noise(grid);
    FourierTransform(grid, 1).forward(reference);
    for (const int threads : {2, 3, 5}) {
        ComplexField field = noise(grid);
        FourierTransform(grid, threads).forward(field);
        QVERIFY((field - reference).abs().maxCoeff() < 1e-13 * reference.abs().maxCoeff());
    }
}

void TestFourierTransform::linesAddUpToTheWholeTransform_data() { inverseUndoesForward_data(); }

void TestFourierTransform::linesAddUpToTheWholeTransform()
{
    QFETCH(int, nx);
    QFETCH(int, ny);
    QFETCH(bool, walls);
    const Grid grid = gridOf(nx, ny, walls ? BoundaryKind::Walls : BoundaryKind::Periodic);
    const LineTransforms lines(grid);
    ComplexField whole = noise(grid);
    ComplexField field = whole;
    FourierTransform(grid).forward(whole);
    for (int b = 0; b < lines.rowBlocks(); ++b)
        lines.forwardRows(field, lines.rows(b));
    for (int b = 0; b < lines.columnBlocks(); ++b)
        lines.forwardColumns(field, lines.columns(b));
    QVERIFY((field - whole).abs().maxCoeff() < 1e-13 * whole.abs().maxCoeff());
    for (int b = 0; b < lines.columnBlocks(); ++b)
        lines.inverseColumns(field, lines.columns(b));
    for (int b = 0; b < lines.rowBlocks(); ++b)
        lines.inverseRows(field, lines.rows(b));
    field *= FourierTransform::normalisation(grid);
    QVERIFY((field - noise(grid)).abs().maxCoeff() < 1e-13);
}

void TestFourierTransform::fieldsMayBeTransformedSideBySide()
{
    const Grid grid = gridOf(64, 64, BoundaryKind::Periodic);
    const FourierTransform transform(grid, 2);
    ComplexField reference = noise(grid);
    transform.forward(reference);
    std::vector<ComplexField> fields(4, noise(grid));
    std::vector<std::thread> threads;
    for (ComplexField& field : fields)
        threads.emplace_back([&] {
            for (int repetition = 0; repetition < 20; ++repetition) {
                transform.forward(field);
                transform.inverse(field);
                field *= transform.normalisation();
            }
            transform.forward(field);
        });
    for (std::thread& thread : threads)
        thread.join();
    for (const ComplexField& field : fields)
        QVERIFY((field - reference).abs().maxCoeff() < 1e-11);
}

void TestFourierTransform::refusesAnotherShape()
{
    const FourierTransform transform(gridOf(16, 8, BoundaryKind::Periodic));
    ComplexField field = ComplexField::Zero(16, 8);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, transform.forward(field));
}

void TestFourierTransform::isTheSameForAnyNumberOfThreads()
{
    for (const BoundaryKind boundary : {BoundaryKind::Periodic, BoundaryKind::Walls}) {
        for (const auto& [nx, ny] :
            {std::pair{200, 150}, std::pair{127, 130}, std::pair{64, 1100}}) {
            const Grid grid = gridOf(nx, ny, boundary);
            std::srand(7);
            const ComplexField start = ComplexField::Random(ny, nx);
            ComplexField one = start;
            FourierTransform(grid, 1).forward(one);
            for (const int threads : {2, 3, 7}) {
                ComplexField many = start;
                FourierTransform(grid, threads).forward(many);
                QVERIFY((many == one).all());
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestFourierTransform)
#include "tst_FourierTransform.moc"
