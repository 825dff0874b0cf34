#include "app/experiments/ExperimentLibrary.h"
#include "support/MessageOf.h"

#include <QtTest>

using namespace dqm;
using dqm::test::messageOf;

/// Where the shipped experiments stand.
class TestExperimentLibrary : public QObject
{
    Q_OBJECT

private slots:
    void everyShippedExperimentHasItsChapterAndLevel();
    void readsChaptersAndLevels();
    void refusesWhatIsNoListInOneLine_data();
    void refusesWhatIsNoListInOneLine();
};

void TestExperimentLibrary::everyShippedExperimentHasItsChapterAndLevel()
{
    QStringList chapters;
    for (const ShippedExperiment& shipped : shippedExperiments()) {
        QVERIFY(!shipped.chapter.isEmpty());
        QVERIFY(shipped.level >= 1 && shipped.level <= hardestLevel);
        if (chapters.isEmpty() || chapters.back() != shipped.chapter)
            chapters << shipped.chapter;
    }
    // Each chapter stands in one place.
    QCOMPARE(chapters.removeDuplicates(), qsizetype(0));
    QCOMPARE(chapters.front(), "No preferred frame");
    QCOMPARE(chapters.back(), "Lessons");
    QCOMPARE(chapters[chapters.size() - 2], "The paper beyond the wave");
}

void TestExperimentLibrary::readsChaptersAndLevels()
{
    const auto places = readShippedList("[One, and more]\na-b 1\n\nc2 3\r\n[Two]\nd  2\n");
    QCOMPARE(places.size(), std::size_t{3});
    QCOMPARE(places[0].name, "a-b");
    QCOMPARE(places[0].chapter, "One, and more");
    QCOMPARE(places[0].level, 1);
    QCOMPARE(places[1].level, 3);
    QCOMPARE(places[2].chapter, "Two");
    QCOMPARE(places[2].level, 2);
}

void TestExperimentLibrary::refusesWhatIsNoListInOneLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    QTest::newRow("no level") << QByteArray("[A]\nfree-fall\n")
                              << "line 2 of the shipped experiments: found \"free-fall\"";
    QTest::newRow("level 0") << QByteArray("[A]\nfree-fall 0\n") << "from 1 to 3";
    QTest::newRow("level 4") << QByteArray("[A]\nfree-fall 4\n") << "from 1 to 3";
    QTest::newRow("a level beyond all numbers")
        << QByteArray("[A]\nfree-fall 99999999999999999999\n") << "from 1 to 3";
    QTest::newRow("a level in words") << QByteArray("[A]\nfree-fall easy\n") << "from 1 to 3";
    QTest::newRow("no chapter") << QByteArray("free-fall 1\n") << "a [CHAPTER]";
    QTest::newRow("a chapter without a name") << QByteArray("[ ]\nfree-fall 1\n") << "line 1";
    QTest::newRow("a chapter twice") << QByteArray("[A]\nb 1\n[C]\nd 1\n[A]\n") << "line 5";
    QTest::newRow("an experiment twice") << QByteArray("[A]\nb 1\n[C]\nb 2\n") << "line 4";
    QTest::newRow("a path") << QByteArray("[A]\n../b 1\n") << "line 2";
}

void TestExperimentLibrary::refusesWhatIsNoListInOneLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, said);
    const QString message = messageOf([&] { readShippedList(text); });
    QVERIFY2(message.contains(said), qPrintable(message));
    QVERIFY(!message.contains('\n'));
}

QTEST_GUILESS_MAIN(TestExperimentLibrary)
#include "tst_ExperimentLibrary.moc"
