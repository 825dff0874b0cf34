#include "core/potentials/Potential.h"

#include <QTest>

#include <cmath>

using namespace dqm;

namespace {

Potential potentialOf(const char* expression, double until = 10.0)
{
    Experiment experiment;
    experiment.grid = {.nx = 32, .ny = 32, .size = {16.0, 16.0}};
    experiment.potential = {FormulaTerm{expression, {}}};
    experiment.time.until = until;
    return {experiment, experiment.grid};
}

long long stepsOf(const StepSchedule& schedule, double from, double dt, int steps, int order)
{
    long long count = 0;
    for (const auto& part : schedule.between(from, dt, steps, order))
        count += part.steps;
    return count;
}

} // namespace

class tst_StepSchedule : public QObject
{
    Q_OBJECT

private slots:
    void aPotentialAtRestHasNone() { QCOMPARE(potentialOf("0.5*x^2").schedule(), nullptr); }

    void findsAPulseWhereverAndHoweverShort_data()
    {
        QTest::addColumn<double>("at");
        QTest::addColumn<double>("width");
        for (const double at : {0.01, 3.71, 5.0, 9.9987654321})
            for (const double width : {0.1, 2e-3, 5e-4, 1e-6})
                QTest::addRow("%g at %g", width, at) << at << width;
    }

    void findsAPulseWhereverAndHoweverShort()
    {
        QFETCH(double, at);
        QFETCH(double, width);
        const std::string text = "0.5*x^2 + x*exp(-((t - " + std::to_string(at) + ")/"
            + QString::number(width, 'g', 17).toStdString() + ")^2/2)";
        const Potential potential = potentialOf(text.c_str());
        const StepSchedule& schedule = *potential.schedule();
        double shortest = 1.0;
        for (const auto& part : schedule.between(0.0, 0.1, 100, 4))
            if (part.from <= at && at <= part.from + part.dt * part.steps)
                shortest = std::min(shortest, part.dt);
        QVERIFY2(shortest < width, qPrintable(QString::number(shortest)));
        // Its strength, as the classical paths feel it.
        const double strength = schedule.averages(0.0, 10.0).front() * 10.0;
        const double half = std::sqrt(0.5) / width;
        const double all = width * std::sqrt(std::acos(-1.0) / 2.0)
            * (std::erf((10.0 - at) * half) + std::erf(at * half));
        QVERIFY2(
            std::abs(strength / all - 1.0) < 1e-4, qPrintable(QString::number(strength / all)));
        const long long count = stepsOf(schedule, 0.0, 0.1, 100, 4);
        QVERIFY2(count < 5000, qPrintable(QString::number(count)));
    }

    void endsStepsAtJumps_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<double>>("jumps");
        const auto row = [](const char* text, const QList<double>& jumps) {
            QTest::newRow(text) << QString(text) << jumps;
        };
        row("t > 3.7 ? x : 0", {3.7});
        row("x*heaviside(t - 3.7)", {3.7});
        row("0.5*x^2 - (t > 2.0631 && t < 2.0651 ? 400*x : 0)", {2.0631, 2.0651});
        row("t > 1 && x > 0 ? y : 0", {1.0});
        row("x*sign(cos(2*t))", {std::acos(-1.0) / 4.0, 3.0 * std::acos(-1.0) / 4.0});
        row("x*floor(t/2.5)", {2.5, 5.0, 7.5});
        row("x*mod(t, 3)", {3.0, 6.0, 9.0});
        row("x*abs(t - 2)", {2.0});
        row("x*min(t, 4)", {4.0});
        row("t >= 5 || x > 1 ? x : 0", {5.0});
    }

    void endsStepsAtJumps()
    {
        QFETCH(QString, text);
        QFETCH(QList<double>, jumps);
        const Potential potential = potentialOf(text.toLatin1().constData());
        for (const double dt : {0.1, -0.1}) {
            const double from = dt > 0.0 ? 0.0 : 10.0;
            const auto parts = potential.schedule()->between(from, dt, 100, 4);
            for (const double jump : jumps) {
                for (const auto& part : parts) {
                    const double end = part.from + part.dt * part.steps;
                    QVERIFY(std::max(part.from, end) < jump || std::min(part.from, end) > jump);
                }
            }
            double sum = 0.0;
            for (const auto& part : parts)
                sum += part.dt * part.steps;
            QVERIFY(std::abs(sum - 100.0 * dt) < 1e-11);
        }
    }

    void whatChangesSlowlyTakesTheStepsAsTheyAre()
    {
        const auto parts = potentialOf("x*sin(0.01*t)").schedule()->between(0.2, 0.05, 20, 4);
        QCOMPARE(parts.size(), 1U);
        QCOMPARE(parts.front().steps, 20);
        QCOMPARE(parts.front().from, 0.2);
    }

    void anOscillationNeedsNoMoreThanAFewStepsAPeriod()
    {
        const Potential potential = potentialOf("x^2/2 - 100*x*sin(60*t)");
        const long long count = stepsOf(*potential.schedule(), 0.0, 0.1, 100, 4);
        QVERIFY2(count > 600 && count < 30000, qPrintable(QString::number(count)));
        QVERIFY(!potential.schedule()->unresolved(4));
    }

    void saysWhatCannotBeFollowed_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"x/(t - 3.3)", "x*sin(1e12*t)", "x*tan(t)"})
            QTest::newRow(text) << QString(text);
    }

    void saysWhatCannotBeFollowed()
    {
        QFETCH(QString, text);
        QVERIFY(potentialOf(text.toLatin1().constData()).schedule()->unresolved(4).has_value());
    }

    void partsAddUpToV_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
            {"0.5*(x - 0.3*sin(t))^2 + y", "cos(2*x - 3*t)", "exp(-(x - t)^2)", "exp(-x^2 - t)*y",
                "t > 1 && x > 0 ? y*t : x", "(x + t)*(y - t)/(2 + t)", "t > 1 || x > 0 ? x : y*t",
                "tanh(x - t)", "2*x*cos(t) - y*sin(t)^2 + x^4", "x > 0 ? t*x : sin(t)"})
            QTest::newRow(text) << QString(text);
    }

    void partsAddUpToV()
    {
        QFETCH(QString, text);
        const Potential potential = potentialOf(text.toLatin1().constData());
        for (const double t : {0.3, 1.7}) {
            RealField V;
            potential.sample(V, t);
            VectorField gradient = potential.gradient(t);
            for (const auto& [j, i] : {std::pair{3, 20}, std::pair{17, 5}, std::pair{30, 31}}) {
                const Vec2 point(potential.grid().x(i), potential.grid().y(j));
                const double expected = potential.at(point, t);
                QVERIFY(std::abs(V(j, i) - expected) < 1e-11 * (1.0 + std::abs(expected)));
                const double h = 1e-4;
                const double slope = (potential.at(point + Vec2(h, 0.0), t)
                                         - potential.at(point - Vec2(h, 0.0), t))
                    / (2.0 * h);
                if (i < 31)
                    QVERIFY(std::abs(gradient.x(j, i) - slope) < 1e-4 * (1.0 + std::abs(slope)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(tst_StepSchedule)
#include "tst_StepSchedule.moc"
