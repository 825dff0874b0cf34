#include "core/grid/Grid.h"

#include <QTest>

#include <numbers>

using dqm::BoundaryKind;
using dqm::Grid;
using dqm::Vec2;

class tst_Grid : public QObject
{
    Q_OBJECT

private:
    static Grid grid(BoundaryKind boundary)
    {
        return {
            .nx = 8, .ny = 5, .size = {16.0, 12.0}, .center = {1.0, -2.0}, .boundary = boundary};
    }

private slots:
    void torusStartsAtTheLowerEdge()
    {
        const Grid g = grid(BoundaryKind::Periodic);
        QCOMPARE(g.dx(), 2.0);
        QCOMPARE(g.dy(), 2.4);
        QCOMPARE(g.x(0), -7.0);
        QCOMPARE(g.x(g.nx), 9.0);
        QCOMPARE(g.y(0), -8.0);
        QVERIFY(grid(BoundaryKind::Absorbing).isTorus());
    }

    void wallsLieOneSpacingOutsideThePoints()
    {
        const Grid g = grid(BoundaryKind::Walls);
        QVERIFY(!g.isTorus());
        QCOMPARE(g.x(-1), -7.0);
        QCOMPARE(g.x(g.nx), 9.0);
        QCOMPARE(g.y(-1), -8.0);
        QCOMPARE(g.y(g.ny), 4.0);
    }

    void coordinateArraysAgreeWithPoints()
    {
        for (const auto boundary : {BoundaryKind::Periodic, BoundaryKind::Walls}) {
            const Grid g = grid(boundary);
            QCOMPARE(g.xs().size(), Eigen::Index(8));
            QCOMPARE(g.ys().size(), Eigen::Index(5));
            QCOMPARE(g.xs()[3], g.x(3));
            QCOMPARE(g.ys()[4], g.y(4));
            QCOMPARE(g.cellArea(), g.dx() * g.dy());
        }
    }

    void wavenumbersStandInTransformOrder()
    {
        const Grid torus = grid(BoundaryKind::Periodic);
        const double kx = 2.0 * std::numbers::pi / 16.0;
        const double ky = 2.0 * std::numbers::pi / 12.0;
        const Eigen::ArrayXd alongX = torus.wavenumbersX() / kx;
        const Eigen::ArrayXd alongY = torus.wavenumbersY() / ky;
        QVERIFY(alongX.isApprox((Eigen::ArrayXd(8) << 0, 1, 2, 3, -4, -3, -2, -1).finished()));
        QVERIFY(alongY.isApprox((Eigen::ArrayXd(5) << 0, 1, 2, -2, -1).finished()));

        const Eigen::ArrayXd walls = grid(BoundaryKind::Walls).wavenumbersY() * 2.0 / ky;
        QVERIFY(walls.isApprox((Eigen::ArrayXd(5) << 1, 2, 3, 4, 5).finished()));
    }

    void differencesAreShortestOnATorusOnly()
    {
        const Grid torus = grid(BoundaryKind::Periodic);
        QVERIFY(torus.shortest({9.0, -7.0}).isApprox(Vec2(-7.0, 5.0)));
        QVERIFY(torus.shortest({7.0, 5.9}).isApprox(Vec2(7.0, 5.9)));
        QVERIFY(torus.shortest({160.5, 0.0}).isApprox(Vec2(0.5, 0.0)));
        const Grid walls = grid(BoundaryKind::Walls);
        QVERIFY(walls.shortest({9.0, -7.0}).isApprox(Vec2(9.0, -7.0)));
    }

    void movesWithAnOffset()
    {
        const Grid g = grid(BoundaryKind::Walls);
        const Grid moved = g.movedBy({0.5, -1.0});
        QCOMPARE(moved.x(2), g.x(2) + 0.5);
        QCOMPARE(moved.y(2), g.y(2) - 1.0);
        QVERIFY(moved != g);
        QVERIFY(moved.movedBy({-0.5, 1.0}) == g);
    }
};

QTEST_APPLESS_MAIN(tst_Grid)
#include "tst_Grid.moc"
