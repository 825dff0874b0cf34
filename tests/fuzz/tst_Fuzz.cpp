#include "fuzz/Mutations.h"
#include "fuzz/Promise.h"
#include "fuzz/Targets.h"
#include "support/MessageOf.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace dqm;
using namespace dqm::fuzz;

namespace {

constexpr int mutationsOfEach = 400;

QString root() { return QStringLiteral(DQM_SOURCE_DIR); }

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Where inputs of a target stand.
QStringList foldersOf(const QString& target)
{
    QStringList folders{root() + "/tests/fuzz/corpus/" + target};
    if (target == "experiment")
        folders << root() + "/resources/experiments";
    return folders;
}

QList<QByteArray> inputsOf(const QString& target)
{
    QList<QByteArray> inputs;
    for (const QString& folder : foldersOf(target)) {
        for (const QFileInfo& file : QDir(folder).entryInfoList(QDir::Files, QDir::Name))
            inputs << contentOf(file.filePath());
    }
    return inputs;
}

} // namespace

/// What clang's fuzzer does for hours (scripts/fuzz), for some seconds with any compiler.
class TestFuzz : public QObject
{
    Q_OBJECT

private slots:
    void theDictionaryIsReadAsTheFuzzerReadsIt()
    {
        QCOMPARE(wordsIn("# no \"word\"\n\"a\\x00\\\"b\"\n\n\"\\\\u\"\n"),
            (QList<QByteArray>{QByteArray("a\0\"b", 4), "\\u"}));
    }

    void mutationsAreTheSameEveryTime()
    {
        const QList<QByteArray> corpus{"{\"a\": 1}", "[2, 3]"};
        Mutations one(corpus, {"null"}, 7);
        Mutations same(corpus, {"null"}, 7);
        QSet<QByteArray> all;
        for (int i = 0; i < 200; ++i) {
            const QByteArray input = one.next(corpus[0]);
            QCOMPARE(same.next(corpus[0]), input);
            all << input;
        }
        QVERIFY(all.size() > 100);
    }

    void aRefusalThatSaysNothingIsAFinding()
    {
        for (const char* nothing : {"", "no", "in two\nlines of text", "with \x1B[31m colours"})
            QVERIFY_EXCEPTION_THROWN(
                mayRefuse([&] { throw std::runtime_error(nothing); }), Finding);
        mayRefuse([] { throw std::runtime_error("grid.points: found 3, expected more"); });
    }

    void whateverIsReadIsTakenOrRefusedInOneLine_data()
    {
        QTest::addColumn<const Target*>("target");
        for (const Target& target : targets())
            QTest::newRow(target.name) << &target;
    }

    void whateverIsReadIsTakenOrRefusedInOneLine()
    {
        QFETCH(const Target*, target);
        const QList<QByteArray> inputs = inputsOf(target->name);
        QVERIFY(!inputs.isEmpty());
        Mutations mutations(inputs, wordsIn(contentOf(root() + "/tests/fuzz/words.dict")), 1);
        for (const QByteArray& input : inputs) {
            QByteArray now = input;
            for (int i = 0; i < mutationsOfEach; ++i) {
                const QString finding = test::messageOf([&] { target->run(now); });
                QVERIFY2(finding.isEmpty(),
                    qPrintable(finding.left(1000) + "\nfor the input (base64) " + now.toBase64()));
                now = mutations.next(i % 4 == 0 ? input : now);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestFuzz)
#include "tst_Fuzz.moc"
