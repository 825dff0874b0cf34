#include "support/Close.h"
#include "support/ExhibitChecks.h"

using namespace dqm;
using namespace dqm::test;

class TestGaugeMassExhibit : public QObject
{
    Q_OBJECT

private slots:
    void measuresTheMass_data()
    {
        QTest::addColumn<double>("frequency");
        QTest::addColumn<double>("wavenumber");
        for (const double frequency : {0.5, 0.7, 1.3, 2.0, 5.0, 20.0}) {
            for (const double k : {0.0, 2.0})
                QTest::addRow("Omega %g, k %g", frequency, k) << frequency << k;
        }
    }
    void measuresTheMass()
    {
        QFETCH(double, frequency);
        QFETCH(double, wavenumber);
        const auto exhibit
            = made("gauge-mass", {{"frequency", frequency}, {"wavenumber", wavenumber}});
        for (const double amount : {3.0, 17.0, 80.0}) {
            exhibit->advance(amount);
            const auto frame = exhibit->frame();
            checkNumbers(*frame);
            for (const Readout& readout : frame->readouts)
                QVERIFY2(readout.holds().value_or(true), readout.id.c_str());
        }
        if (frequency > 3.0)
            DQM_CLOSE(*readout(*exhibit->frame(), "mass").value, 1.0, 0.01);
    }

    void measuresTheMassInABroadField_data()
    {
        QTest::addColumn<double>("frequency");
        for (const double frequency : {10.0, 20.0, 40.0})
            QTest::addRow("%g", frequency) << frequency;
    }
    void measuresTheMassInABroadField()
    {
        QFETCH(double, frequency);
        const auto exhibit = made("gauge-mass", {{"field", 1}, {"frequency", frequency}});
        exhibit->advance(100.0);
        const auto frame = exhibit->frame();
        for (const Readout& readout : frame->readouts)
            QVERIFY2(readout.holds().value_or(true), readout.id.c_str());
    }

    void saysWhatTheOtherConventionGives()
    {
        const auto exhibit = made("gauge-mass", {{"frequency", 20.0}, {"convention", 1}});
        exhibit->advance(100.0);
        DQM_CLOSE(*readout(*exhibit->frame(), "mass").value, std::sqrt(2.0), 0.01);
        QVERIFY(readout(*exhibit->frame(), "mass").holds().value());
        DQM_CLOSE(*readout(*exhibit->frame(), "quadratic").value, 1.0, 0.01);
    }

    void showsTheResonanceAsSuch()
    {
        const auto exhibit = made("gauge-mass", {{"frequency", 1.0}});
        exhibit->advance(4000.0); // e^970
        const auto frame = exhibit->frame();
        checkNumbers(*frame);
        QVERIFY(!readout(*frame, "mass").expected);
        QVERIFY(readout(*frame, "growth").holds().value());
        QVERIFY(*readout(*frame, "growth").value > 0.2);
        QVERIFY(chart(*frame, "oscillation").yLabel.find("10<sup>42") != std::string::npos);
        QVERIFY(!chart(*frame, "masses").curves[3].x.empty());
    }

    void marksWhereItIsInTheSweep()
    {
        const auto exhibit = made("gauge-mass", {{"frequency", 3.0}});
        exhibit->advance(200.0);
        const auto frame = exhibit->frame();
        const ExhibitCurve& here = chart(*frame, "masses").curves.back();
        QCOMPARE(here.x.front(), 3.0);
        DQM_CLOSE(here.y.front(), 1.00779371, 2e-4);
    }

    void itsParametersAreSound() { checkParameters("gauge-mass"); }

    void staysFiniteAtTheExtremes() { checkExtremes("gauge-mass", 3.0); }

    void repeatsItself() { checkRepeats("gauge-mass", {{"field", 1}}, 10.0); }
};

QTEST_APPLESS_MAIN(TestGaugeMassExhibit)
#include "tst_GaugeMassExhibit.moc"
