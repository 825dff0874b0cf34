#include "app/CarriedExperiment.h"

#include "app/ArraysWriter.h"
#include "app/ExperimentFile.h"
#include "app/FieldsWriter.h"

#include <QFile>
#include <QImageReader>
#include <QImageWriter>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSaveFile>

#include <stdexcept>

namespace dqm {

namespace {

constexpr int probeMilliseconds = 30'000;

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

} // namespace

bool beginsAsVideo(const QByteArray& start)
{
    return start.mid(4, 4) == "ftyp" || start.startsWith("\x1A\x45\xDF\xA3");
}

QByteArray experimentInVideo(const QString& path)
{
    return tagOfVideo(path, carriedExperimentKey).toUtf8();
}

std::optional<double> carriedTime(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QByteArray start = file.read(16);
    QString text;
    if (beginsAsVideo(start)) {
        text = tagOfVideo(path, "dqm_time");
    } else if (start.startsWith("\x89PNG")) {
        text = QImageReader(path).text("Time");
    }
    if (start.startsWith("PK\x03\x04")) {
        return timeInArrays(path);
    }
    if (start.startsWith("<")) {
        return timeInFields(path);
    }
    bool isNumber = false;
    const double time = text.toDouble(&isNumber);
    return isNumber ? std::optional(time) : std::nullopt;
}

void writePicture(
    const QImage& image, const QString& path, const QByteArray& experiment, double time)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        throw std::runtime_error(
            "cannot write " + path.toStdString() + ": " + file.errorString().toStdString());
    }
    QImageWriter writer(&file, "png");
    writer.setText("Software", QStringLiteral("DQM Lab %1").arg(DQM_VERSION));
    writer.setText(carriedExperimentKey, QString::fromUtf8(experiment));
    writer.setText("Time", QString::number(time, 'g', 17));
    if (!writer.write(image) || !file.commit()) {
        throw std::runtime_error(
            "cannot write " + path.toStdString() + ": " + file.errorString().toStdString());
    }
}

} // namespace dqm
