#include "app/lessons/Conditions.h"
#include "core/simulation/Simulation.h"

#include <QTest>

using namespace dqm;

namespace {

Experiment packet()
{
    Experiment experiment;
    experiment.grid = {.nx = 64, .ny = 64, .size = {32.0, 32.0}};
    experiment.packets = {GaussianPacket{}};
    experiment.frameVelocity = Vec2(1.5, 0.0);
    experiment.regions = {{"right", {0.0, 16.0, -16.0, 16.0}}};
    return experiment;
}

std::map<std::string, double> valuesAt(double time)
{
    Simulation simulation(packet(), {});
    simulation.advanceTo(time);
    return conditionValues(packet(), *simulation.frame({.fields = false}));
}

} // namespace

/// What lessons ask for.
class TestConditions : public QObject
{
    Q_OBJECT

private slots:
    void readParametersNumbersAndTime_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* condition, bool expected) {
            QTest::newRow(condition) << condition << expected;
        };
        row("t >= 2", true);
        row("t > 2", false);
        row("constants.mass == 1", true);
        row("abs(frame.velocity[0]) > 1 && frame.velocity[1] == 0", true);
        row("frame.velocity[0]>2||t<1", false);
        row("abs(sigma_x - sqrt(2)) < 1e-3", true);
        row("abs(mean_x + frame.velocity[0]*t) < 1e-6", true);
        row("P_right > 0.4 && norm > 0.99", true);
        row("t-2 == 0 && 2t == 4", true);
        row("until == 10", true);
        row("flat", false);
        row("sqrt(-t)", false);
    }

    void readParametersNumbersAndTime()
    {
        QFETCH(QString, condition);
        QFETCH(bool, expected);
        QCOMPARE(isTrue(condition.toStdString(), valuesAt(2.0)), expected);
    }

    void refuseWhatTheyDoNotKnow_data()
    {
        QTest::addColumn<QString>("condition");
        for (const char* condition :
            {"constants.maass > 1", "sigma_z > 1", "t >", "", "P_left > 1", "1 < t < 2"})
            QTest::newRow(condition) << condition;
    }

    void refuseWhatTheyDoNotKnow()
    {
        QFETCH(QString, condition);
        const auto values = valuesAt(0.0);
        try {
            static_cast<void>(isTrue(condition.toStdString(), values));
            QFAIL("was read");
        } catch (const std::invalid_argument& problem) {
            QVERIFY(QString::fromStdString(problem.what()).contains(condition));
        }
    }

    void valuesAreTakenOver()
    {
        const Experiment changed
            = withValues(packet(), {{"constants.mass", 2.0}, {"time", 5.0}, {"strength", 0.5}});
        QCOMPARE(changed.constants.mass, 2.0);
        QCOMPARE(changed.strength, 0.5);
        QCOMPARE(changed.time, packet().time);
        QVERIFY_EXCEPTION_THROWN(withValues(packet(), {{"constants.mass", -1.0}}), ExperimentError);
    }

    void aStepBeginsAtItsTimeOrItsMoment()
    {
        Experiment experiment = packet();
        experiment.moments = {{"late", 3.0, {}}};
        LessonStep step;
        QVERIFY(!beginOf(step, experiment));
        step.time = 1.0;
        QCOMPARE(beginOf(step, experiment), std::optional(1.0));
        step.moment = "late";
        QCOMPARE(beginOf(step, experiment), std::optional(3.0));
    }
};

QTEST_APPLESS_MAIN(TestConditions)
#include "tst_Conditions.moc"
