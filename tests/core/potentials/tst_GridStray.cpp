#include "core/potentials/GridStray.h"

#include <QTest>

#include <cmath>

using namespace dqm;

namespace {

constexpr int points = 64;
constexpr double size = 16.0;
constexpr double spacing = size / points;

Potential potentialOf(const std::string& text, BoundaryKind boundary = BoundaryKind::Periodic)
{
    Experiment experiment;
    experiment.grid = {.nx = points, .ny = points, .size = {size, size}, .boundary = boundary};
    experiment.potential = {FormulaTerm{text, {}}};
    return {experiment, experiment.grid};
}

/// Of a row, about x = 0 only: where the torus closes most formulas jump.
double sumAboutTheMiddle(const RealField& stray)
{
    return stray.row(points / 2).segment(points / 4, points / 2).sum() * spacing;
}

} // namespace

class tst_GridStray : public QObject
{
    Q_OBJECT

private slots:
    void whatIsResolvedStraysByRounding_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
            {"2*cos(pi*x/4) + sin(pi*(x + y)/2)", "exp(-(x^2 + y^2)/2)", "5*exp(-(x^2 + 2*y^2)/2)"})
            QTest::newRow(text) << QString(text);
    }

    void whatIsResolvedStraysByRounding()
    {
        QFETCH(QString, text);
        const RealField stray = gridStray(potentialOf(text.toStdString()), 0.0);
        const double largest = stray.abs().maxCoeff();
        QVERIFY2(largest < 1e-9, qPrintable(QString::number(largest)));
    }

    /// By the formula of Euler and Maclaurin sums over the points of s|x| are too small by s h^2/6,
    /// over twice as many by a quarter of that.
    void aKinkStraysByTheTermOfEulerAndMaclaurin()
    {
        const double sum = sumAboutTheMiddle(gridStray(potentialOf("3*abs(x)"), 0.0));
        const double wanted = -2.0 * 0.75 * 3.0 * spacing * spacing / 6.0;
        QVERIFY2(std::abs(sum - wanted) < 1e-9, qPrintable(QString::number(sum)));
    }

    /// An edge on a point that counts it as low is half a spacing off.
    void anEdgeStraysByWhereThePointsPutIt()
    {
        const double sum = sumAboutTheMiddle(gridStray(potentialOf("x > 0 ? 4 : 0"), 0.0));
        QVERIFY2(std::abs(sum + 4.0 * 0.5 * spacing) < 1e-9, qPrintable(QString::number(sum)));
    }

    void aPoleBetweenThePointsIsInfinite()
    {
        const RealField stray
            = gridStray(potentialOf("1/(x - " + std::to_string(0.5 * spacing) + ")"), 0.0);
        QVERIFY(std::isinf(stray(3, 4)));
    }

    void wallsAreLeftOut()
    {
        const RealField stray = gridStray(potentialOf("x^2", BoundaryKind::Walls), 0.0);
        QVERIFY(stray.abs().maxCoeff() < 1e-10);
    }
};

QTEST_APPLESS_MAIN(tst_GridStray)
#include "tst_GridStray.moc"
