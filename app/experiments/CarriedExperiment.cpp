#include "app/experiments/CarriedExperiment.h"

#include "app/carriers/Carriers.h"
#include "app/carriers/PngCarrier.h"
#include "app/files/WholeFile.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QImageWriter>
#include <QMimeData>

#include <stdexcept>

namespace dqm {

QByteArray carriedAsRdf(const QByteArray& experiment, double time)
{
    const QString json = QString::fromUtf8(experiment).toHtmlEscaped();
    return "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:dqm=\"urn:"
           "dqmlab\">\n<rdf:Description rdf:about=\"\">\n<dqm:version>" DQM_VERSION
           "</dqm:version>\n<dqm:time>"
        + QByteArray::number(time, 'g', 17) + "</dqm:time>\n<dqm:experiment>" + json.toUtf8()
        + "</dqm:experiment>\n</rdf:Description>\n</rdf:RDF>\n";
}

QByteArray carriedAsComment(const QByteArray& experiment, double time)
{
    return "DQM Lab " DQM_VERSION "\ntime " + QByteArray::number(time, 'g', 17) + '\n'
        + carriedExperimentKey + ' ' + experiment + '\n';
}

std::optional<double> carriedTime(const QString& path)
{
    try {
        return readCarried(path).time;
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
}

void writePicture(
    const QImage& image, const QString& path, const QByteArray& experiment, double time)
{
    // In memory first: the library behind it speaks to the terminal when a disc is full.
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "png");
    // Without the texts that an image from a file brings along: they would be found first.
    const QImage plain(
        image.constBits(), image.width(), image.height(), image.bytesPerLine(), image.format());
    if (!writer.write(plain)) {
        throw std::runtime_error(
            "cannot write " + path.toStdString() + ": " + writer.errorString().toStdString());
    }
    // Qt would take double spaces out of the texts.
    writeWholeFile(path,
        withPngTexts(buffer.data(),
            {{"Software", "DQM Lab " DQM_VERSION}, {carriedExperimentKey, experiment},
                {"Time", QByteArray::number(time, 'g', 17)}}));
}

void copyPicture(const QImage& image, const QByteArray& experiment, double time)
{
    auto* data = new QMimeData;
    data->setImageData(image);
    data->setData(mimeOfExperiment, experiment);
    data->setData(mimeOfTime, QByteArray::number(time, 'g', 17));
    QGuiApplication::clipboard()->setMimeData(data);
}

} // namespace dqm
