#include "app/window/Window.h"

#include <QTemporaryDir>
#include <QTest>

#include <stdexcept>

using namespace dqm;

/// The window's own arguments.
class TestWindow : public QObject
{
    Q_OBJECT

private slots:
    void startsWithTheDefaultWithoutArguments();
    void readsEveryOption();
    void leavesTheChoiceWhereNothingIsNamed_data();
    void leavesTheChoiceWhereNothingIsNamed();
    void passesOverWhatQtTakesForItself();
    void aPictureDoesNotReplaceWhatItShows();
    void refusesBadArguments_data();
    void refusesBadArguments();
};

void TestWindow::startsWithTheDefaultWithoutArguments()
{
    const WindowRequest request = parseWindowArguments({});
    QVERIFY(request.source.isEmpty());
    QVERIFY(!request.play);
    QVERIFY(!request.size.isValid());
    QVERIFY(request.screenshot.isEmpty());
    QVERIFY(!request.rates);
}

void TestWindow::readsEveryOption()
{
    const WindowRequest request = parseWindowArguments({"double-slit", "--play", "--size",
        "1280x800", "--screenshot", "out.png", "--after", "2.5", "--rates"});
    QCOMPARE(request.source, "double-slit");
    QVERIFY(request.play);
    QCOMPARE(request.size, QSize(1280, 800));
    QCOMPARE(request.screenshot, "out.png");
    QCOMPARE(request.after, 2.5);
    QVERIFY(request.rates);
}

void TestWindow::leavesTheChoiceWhereNothingIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("opensTheGallery");
    QTest::newRow("nothing") << QStringList{} << true;
    QTest::newRow("a size") << QStringList{"--size", "1280x800", "--type", "125"} << true;
    QTest::newRow("an experiment") << QStringList{"double-slit"} << false;
    QTest::newRow("a file") << QStringList{"mine.dqm"} << false;
    QTest::newRow("standard input") << QStringList{"-"} << false;
    QTest::newRow("play") << QStringList{"--play"} << false;
    QTest::newRow("rates") << QStringList{"--rates"} << false;
    QTest::newRow("a picture") << QStringList{"--size", "1280x800", "--screenshot", "a.png"}
                               << false;
}

void TestWindow::leavesTheChoiceWhereNothingIsNamed()
{
    QFETCH(QStringList, arguments);
    QTEST(parseWindowArguments(arguments).leavesTheChoice(), "opensTheGallery");
}

void TestWindow::passesOverWhatQtTakesForItself()
{
    const WindowRequest request
        = parseWindowArguments({"-platform", "offscreen", "coherent-state", "-style", "fusion"});
    QCOMPARE(request.source, "coherent-state");
}

void TestWindow::aPictureDoesNotReplaceWhatItShows()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("a.png");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY_EXCEPTION_THROWN(
        parseWindowArguments({path, "--screenshot", path}), std::invalid_argument);
}

void TestWindow::refusesBadArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");

    QTest::newRow("unknown option") << QStringList{"--fast"} << "--fast";
    QTest::newRow("two experiments") << QStringList{"a", "b"} << "two experiments";
    QTest::newRow("size without value") << QStringList{"--size"} << "--size";
    QTest::newRow("size in words") << QStringList{"--size", "large"} << "--size";
    QTest::newRow("size below the least") << QStringList{"--size", "800x500"} << "800x600";
    QTest::newRow("type too large") << QStringList{"--type", "300"} << "--type";
    QTest::newRow("size of nothing") << QStringList{"--size", "0x0"} << "--size";
    QTest::newRow("size beyond all screens") << QStringList{"--size", "90000x800"} << "--size";
    QTest::newRow("delay that is no number") << QStringList{"--after", "soon"} << "--after";
    QTest::newRow("delay before the start") << QStringList{"--after", "-1"} << "--after";
    QTest::newRow("delay that is not a number") << QStringList{"--after", "nan"} << "--after";
    QTest::newRow("picture of unknown kind")
        << QStringList{"--screenshot", "a.bmp"} << "--screenshot";
    QTest::newRow("picture without a name") << QStringList{"--screenshot"} << "--screenshot";
}

void TestWindow::refusesBadArguments()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    try {
        parseWindowArguments(arguments);
        QFAIL("accepted");
    } catch (const std::invalid_argument& error) {
        QVERIFY2(QString(error.what()).contains(named), error.what());
    }
}

QTEST_APPLESS_MAIN(TestWindow)
#include "tst_Window.moc"
