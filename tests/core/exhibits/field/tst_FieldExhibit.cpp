#include "support/Close.h"
#include "support/ExhibitChecks.h"

#include <QElapsedTimer>

using namespace dqm;
using namespace dqm::test;

class TestFieldExhibit : public QObject
{
    Q_OBJECT

private slots:
    void showsBothMeansOfThirtyThree()
    {
        const auto exhibit = made("field", {{"waves", 64}});
        for (const double amount : {10.0, 90.0, 400.0}) {
            exhibit->advance(amount);
            const auto frame = exhibit->frame();
            checkNumbers(*frame);
            QVERIFY(readout(*frame, "mean").holds().value());
            QVERIFY(readout(*frame, "mean_square").holds().value());
            QVERIFY(readout(*frame, "correlation").holds().value());
        }
        QVERIFY(std::abs(*readout(*exhibit->frame(), "mean").value) < 0.01);
        DQM_CLOSE(*readout(*exhibit->frame(), "mean_square").value, 1.0, 0.06);
    }

    void showsWhichSpectrumHasARestFrame_data()
    {
        QTest::addColumn<int>("spectrum");
        QTest::addColumn<double>("dipole");
        QTest::newRow("invariant") << 0 << 0.0;
        QTest::newRow("thermal") << 1 << -0.274;
        QTest::newRow("white") << 2 << 0.282;
    }
    void showsWhichSpectrumHasARestFrame()
    {
        QFETCH(int, spectrum);
        QFETCH(double, dipole);
        const auto exhibit = made("field", {{"spectrum", spectrum}, {"beta", 0.6}});
        const Readout seen = readout(*exhibit->frame(), "dipole");
        DQM_CLOSE(*seen.value, dipole, 0.008);
        QVERIFY(seen.holds().value());
        exhibit->setValue("beta", 0.0);
        DQM_CLOSE(*readout(*exhibit->frame(), "dipole").value, 0.0, 0.005);
    }

    void drawsTheFieldOfEitherObserver()
    {
        const auto exhibit = made("field");
        exhibit->advance(1.0);
        const auto inK = exhibit->frame();
        exhibit->setValue("view", 1.0);
        const auto moving = exhibit->frame();
        const auto& map = std::get<MapScene>(inK->scene);
        QVERIFY(map.isSigned);
        QVERIFY(map.values != std::get<MapScene>(moving->scene).values);
        QVERIFY(!map.points.empty());
        QVERIFY(std::get<MapScene>(moving->scene).points.empty());
    }

    void showsTheProfileOfThirtyFour()
    {
        const auto exhibit = made("field", {{"depth", 0.6}});
        exhibit->advance(300.0);
        const auto frame = exhibit->frame();
        const auto& curves = chart(*frame, "profile").curves;
        const ExhibitCurve& measured = curves.back();
        QVERIFY(measured.y.front() < 0.6 * measured.y.back());
        DQM_CLOSE(measured.y.front(), 0.4, 0.05);
        QVERIFY(readout(*exhibit->frame(), "mean_square").holds().value());
    }

    void measuresHowParticlesLeave()
    {
        const auto exhibit = made("field", {{"particles", 50}, {"waves", 48}});
        exhibit->advance(60.0);
        const auto frame = exhibit->frame();
        DQM_CLOSE(*readout(*frame, "exponent").value, 2.1, 0.25);
        QVERIFY(*readout(*frame, "velocity_square").value > 0.0005);
        const auto& points = std::get<MapScene>(frame->scene).points;
        QCOMPARE(points.size(), size_t{2});
        QCOMPARE(points[1].x.size(), size_t{50});
        QVERIFY(!chart(*frame, "particles").curves[0].x.empty());
    }

    void goesOnByWhatItIsToldTo()
    {
        const auto exhibit = made("field");
        QCOMPARE(exhibit->progress(), 0.0);
        for (int i = 0; i < 1000; ++i)
            exhibit->advance(0.003);
        DQM_CLOSE(exhibit->progress(), 3.0, 0.026);
    }

    void itsParametersAreSound() { checkParameters("field"); }

    void staysFiniteAtTheExtremes() { checkExtremes("field", 0.4); }

    void repeatsItself() { checkRepeats("field", {{"particles", 5}}, 5.0); }

    void drawsManyFramesInASecond()
    {
        const auto exhibit = made("field");
        exhibit->advance(20.0);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i)
            (void)exhibit->frame();
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_APPLESS_MAIN(TestFieldExhibit)
#include "tst_FieldExhibit.moc"
