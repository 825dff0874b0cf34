#include "core/simulation/Simulation.h"

#include <QTest>

#include <cmath>

using namespace dqm;

namespace {

Experiment crossing(const PotentialTerm& term, int points)
{
    Experiment experiment;
    experiment.grid = {.nx = points, .ny = points, .size = {16.0, 16.0}};
    experiment.potential = {term};
    experiment.packets
        = {GaussianPacket{.center = {-2.0, 0.0}, .sigma = {0.8, 1.0}, .velocity = {2.0, 0.0}}};
    experiment.time.until = 1.0;
    experiment.time.accuracy = 1e-5;
    return experiment;
}

/// Relative L2 of the difference, on the points of the coarser one.
double distance(const ComplexField& coarse, const ComplexField& fine)
{
    const Eigen::Index stride = fine.rows() / coarse.rows();
    ComplexField kept(coarse.rows(), coarse.cols());
    for (Eigen::Index j = 0; j < kept.rows(); ++j)
        for (Eigen::Index i = 0; i < kept.cols(); ++i)
            kept(j, i) = fine(j * stride, i * stride);
    return std::sqrt((coarse - kept).abs2().sum() / kept.abs2().sum());
}

} // namespace

/// What a run says that its grid costs, beside what it does: a run on four times as many points.
class tst_GridError : public QObject
{
    Q_OBJECT

private slots:
    void isNotBelowTheTrueOne_data()
    {
        QTest::addColumn<PotentialTerm>("term");
        const auto row = [](const char* text) {
            QTest::newRow(text) << PotentialTerm(FormulaTerm{text, {}});
        };
        row("2*abs(x)");
        row("20*abs(x) + 0.5*y^2");
        row("2*sqrt(x^2 + y^2)");
        row("x > 0 ? 1 : 0");
        row("x > 0.1 ? 5 : 0");
        row("abs(x) < 0.05 ? 10 : 0");
        row("5*exp(-x^2/0.1^2)");
        QTest::newRow("narrow well")
            << PotentialTerm(CoulombTerm{.strength = 2.0, .softening = 0.1});
        QTest::newRow("sharp barrier")
            << PotentialTerm(BarrierTerm{.height = 5.0, .thickness = 1.0});
    }

    void isNotBelowTheTrueOne()
    {
        QFETCH(PotentialTerm, term);
        Simulation coarse(crossing(term, 64));
        Simulation fine(crossing(term, 256));
        coarse.advanceTo(1.0);
        fine.advanceTo(1.0);
        const double actual
            = distance(coarse.fields(Route::Rest).psi, fine.fields(Route::Rest).psi);
        const double said = coarse.gridError();
        QVERIFY2(actual < 2.0 * said && said < 100.0 * actual,
            qPrintable(QString("%1, said to be %2").arg(actual).arg(said)));
    }

    void isRoundingWhereAllIsResolved()
    {
        Simulation simulation(crossing(FormulaTerm{"0.5*x^2 + 0.5*y^2", {}}, 64));
        simulation.advanceTo(1.0);
        const double said = simulation.gridError();
        QVERIFY2(said < 1e-6, qPrintable(QString::number(said)));
    }

    void addsUpWithTime()
    {
        Experiment experiment = crossing(FormulaTerm{"abs(x) + abs(y)", {}}, 64);
        experiment.packets = {GaussianPacket{.sigma = {0.8, 0.8}}};
        experiment.time.until = 4.0;
        Simulation simulation(experiment);
        simulation.advanceTo(1.0);
        const double once = simulation.gridError();
        simulation.advanceTo(4.0);
        QVERIFY(simulation.gridError() > 2.0 * once);
    }
};

QTEST_APPLESS_MAIN(tst_GridError)
#include "tst_GridError.moc"
