#include "core/exhibits/parts/ExhibitDescription.h"

#include <QTest>

using namespace dqm;

class TestExhibitDescription : public QObject
{
    Q_OBJECT

private slots:
    void tellsHowFarItHasComeAndItsNumbers()
    {
        ExhibitFrame frame;
        frame.progressText = "<i>t</i> = 3.2";
        frame.readouts = {{.id = "a",
                              .label = "Mean",
                              .value = 1.25,
                              .unit = "L₀",
                              .error = 0.01,
                              .expected = 1.2},
            {.id = "b", .label = "Not known yet"}, {.id = "c", .label = "Count", .value = 12.0}};
        QCOMPARE(QString::fromStdString(describe(frame)),
            QString("At t = 3.2: Mean 1.25 ± 0.01 L₀ where 1.2 is expected; Count 12."));
    }

    void tellsTheFirstFewOfMany()
    {
        ExhibitFrame frame;
        frame.progressText = "7 throws";
        for (int i = 0; i < 40; ++i)
            frame.readouts.push_back({.label = "n", .value = double(i)});
        QCOMPARE(QString::fromStdString(describe(frame)).count("n "), 5);
    }
};

QTEST_APPLESS_MAIN(TestExhibitDescription)
#include "tst_ExhibitDescription.moc"
