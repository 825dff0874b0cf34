#include "app/carriers/Carriers.h"
#include "app/carriers/PngCarrier.h"
#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/results/TableStyle.h"
#include "support/MessageOf.h"
#include "support/Peak.h"

#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <vtkDoubleArray.h>
#include <vtkFieldData.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkStringArray.h>
#include <vtkXMLImageDataWriter.h>

#include <sys/stat.h>

using namespace dqm;
using namespace dqm::test;

namespace {

constexpr qint64 mebibyte = 1 << 20;
constexpr qint64 mostMemory = 64 * mebibyte;

template <typename Number>
QByteArray little(Number number)
{
    const Number bytes = qToLittleEndian(number);
    return {reinterpret_cast<const char*>(&bytes), sizeof bytes};
}

QByteArray big(quint32 number)
{
    const quint32 bytes = qToBigEndian(number);
    return {reinterpret_cast<const char*>(&bytes), sizeof bytes};
}

/// Packed by zlib, without the length that Qt puts before it.
QByteArray packed(const QByteArray& bytes) { return qCompress(bytes, 1).mid(4); }

QByteArray png(const QByteArray& chunk, quint32 said)
{
    return "\x89PNG\r\n\x1A\n" + big(13) + "IHDR" + QByteArray("\0\0\0\1\0\0\0\1\x8\6\0\0\0", 13)
        + "\x1F\x15\xC4\x89" + big(said) + chunk;
}

QByteArray vti(const QByteArray& root, const QByteArray& content, const QByteArray& appended)
{
    return "<VTKFile type=\"ImageData\" " + root
        + "><ImageData WholeExtent=\"0 1 0 1 0 0\"><FieldData>" + content
        + "</FieldData></ImageData><AppendedData encoding=\"raw\">_" + appended
        + "</AppendedData></VTKFile>";
}

const QByteArray textAt0
    = "<Array type=\"String\" Name=\"experiment\" format=\"appended\" offset=\"0\"/>";

QByteArray zip(const QByteArray& data, quint32 size, quint16 method)
{
    const QByteArray name = "experiment.npy";
    const QByteArray common = little<quint16>(20) + little<quint16>(0) + little(method)
        + little<quint32>(0) + little<quint32>(0) + little<quint32>(quint32(data.size()))
        + little(size) + little<quint16>(quint16(name.size())) + little<quint16>(0);
    const QByteArray local = "PK\x03\x04" + common + name + data;
    const QByteArray central
        = "PK\x01\x02" + little<quint16>(20) + common + QByteArray(14, '\0') + name;
    return local + central + "PK\x05\x06" + QByteArray(4, '\0') + little<quint16>(1)
        + little<quint16>(1) + little<quint32>(quint32(central.size()))
        + little<quint32>(quint32(local.size())) + QByteArray(2, '\0');
}

} // namespace

class TestCarriers : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString at(const QString& name) const { return m_folder.filePath(name); }

    QString write(const QString& name, const QByteArray& content) const
    {
        QFile file(at(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("the test's folder cannot be written");
        return file.fileName();
    }

private slots:
    void whatIsHostileIsRefusedInALineAndCostsLittle_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("piece");
        const auto row = [](const char* name, const QByteArray& content, const char* piece) {
            QTest::newRow(name) << content << QString(piece);
        };
        const char* const nothing = "carries no experiment";
        row("png whose chunk is no longer there", png("tEXtdqmlab", 0x7fffffff), nothing);
        row("png that is longer than a file can be", png("tEXtexperiment", 0xffffffff), nothing);
        const QByteArray bomb = packed(QByteArray(128 * mebibyte, ' '));
        const QByteArray chunk = "zTXtexperiment" + QByteArray(2, '\0') + bomb;
        row("png that unpacks to much", png(chunk + big(0), quint32(chunk.size() - 4)), nothing);
        row("png of empty chunks", png(QByteArray(), 0) + QByteArray(16 * mebibyte, '\0'), nothing);
        const QByteArray text
            = withPngTexts(png({}, 0), {{"experiment", QByteArray(9 * mebibyte, ' ')}})
                  .mid(png({}, 0).size() - 4);
        row("png of many texts that unpack to much",
            png({}, 0).chopped(4) + text.repeated(int(16 * mebibyte / text.size())), nothing);
        row("vti of many small blocks",
            vti("compressor=\"vtkZLibDataCompressor\"", textAt0,
                little(0x00ffffffU) + little(1U) + little(1U) + QByteArray(80 * mebibyte, '\0')),
            nothing);
        row("vti of many blocks",
            vti("compressor=\"vtkZLibDataCompressor\"", textAt0,
                little(0x7fffffffU) + little(0x7fffffffU) + little(0U)),
            nothing);
        row("vti of one large block",
            vti("compressor=\"vtkZLibDataCompressor\"", textAt0,
                little(1U) + little(0x40000000U) + little(0x40000000U)
                    + little(quint32(bomb.size())) + bomb),
            nothing);
        row("vti that unpacks to more than it says",
            vti("compressor=\"vtkZLibDataCompressor\"", textAt0,
                little(1U) + little(1000U) + little(1000U) + little(quint32(bomb.size())) + bomb),
            nothing);
        row("vti whose text is not there", vti("", textAt0, little(0xfffffff0U) + "{"), nothing);
        row("vti with an offset beyond the end",
            vti("", QByteArray(textAt0).replace("\"0\"", "\"9223372036854775807\""), "x"), nothing);
        row("vti with an offset before the start",
            vti("", QByteArray(textAt0).replace("\"0\"", "\"-9\""), "x"), nothing);
        row("vti of many arrays",
            vti("", textAt0.repeated(int(6 * mebibyte / textAt0.size())), "x"), nothing);
        row("vtk of boxes in boxes",
            "<VTKFile type=\"vtkHierarchicalBoxDataSet\" "
            "version=\"1.0\"><vtkHierarchicalBoxDataSet "
            "WholeExtent=\"0 1 0 1 0 0\"><Piece Extent=\"0 1 0 1 0 0\" Source=\"/etc/passwd\"/>"
            "</vtkHierarchicalBoxDataSet></VTKFile>",
            "ImageData");
        row("vtk with a DOCTYPE",
            "<!DOCTYPE VTKFile [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
            "<VTKFile type=\"ImageData\"><ImageData>&b;</ImageData></VTKFile>",
            "DOCTYPE");
        row("vtk that is packed by others", vti("compressor=\"vtkLZMADataCompressor\"", "", ""),
            "vtkZLibDataCompressor");
        const QByteArray deep = QByteArray("<a>").repeated(2 * mebibyte);
        QByteArray attributes = "<a";
        for (int i = 0; i < 400'000; ++i)
            attributes += " a" + QByteArray::number(i) + "=\"\"";
        attributes += "/>";
        row("vti that is deep", vti("", deep, ""), "deeper");
        row("vti of many attributes", vti("", attributes, ""), "attributes");
        row("vti of many elements", vti("", QByteArray("<a/>").repeated(mebibyte), ""), "elements");
        row("vti with an attribute of many letters",
            vti("", "<a b=\"" + QByteArray(6 * mebibyte, '=') + "\"/>", ""), nothing);
        row("svg that is deep", "<svg><rdf:RDF urn:dqmlab>" + deep + "</rdf:RDF>", nothing);
        row("pdf of many attributes", "%PDF<rdf:RDF urn:dqmlab>" + attributes + "</rdf:RDF>",
            nothing);
        row("svg of many beginnings", "<svg>" + QByteArray("<rdf:RDF").repeated(2 * mebibyte),
            nothing);
        row("svg of many ends", "<svg><rdf:RDF" + QByteArray("</rdf:RDF>").repeated(mebibyte),
            nothing);
        row("pdf of both",
            "%PDF" + QByteArray("<rdf:RDF></rdf:RDF>").repeated(int(16 * mebibyte / 19)), nothing);
        row("pdf of pieces that name us",
            "%PDF" + QByteArray("<rdf:RDF urn:dqmlab></rdf:RDF>").repeated(int(16 * mebibyte / 30)),
            nothing);
        row("gif of small blocks",
            "GIF89a" + QByteArray("\1\0\1\0\0\0\0\x21\xFE", 9)
                + QByteArray("\1a").repeated(8 * mebibyte),
            nothing);
        row("gif of one comment",
            "GIF89a" + QByteArray("\1\0\1\0\0\0\0\x21\xFE", 9)
                + ('\xFF' + QByteArray(255, 'a')).repeated(int(64 * mebibyte / 256)),
            nothing);
        row("npz that says too much", zip("x", 0xfffffff0U, 0), nothing);
        row("npz that unpacks to much", zip(bomb.mid(2), 0xfffffff0U, 8), nothing);
        row("npz that unpacks to more than it says", zip(bomb.mid(2), 1000, 8), nothing);
        row("npz of nothing", "PK\x03\x04", nothing);
        row("csv of one line", "# " + QByteArray(32 * mebibyte, 'a'), nothing);
        row("csv of one long experiment", "# experiment " + QByteArray(20 * mebibyte, 'a'),
            "too long");
        row("csv of cells", "\"# nothing\"" + QByteArray(16 * mebibyte, ','), nothing);
        row("csv of empty comments", QByteArray("#\n").repeated(8 * mebibyte), nothing);
        row("text that does not end", QByteArray(40 * mebibyte, ' '), "too long");
    }

    void whatIsHostileIsRefusedInALineAndCostsLittle()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, piece);
        const QString path = write("hostile", content);
        QString message;
        const qint64 peak = peakOf([&] { message = messageOf([&] { readExperimentText(path); }); });
        QVERIFY2(message.contains(piece), qPrintable(message.left(400)));
        QVERIFY2(message.startsWith("cannot read " + path), qPrintable(message.left(400)));
        QVERIFY(!message.contains('\n') && message.size() < 400);
        QVERIFY2(peak < mostMemory, qPrintable(QString::number(peak / mebibyte) + " MiB"));
        QVERIFY(!carriedTime(path).has_value());
    }

    void noOtherFileIsEverOpened()
    {
        // An experiment lies beside, where VTK's own readers would look for the pieces.
        write("other.vti", vti("", textAt0, little(quint32(3)) + QByteArray("{}\0", 3)));
        QCOMPARE(readExperimentText(at("other.vti")), QByteArray("{}"));
        const QString path = write("pieces.vti",
            "<VTKFile type=\"PImageData\" version=\"1.0\"><PImageData WholeExtent=\"0 1 0 1 0 0\">"
            "<Piece Extent=\"0 1 0 1 0 0\" Source=\"other.vti\"/></PImageData></VTKFile>");
        const QString message = messageOf([&] { readExperimentText(path); });
        QVERIFY2(
            message.contains("PImageData") && message.contains("expected"), qPrintable(message));
    }

    void onlyPlainFilesAreOpened_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("piece");
        QCOMPARE(::mkfifo(QFile::encodeName(at("pipe")).constData(), 0600), 0);
        QTest::newRow("pipe") << at("pipe") << "pipe";
        QTest::newRow("device") << "/dev/zero"
                                << "device";
        QTest::newRow("folder") << m_folder.path() << "folder";
        QTest::newRow("nothing") << at("nothing") << "No such file";
    }

    void onlyPlainFilesAreOpened()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, piece);
        const QString message = messageOf([&] { readExperimentText(path); });
        QVERIFY2(message.contains(piece), qPrintable(message));
        QVERIFY(!carriedTime(path).has_value());
    }

    void whatCarriesNothingIsCalledWhatItIs_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("what");
        const auto row = [](const QByteArray& content, const char* what) {
            QTest::newRow(what) << content << QString(what);
        };
        row("\xFF\xD8\xFF\xE0....", "a JPEG picture");
        row(QByteArray("{\0\"\0d\0", 6), "a text in UTF-16");
        row(QByteArray("RIFF\0\0\0\0WEBPVP8 ", 16), "a WebP picture");
        row("<html></html>", "a text of XML or HTML");
        row("\x1F\x8B\x08", "a packed file (gzip)");
        row(QByteArray("\x7F"
                       "ELF\0\0",
                6),
            "no text");
        QTest::newRow("a mark of UTF-16") << QString("\uFEFF{}").toUtf8() << QString();
    }

    void whatCarriesNothingIsCalledWhatItIs()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, what);
        const QString message = messageOf([&] { readExperimentText(write("foreign", content)); });
        QVERIFY2(what.isEmpty() ? message.isEmpty() : message.contains("it is " + what),
            qPrintable(message));
    }

    void aPictureWithoutAnExperimentIsCalledOne()
    {
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(Qt::red);
        QVERIFY(image.save(at("plain.png")));
        const QString message = messageOf([&] { readExperimentText(at("plain.png")); });
        QVERIFY2(message.contains("a PNG picture and carries no experiment"), qPrintable(message));
    }

    void textsInPicturesAreReadHoweverTheyAreKept_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("short") << QByteArray("{}");
        QTest::newRow("packed") << QByteArray("{") + QByteArray(5000, ' ') + "}";
        QTest::newRow("of the world") << QString("{\"title\": \"ψ ħ ü\"}").toUtf8();
        QTest::newRow("of the world, packed")
            << QString("{\"title\": \"ψ%1\"}").arg(QString(5000, u'ü')).toUtf8();
        QTest::newRow("of the west") << QString("{\"title\": \"ü\"}").toUtf8();
    }

    void textsInPicturesAreReadHoweverTheyAreKept()
    {
        QFETCH(const QByteArray, text);
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(Qt::red);
        writePicture(image, at("text.png"), text, 0.25);
        QCOMPARE(readExperimentText(at("text.png")), text);
        QCOMPARE(carriedTime(at("text.png")).value_or(-1.0), 0.25);
    }

    void fieldDataAreReadHoweverVtkKeepsThem_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("isEncoded");
        QTest::addColumn<bool>("isPacked");
        QTest::addColumn<bool>("isLong");
        for (const int mode :
            {int(vtkXMLWriter::Ascii), int(vtkXMLWriter::Binary), int(vtkXMLWriter::Appended)}) {
            for (const bool isEncoded : {false, true}) {
                for (const bool isPacked : {false, true}) {
                    for (const bool isLong : {false, true})
                        QTest::addRow("mode %d, encoded %d, packed %d, long %d", mode, isEncoded,
                            isPacked, isLong)
                            << mode << isEncoded << isPacked << isLong;
                }
            }
        }
    }

    void fieldDataAreReadHoweverVtkKeepsThem()
    {
        QFETCH(const int, mode);
        QFETCH(const bool, isEncoded);
        QFETCH(const bool, isPacked);
        QFETCH(const bool, isLong);
        // Longer than a block of VTK's.
        const QByteArray experiment
            = QString("{\"title\": \"ψ%1\"}").arg(QString(100'000, u'x')).toUtf8();
        vtkNew<vtkImageData> image;
        image->SetDimensions(4, 4, 1);
        vtkNew<vtkStringArray> text;
        text->SetName("experiment");
        text->InsertNextValue(experiment.toStdString());
        image->GetFieldData()->AddArray(text);
        vtkNew<vtkDoubleArray> time;
        time->SetName("TimeValue");
        time->InsertNextValue(0.375);
        image->GetFieldData()->AddArray(time);
        vtkNew<vtkXMLImageDataWriter> writer;
        writer->SetFileName(QFile::encodeName(at("mode.vti")).constData());
        writer->SetInputData(image);
        writer->SetDataMode(mode);
        writer->SetEncodeAppendedData(isEncoded);
        if (isLong)
            writer->SetHeaderTypeToUInt64();
        else
            writer->SetHeaderTypeToUInt32();
        if (!isPacked)
            writer->SetCompressorTypeToNone();
        QCOMPARE(writer->Write(), 1);
        QCOMPARE(readExperimentText(at("mode.vti")), experiment);
        QCOMPARE(carriedTime(at("mode.vti")).value_or(-1.0), 0.375);
    }

    void aTableReopensAfterASpreadsheetHasWrittenIt_data()
    {
        QTest::addColumn<QByteArray>("head");
        const QByteArray json = "{\"dqmlab\": 1, \"title\": \"a; b\", \"grid\": [64,64]}";
        QByteArray doubled = json;
        doubled.replace("\"", "\"\"");
        const auto row = [](const char* name, const QByteArray& line) {
            QTest::newRow(name) << "# dqmlab 1\n" + line;
        };
        row("as written", "# experiment " + json + "\n# time 0.5\n");
        QTest::newRow("with a mark") << "\xEF\xBB\xBF# experiment " + json + "\n# time 0.5\n";
        row("with ends of Windows", "# experiment " + json + "\r\n# time 0.5\r\n");
        row("in one cell", "\"# experiment " + doubled + "\"\n# time 0.5\n");
        row("in one cell of many", "\"# experiment " + doubled + "\";;;\n# time 0,5;;;\n");
        row("cut at commas",
            "\"# experiment {\"\"dqmlab\"\": 1\",\" \"\"title\"\": \"\"a; b\"\"\",\" \"\"grid\"\": "
            "[64\",64]},,\n# time 0.5,,,,\n");
        row("cut at commas, put together with semicolons",
            "\"# experiment {\"\"dqmlab\"\": 1\";\" \"\"title\"\": \"\"a; b\"\"\";\" \"\"grid\"\": "
            "[64\";64]};;\n# time 0.5;;\n");
        row("cut at semicolons",
            "\"# experiment {\"\"dqmlab\"\": 1, \"\"title\"\": \"\"a\";\" b\"\", \"\"grid\"\": "
            "[64,64]}\";;\n# time 0,5;;\n");
    }

    void aTableReopensAfterASpreadsheetHasWrittenIt()
    {
        QFETCH(const QByteArray, head);
        const QString path = write("table.csv", head + "t;x\n0;1\n");
        QCOMPARE(readExperimentText(path),
            QByteArray("{\"dqmlab\": 1, \"title\": \"a; b\", \"grid\": [64,64]}"));
    }

    void aTableForSpreadsheetsHasNoSeparatorInItsExperiment()
    {
        const TableStyle style = tableStyle(";");
        const QByteArray head = commentsOf(style, "{\"title\":\"a; b\"}");
        QVERIFY(!head.contains(';'));
        const QJsonObject read
            = QJsonDocument::fromJson(readExperimentText(write("t.csv", head))).object();
        QCOMPARE(read["title"].toString(), QString("a; b"));
        QCOMPARE(QByteArray::fromStdString(numberIn(style, -1.5e-3)), QByteArray("-0,0015"));
    }
};

QTEST_GUILESS_MAIN(TestCarriers)
#include "tst_Carriers.moc"
