#include "support/Close.h"
#include "support/ExhibitChecks.h"

using namespace dqm;
using namespace dqm::test;

class TestThermalDiffusionExhibit : public QObject
{
    Q_OBJECT

private slots:
    void driftsTheWayTheAssumptionsSay_data()
    {
        QTest::addColumn<int>("motion");
        QTest::addColumn<int>("law");
        QTest::addColumn<double>("alpha");
        QTest::addColumn<int>("way");
        QTest::newRow("Ito gathers") << 0 << 0 << 0.0 << 1;
        QTest::newRow("Fick does nothing") << 0 << 0 << 1.0 << 0;
        QTest::newRow("the other law repels") << 0 << 1 << 0.0 << -1;
        QTest::newRow("a rate does nothing") << 1 << 0 << 0.0 << 0;
        QTest::newRow("slowness gathers") << 2 << 0 << 0.0 << 1;
    }
    void driftsTheWayTheAssumptionsSay()
    {
        QFETCH(int, motion);
        QFETCH(int, law);
        QFETCH(double, alpha);
        QFETCH(int, way);
        const auto exhibit = made("thermal-diffusion",
            {{"place", 0}, {"motion", motion}, {"law", law}, {"alpha", alpha}, {"depth", 0.75},
                {"particles", 2500}});
        QVERIFY(readout(*exhibit->frame(), "contrast").holds().value()); // not settled yet
        exhibit->advance(21.0);
        const auto frame = exhibit->frame();
        checkNumbers(*frame);
        const Readout& contrast = readout(*frame, "contrast");
        QVERIFY2(contrast.holds().value(), qPrintable(QString::number(*contrast.value)));
        const double sign = std::log(contrast.expected.value());
        QCOMPARE((sign > 0.05) - (sign < -0.05), way);
        for (const Readout& readout : frame->readouts)
            QVERIFY2(readout.holds().value_or(true), readout.id.c_str());
    }

    void turnsRoundWhenAlphaChanges()
    {
        const auto exhibit
            = made("thermal-diffusion", {{"place", 0}, {"alpha", 0}, {"particles", 1000}});
        exhibit->advance(11.0);
        QVERIFY(readout(*exhibit->frame(), "contrast").expected.value() > 1.5);
        exhibit->setValue("alpha", 1.0);
        const std::string caption = chart(*exhibit->frame(), "density").caption;
        QVERIFY(caption.find("begins") != std::string::npos);
        exhibit->advance(11.0);
        DQM_CLOSE(readout(*exhibit->frame(), "contrast").expected.value(), 1.0, 1e-9);
    }

    void risesOutwardsAroundMasses()
    {
        for (const int place : {0, 1, 2}) {
            const auto frame
                = made("thermal-diffusion", {{"place", place}, {"particles", 200}})->frame();
            QVERIFY(*readout(*frame, "eta_1").value < *readout(*frame, "eta_2").value);
            QVERIFY(*readout(*frame, "eta_2").value < 1.0);
            QVERIFY(readout(*frame, "rises").holds().value());
        }
    }

    void saysThatTheDeficitHasNoEnd()
    {
        const auto frame = made("thermal-diffusion", {{"particles", 200}})->frame();
        const double ratio
            = *readout(*frame, "deficit_20").value / *readout(*frame, "deficit_10").value;
        DQM_CLOSE(ratio, 4.0, 0.12);
        const ExhibitCurve& curve = chart(*frame, "deficit").curves.front();
        QVERIFY(curve.y.back() > 1e5);
    }

    void showsItsField()
    {
        const auto frame = made("thermal-diffusion", {{"place", 2}, {"particles", 9000}})->frame();
        const auto& map = std::get<MapScene>(frame->scene);
        QVERIFY(map.lowest < 0.9F && map.highest == 1.0F);
        QVERIFY(map.points.front().x.size() <= 4000);
    }

    void itsParametersAreSound() { checkParameters("thermal-diffusion"); }

    void staysFiniteAtTheExtremes() { checkExtremes("thermal-diffusion", 0.3); }

    void repeatsItself() { checkRepeats("thermal-diffusion", {{"particles", 300}}, 1.0); }
};

QTEST_APPLESS_MAIN(TestThermalDiffusionExhibit)
#include "tst_ThermalDiffusionExhibit.moc"
