#include "app/CarriedExperiment.h"

#include "app/ArraysWriter.h"
#include "app/ExperimentFile.h"
#include "app/GifComment.h"
#include "app/VtkFile.h"
#include "app/WholeFile.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QImageWriter>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QXmlStreamReader>

#include <stdexcept>

namespace dqm {

namespace {

constexpr int probeMilliseconds = 30'000;
constexpr qint64 longestText = 64 << 20;

/// WebM writes the names of its tags in capitals.
QString tagOfVideo(const QString& path, const QString& name)
{
    QProcess probe;
    probe.start(
        "ffprobe", {"-v", "error", "-show_entries", "format_tags", "-of", "json", "file:" + path});
    if (!probe.waitForStarted(probeMilliseconds)) {
        throw std::runtime_error("cannot read " + path.toStdString()
            + ": the experiment in a video is read by ffprobe, which is not installed (ffmpeg)");
    }
    probe.waitForFinished(probeMilliseconds);
    const QJsonObject tags = QJsonDocument::fromJson(probe.readAllStandardOutput())
                                 .object()["format"]
                                 .toObject()["tags"]
                                 .toObject();
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
        if (tag.key().compare(name, Qt::CaseInsensitive) == 0) {
            return tag.value().toString();
        }
    }
    return {};
}

/// The text of an element of ours in the first piece of RDF that has one. A PDF is no text, but
/// holds such a piece as it is.
QString textInRdf(const QByteArray& text, QStringView element)
{
    const QByteArray end = "</rdf:RDF>";
    for (qsizetype start = text.indexOf("<rdf:RDF"); start >= 0;
         start = text.indexOf("<rdf:RDF", start + 1)) {
        const qsizetype last = text.indexOf(end, start);
        QXmlStreamReader xml(text.mid(start, last < 0 ? 0 : last + end.size() - start));
        while (!xml.atEnd()) {
            if (xml.readNextStartElement() && xml.namespaceUri() == u"urn:dqmlab"
                && xml.name() == element) {
                return xml.readElementText();
            }
        }
    }
    return {};
}

/// What follows a word that begins a line.
QByteArray lineOf(const QByteArray& text, const QByteArray& word)
{
    const QByteArray start = word + ' ';
    for (qsizetype place = 0; place >= 0 && place < text.size();) {
        const qsizetype end = text.indexOf('\n', place);
        const QByteArray line = text.mid(place, end < 0 ? -1 : end - place);
        if (line.startsWith(start)) {
            return line.mid(start.size()).trimmed();
        }
        place = end < 0 ? -1 : end + 1;
    }
    return {};
}

} // namespace

bool beginsAsVideo(const QByteArray& start)
{
    return start.mid(4, 4) == "ftyp" || start.startsWith("\x1A\x45\xDF\xA3");
}

QByteArray experimentInVideo(const QString& path)
{
    return tagOfVideo(path, carriedExperimentKey).toUtf8();
}

QByteArray carriedAsRdf(const QByteArray& experiment, double time)
{
    const QString json = QString::fromUtf8(experiment).toHtmlEscaped();
    return "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:dqm=\"urn:"
           "dqmlab\">\n<rdf:Description rdf:about=\"\">\n<dqm:version>" DQM_VERSION
           "</dqm:version>\n<dqm:time>"
        + QByteArray::number(time, 'g', 17) + "</dqm:time>\n<dqm:experiment>" + json.toUtf8()
        + "</dqm:experiment>\n</rdf:Description>\n</rdf:RDF>\n";
}

QByteArray experimentInRdf(const QByteArray& text)
{
    return textInRdf(text, u"experiment").toUtf8();
}

QByteArray carriedAsComment(const QByteArray& experiment, double time)
{
    return "DQM Lab " DQM_VERSION "\ntime " + QByteArray::number(time, 'g', 17) + '\n'
        + carriedExperimentKey + ' ' + experiment + '\n';
}

QByteArray experimentInComment(const QByteArray& comment)
{
    return lineOf(comment, carriedExperimentKey);
}

std::optional<double> carriedTime(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QByteArray start = file.peek(1024);
    if (start.startsWith("PK\x03\x04")) {
        return timeInArrays(path);
    }
    if (start.contains("<VTKFile")) {
        return timeInVtkFile(path);
    }
    QString text;
    if (beginsAsVideo(start)) {
        text = tagOfVideo(path, "dqm_time");
    } else if (start.startsWith("\x89PNG")) {
        text = QImageReader(path).text("Time");
    } else if (start.startsWith("GIF8")) {
        text = lineOf(gifComment(path), "time");
    } else if (start.startsWith("%PDF") || start.contains("<svg")) {
        text = textInRdf(file.read(longestText), u"time");
    } else if (start.startsWith("#")) {
        // A series is of no moment, the curves of a plot are.
        text = lineOf(file.read(longestText), "# time");
    }
    bool isNumber = false;
    const double time = text.toDouble(&isNumber);
    return isNumber ? std::optional(time) : std::nullopt;
}

void writePicture(
    const QImage& image, const QString& path, const QByteArray& experiment, double time)
{
    // In memory first: the library behind it speaks to the terminal when a disc is full.
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    writer.setText("Software", QStringLiteral("DQM Lab %1").arg(DQM_VERSION));
    writer.setText(carriedExperimentKey, QString::fromUtf8(experiment));
    writer.setText("Time", QString::number(time, 'g', 17));
    if (!writer.write(image)) {
        throw std::runtime_error(
            "cannot write " + path.toStdString() + ": " + writer.errorString().toStdString());
    }
    writeWholeFile(path, buffer.data());
}

} // namespace dqm
