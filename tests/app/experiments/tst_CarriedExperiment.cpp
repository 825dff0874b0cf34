#include "app/carriers/GifCarrier.h"
#include "app/carriers/InputFile.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/rendering/RenderCommand.h"
#include "support/Command.h"

#include <QImage>
#include <QPainter>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace dqm;
using namespace dqm::test;

namespace {

const QStringList changes{"--set", "grid.points=[64,64]", "--set", "ensemble.particles=50", "--set",
    "title=\"Spreading <&> \\\"ψ\\\" -- 'ħ'\""};

Experiment original()
{
    return openExperiment("free-spreading", {changes[1], changes[3], changes[5]});
}

int rendersOrRuns(const QStringList& arguments, QString& err)
{
    std::ostringstream out;
    std::ostringstream errors;
    const int status = arguments.front() == "render"
        ? runAction(render, arguments.mid(1), out, errors)
        : runCommand(arguments, out, errors);
    err = QString::fromStdString(errors.str());
    return status;
}

} // namespace

class TestCarriedExperiment : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString at(const QString& name) const { return m_folder.filePath(name); }

private slots:
    void everyKindOfFileReopensAtItsMoment_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isVideo");
        const QStringList plot{"render", "free-spreading", "--view", "plots", "--at", "0.375"};
        const QStringList film{"render", "free-spreading", "--from", "0.375", "--to", "0.5",
            "--seconds", "0.2", "--fps", "10", "--size", "128x96", "--quiet"};
        const QStringList data{"run", "free-spreading", "--until", "0.375", "--quiet"};
        const auto row = [](const QStringList& command, const char* option, const char* name,
                             bool isVideo = false) {
            QTest::newRow(name) << command + QStringList{option} << QString(name) << isVideo;
        };
        row({"render", "free-spreading", "--at", "0.375", "--size", "128x96"}, "--image",
            "scene.png");
        row(plot, "--image", "plot.png");
        row(plot, "--image", "plot.svg");
        row(plot, "--image", "plot.pdf");
        row(plot, "--plot-data", "plot.csv");
        row(film, "--video", "film.mp4", true);
        row(film, "--video", "film.webm", true);
        row(film, "--video", "film.gif", true);
        row(film, "--video", "film{n}.png");
        row(data, "--fields", "fields.vti");
        row(data, "--fields", "fields.npz");
        row(data, "--particles", "particles.vtp");
    }

    void everyKindOfFileReopensAtItsMoment()
    {
        QFETCH(const QStringList, command);
        QFETCH(const QString, name);
        QFETCH(const bool, isVideo);
        if (isVideo && QStandardPaths::findExecutable("ffprobe").isEmpty())
            QSKIP("ffmpeg is not installed");
        QString err;
        QCOMPARE(rendersOrRuns(command + QStringList{at(name)} + changes, err), int(exitDone));
        QCOMPARE(err, QString());
        const QString path = at(QString(name).replace("{n}", "0"));
        Experiment expected = original();
        if (command.front() == "run")
            expected.time.until = 0.375;
        QVERIFY(loadExperiment(path) == expected);
        QCOMPARE(carriedTime(path).value_or(-1.0), 0.375);
    }

    void aSeriesIsOfNoMoment()
    {
        QString err;
        QCOMPARE(rendersOrRuns(QStringList{"run", "free-spreading", "--until", "0.1", "--quiet",
                                   "--series", at("series.csv")}
                         + changes,
                     err),
            int(exitDone));
        QVERIFY(!carriedTime(at("series.csv")).has_value());
    }

    void filesOfOthersCarryNothingAndSaySo_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("svg") << QByteArray("<?xml version='1.0'?><svg><metadata>"
                                           "<rdf:RDF xmlns:rdf='urn:x'/></metadata></svg>");
        QTest::newRow("broken svg") << QByteArray("<svg><rdf:RDF><dqm:experiment>");
        QTest::newRow("pdf") << QByteArray("%PDF-1.4\n%%EOF\n");
        QTest::newRow("gif") << QByteArray("GIF89a\1\0\1\0\0\0\0\x3B", 14);
        QTest::newRow("cut gif") << QByteArray("GIF89a\1\0\1\0\0\0\0\x21\xFE\x20", 16);
        QTest::newRow("vtk") << QByteArray("<VTKFile type='PolyData'></VTKFile>");
        QTest::newRow("zip") << QByteArray("PK\x03\x04");
    }

    void filesOfOthersCarryNothingAndSaySo()
    {
        QFETCH(const QByteArray, content);
        QFile file(at("foreign"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        QVERIFY(!carriedTime(at("foreign")).has_value());
        QVERIFY_EXCEPTION_THROWN(readExperimentText(at("foreign")), std::runtime_error);
    }

    void aCommentOfAnyLengthComesBackFromAGif_data()
    {
        QTest::addColumn<int>("length");
        for (const int length : {0, 1, 254, 255, 256, 510, 70'000})
            QTest::newRow(qPrintable(QString::number(length))) << length;
    }

    void aCommentOfAnyLengthComesBackFromAGif()
    {
        QFETCH(const int, length);
        QByteArray comment(length, '\0');
        for (int i = 0; i < length; ++i)
            comment[i] = static_cast<char>(i * 37 + 11);
        QFile file(at("c.gif"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("GIF89a\1\0\1\0\0\0\0", 13) // no colours, one empty picture
            + QByteArray("\x2C\0\0\0\0\1\0\1\0\0\2\2\x44\1\0\x3B", 16));
        file.close();
        appendGifComment(at("c.gif"), comment);
        InputFile read(at("c.gif"));
        QCOMPARE(gifComment(read), comment);
    }

    void onlyAFinishedGifTakesAComment()
    {
        QFile file(at("half.gif"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("GIF89a half a picture");
        file.close();
        QVERIFY_EXCEPTION_THROWN(appendGifComment(at("half.gif"), "x"), std::runtime_error);
        QCOMPARE(QFileInfo(at("half.gif")).size(), qint64(21));
    }
};

QTEST_MAIN(TestCarriedExperiment)
#include "tst_CarriedExperiment.moc"
