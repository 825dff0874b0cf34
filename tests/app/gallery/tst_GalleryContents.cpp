#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/gallery/GalleryContents.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;

namespace {

QString write(const QTemporaryDir& folder, const QString& name, const QByteArray& content)
{
    const QString path = folder.filePath(name);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? path
                                                                                    : QString();
}

} // namespace

/// What the cards say.
class TestGalleryContents : public QObject
{
    Q_OBJECT

private slots:
    void everyShippedExperimentHasACardThatSaysSomething();
    void theLeadIsWhatATextSaysFirst_data();
    void theLeadIsWhatATextSaysFirst();
    void ownFilesStandBelowTheShippedOnes();
    void aFileThatCannotBeReadSaysWhy();
    void aLargeFileIsNamedAndNotRead();
};

void TestGalleryContents::everyShippedExperimentHasACardThatSaysSomething()
{
    const auto entries = galleryEntries({});
    const auto& shipped = shippedExperiments();
    QCOMPARE(entries.size(), shipped.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const GalleryEntry& entry = entries[i];
        QCOMPARE(entry.name, shipped[i].name);
        QCOMPARE(entry.title, shipped[i].title);
        QCOMPARE(entry.chapter, shipped[i].chapter);
        QCOMPARE(entry.level, shipped[i].level);
        QVERIFY(!entry.equations.isEmpty());
        QVERIFY2(entry.line.size() > 8, qPrintable(entry.name));
        QVERIFY2(!entry.line.contains('*') && !entry.line.contains('<'), qPrintable(entry.line));
    }
}

void TestGalleryContents::theLeadIsWhatATextSaysFirst_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("lead");
    QTest::newRow("bold") << "**Two slits.** And more. **Try:** this"
                          << "Two slits";
    QTest::newRow("bold with a colon") << "**With the other sign:** ψ = −ψ"
                                       << "With the other sign";
    QTest::newRow("a question") << "**Which row knows?** Two observers"
                                << "Which row knows?";
    QTest::newRow("slanted in bold") << "**Mass *m* and ⟨x⟩.** More"
                                     << "Mass m and ⟨x⟩";
    QTest::newRow("a sentence") << "A packet of 1.5 nm moves. It spreads."
                                << "A packet of 1.5 nm moves";
    QTest::newRow("bold in the midst") << "A *packet*, **bold**. More"
                                       << "A packet, bold";
    QTest::newRow("the first paragraph") << "One line\n\n**Bold.**"
                                         << "One line";
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("signs only") << "**"
                                << "**";
}

void TestGalleryContents::theLeadIsWhatATextSaysFirst()
{
    QFETCH(QString, text);
    QTEST(leadOf(text), "lead");
}

void TestGalleryContents::ownFilesStandBelowTheShippedOnes()
{
    const QTemporaryDir folder;
    Experiment mine = openExperiment("double-slit");
    mine.title = "My slits";
    mine.about = "**Narrower.** Than theirs.";
    const QString path = folder.filePath("my slits.dqm");
    saveExperiment(mine, path);
    const auto entries = galleryEntries({path});
    QCOMPARE(entries.size(), shippedExperiments().size() + 1);
    const GalleryEntry& own = entries.back();
    QCOMPARE(own.name, path);
    QCOMPARE(own.title, "My slits");
    QCOMPARE(own.chapter, ownChapter());
    QCOMPARE(own.line, "my slits.dqm · Narrower");
    QCOMPARE(own.level, 0);
    // And what lies on the table without a file.
    QCOMPARE(ownEntry(mine, {}).line, "Narrower");
    QVERIFY(ownEntry(mine, {}).name.isEmpty());
}

void TestGalleryContents::aFileThatCannotBeReadSaysWhy()
{
    const QTemporaryDir folder;
    const QString path = write(folder, "broken.dqm", R"({"dqmlab": 1, "title": 5})");
    const GalleryEntry own = galleryEntries({path}).back();
    QCOMPARE(own.title, "broken.dqm");
    QVERIFY2(own.line.contains("title"), qPrintable(own.line));
    QCOMPARE(own.name, path);
}

void TestGalleryContents::aLargeFileIsNamedAndNotRead()
{
    const QTemporaryDir folder;
    const QString path = write(folder, "field.npz", QByteArray(5 << 20, 'x'));
    const GalleryEntry own = galleryEntries({path}).back();
    QCOMPARE(own.title, "field.npz");
    QCOMPARE(own.line, folder.path());
}

QTEST_MAIN(TestGalleryContents)
#include "tst_GalleryContents.moc"
