#include "app/experiments/ExperimentLibrary.h"
#include "support/Command.h"

#include <QTemporaryDir>
#include <QTest>

using namespace dqm;

/// dqmlab lesson.
class TestLessonCommand : public QObject
{
    Q_OBJECT

private slots:
    void everyShippedLessonWorksAndClaimsWhatIsSo_data()
    {
        QTest::addColumn<QString>("name");
        for (const ShippedExperiment& shipped : shippedExperiments()) {
            if (shipped.chapter == "Lessons")
                QTest::newRow(qPrintable(shipped.name)) << shipped.name;
        }
    }

    void everyShippedLessonWorksAndClaimsWhatIsSo()
    {
        QFETCH(QString, name);
        const auto told = test::command({"lesson", name, "--check"});
        QVERIFY2(told.status == 0, qPrintable(QString::fromUtf8(told.out) + told.err));
        QVERIFY(told.out.contains("step 5: works"));
    }

    void tellsWhatIsWrong_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("words");
        QTest::newRow("done before") << R"("check": "t >= 0", "solve": {"time": 1})"
                                     << "is true before anything was done";
        QTest::newRow("never done") << R"("check": "t >= 2", "solve": {"time": 1})"
                                    << "is not true once";
        QTest::newRow("false claim")
            << R"("check": "t >= 1", "solve": {"time": 1}, "claims": ["sigma_x > 5"])"
            << "\"sigma_x > 5\" is claimed and not true";
    }

    void tellsWhatIsWrong()
    {
        QFETCH(QString, step);
        QFETCH(QString, words);
        const auto told = test::command({"lesson", written(step), "--check"});
        QCOMPARE(told.status, 1);
        QVERIFY2(QString::fromUtf8(told.out).contains(words), told.out.constData());
    }

    void refusesWhatIsNoLesson_data()
    {
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("words");
        QTest::newRow("unknown name") << R"("check": "sigma_q > 1")"
                                      << "is no condition of this experiment";
        QTest::newRow("unknown parameter") << R"("set": {"constants.maas": 1})"
                                           << "lesson[0].set: found \"constants.maas\"";
        QTest::newRow("unknown moment") << R"("moment": "never")"
                                        << "lesson[0].moment";
        QTest::newRow("no such answer") << R"("ask": "Which?", "answers": ["a"], "right": 2)"
                                        << "lesson[0].right: found 2";
    }

    void refusesWhatIsNoLesson()
    {
        QFETCH(QString, step);
        QFETCH(QString, words);
        const auto told = test::command({"lesson", written(step), "--check"});
        QCOMPARE(told.status, 2);
        QVERIFY2(told.err.contains(words), qPrintable(told.err));
    }

    void tellsItsSteps()
    {
        const auto told = test::command({"lesson", "lesson-no-preferred-frame"});
        QCOMPARE(told.status, 0);
        QVERIFY(told.out.startsWith("1. You are the observer"));
        QVERIFY(told.out.contains("c) None of them"));
        QCOMPARE(test::command({"lesson", "free-spreading"}).status, 2);
    }

private:
    QString written(const QString& step)
    {
        const QString path = m_folder.filePath("lesson.dqm");
        QFile file(path);
        file.open(QIODevice::WriteOnly);
        file.write((R"({"dqmlab": 1, "grid": {"points": [64, 64], "size": [32, 32]},)"
                    R"( "packets": [{"type": "gaussian"}], "lesson": [{"say": "x", )"
            + step + "}]}")
                       .toUtf8());
        return path;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestLessonCommand)
#include "tst_LessonCommand.moc"
