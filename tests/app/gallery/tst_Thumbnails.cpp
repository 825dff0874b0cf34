#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/gallery/Thumbnails.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace dqm;

namespace {

constexpr int patience = 240000; // ms

/// The share of a picture that has its commonest colour.
double emptyShareOf(const QImage& picture)
{
    std::map<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            ++counts[picture.pixel(x, y)];
    }
    int most = 0;
    for (const auto& [colour, count] : counts)
        most = std::max(most, count);
    return static_cast<double>(most) / (picture.width() * picture.height());
}

std::map<QString, QImage> picturesOf(const QString& folder, const QStringList& names, bool isDark)
{
    std::map<QString, QImage> all;
    Thumbnails thumbnails(folder);
    QObject::connect(&thumbnails, &Thumbnails::made,
        [&all](const QString& name, const QImage& picture) { all[name] = picture; });
    thumbnails.want(names, isDark);
    if (!QTest::qWaitFor([&] { return !thumbnails.isBusy(); }, patience))
        all.clear();
    QTest::qWait(1); // for the last one's news
    return all;
}

QStringList filesIn(const QString& folder) { return QDir(folder).entryList({"*.png"}); }

} // namespace

/// Small pictures of experiments and the folder they are kept in.
class TestThumbnails : public QObject
{
    Q_OBJECT

private slots:
    void everyShippedExperimentHasAPicture();
    void whatIsKeptIsNotDrawnAgain();
    void aChangedExperimentAndTheOtherThemeHaveAnotherPicture();
    void whatCannotBeDrawnHasNoneAndTheNextOnesCome();
    void aLongRunOnAFineGridIsDrawnSoon();
    void nobodyWaitsWhereNobodyLooks();
    void aFolderThatCannotBeWrittenIsDoneWithout();
    void oldOnesAreClearedAway();
};

void TestThumbnails::everyShippedExperimentHasAPicture()
{
    const QTemporaryDir folder;
    QStringList names;
    for (const ShippedExperiment& shipped : shippedExperiments())
        names << shipped.name;
    const auto pictures = picturesOf(folder.path(), names, true);
    QCOMPARE(pictures.size(), std::size_t(names.size()));
    for (const auto& [name, picture] : pictures) {
        QCOMPARE(picture.size(), Thumbnails::pixels);
        QVERIFY2(emptyShareOf(picture) < 0.97, qPrintable(name));
    }
    QCOMPARE(filesIn(folder.path()).size(), names.size());
}

void TestThumbnails::whatIsKeptIsNotDrawnAgain()
{
    const QTemporaryDir folder;
    const QString inner = folder.filePath("made/when needed");
    const QStringList names{"free-spreading"};
    QCOMPARE(picturesOf(inner, names, true).size(), std::size_t{1});
    QCOMPARE(filesIn(inner).size(), qsizetype(1));
    // Another picture in its place is what is shown from then on.
    QImage red(Thumbnails::pixels, QImage::Format_RGB32);
    red.fill(Qt::red);
    QVERIFY(red.save(QDir(inner).filePath(filesIn(inner).front())));
    QCOMPARE(picturesOf(inner, names, true)["free-spreading"].pixelColor(3, 3), QColor(Qt::red));
    // What is no such picture is replaced.
    QFile broken(QDir(inner).filePath(filesIn(inner).front()));
    QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
    broken.close();
    QVERIFY(emptyShareOf(picturesOf(inner, names, true)["free-spreading"]) < 0.97);
    QVERIFY(QImage(QDir(inner).filePath(filesIn(inner).front())).size() == Thumbnails::pixels);
}

void TestThumbnails::aChangedExperimentAndTheOtherThemeHaveAnotherPicture()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("mine.dqm");
    Experiment mine = openExperiment("free-spreading");
    saveExperiment(mine, path);
    const QImage before = picturesOf(folder.path(), {path}, true)[path];
    const QImage light = picturesOf(folder.path(), {path}, false)[path];
    QVERIFY(light.pixelColor(2, 2).lightness() > before.pixelColor(2, 2).lightness() + 100);
    mine.grid.size *= 0.5;
    saveExperiment(mine, path);
    QVERIFY(picturesOf(folder.path(), {path}, true)[path] != before);
    QCOMPARE(filesIn(folder.path()).size(), qsizetype(3));
}

void TestThumbnails::whatCannotBeDrawnHasNoneAndTheNextOnesCome()
{
    const QTemporaryDir folder;
    const QString broken = folder.filePath("broken.dqm");
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{}}");
    file.close();
    const auto pictures = picturesOf(
        folder.path(), {folder.filePath("none.dqm"), broken, "one-ball-per-box"}, true);
    QCOMPARE(pictures.size(), std::size_t{1});
    QVERIFY(pictures.contains("one-ball-per-box"));
}

void TestThumbnails::aLongRunOnAFineGridIsDrawnSoon()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("long.dqm");
    Experiment mine = openExperiment("harmonic-breathing");
    mine.grid.nx = mine.grid.ny = 1024;
    mine.time.until = 1e5;
    saveExperiment(mine, path);
    QVERIFY(picturesOf(folder.path(), {path}, true).contains(path));
}

void TestThumbnails::nobodyWaitsWhereNobodyLooks()
{
    const QTemporaryDir folder;
    Thumbnails thumbnails(folder.path());
    const QSignalSpy made(&thumbnails, &Thumbnails::made);
    thumbnails.want({"double-slit", "free-fall", "tunnelling"}, true);
    QTRY_VERIFY_WITH_TIMEOUT(thumbnails.isBusy(), patience);
    thumbnails.hold();
    QTRY_VERIFY_WITH_TIMEOUT(!thumbnails.isBusy(), patience);
    QVERIFY(made.count() <= 1);
    // Who looks again gets the rest.
    thumbnails.want({"free-fall"}, true);
    QTRY_VERIFY_WITH_TIMEOUT(!thumbnails.isBusy(), patience);
    QTRY_COMPARE(made.back().front().toString(), "free-fall");
}

void TestThumbnails::aFolderThatCannotBeWrittenIsDoneWithout()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("a file");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QCOMPARE(picturesOf(path + "/below", {"one-ball-per-box"}, true).size(), std::size_t{1});
}

void TestThumbnails::oldOnesAreClearedAway()
{
    const QTemporaryDir folder;
    for (int i = 0; i < 450; ++i) {
        QFile file(folder.filePath(QStringLiteral("%1.png").arg(i)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const Thumbnails thumbnails(folder.path());
    QCOMPARE(filesIn(folder.path()).size(), qsizetype(400));
}

QTEST_MAIN(TestThumbnails)
#include "tst_Thumbnails.moc"
