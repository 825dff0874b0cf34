#include "app/films/FilmWriter.h"

#include "app/experiments/CarriedExperiment.h"
#include "app/results/FieldsWriter.h"

#include <QDir>
#include <QFileInfo>

#include <stdexcept>

namespace dqm {

namespace {

constexpr long long numbersAtLeast = 99'999; // as wide as this, so that names sort

bool isNumbered(const QString& path)
{
    return path.contains("{n}") && path.endsWith(".png", Qt::CaseInsensitive);
}

void requireFolder(const QString& path)
{
    const QDir folder(QFileInfo(path).path());
    if (!folder.exists() && !QDir().mkpath(folder.path()))
        throw std::invalid_argument(
            "cannot make the folder " + folder.path().toStdString() + " for the pictures");
    if (!QFileInfo(folder.path()).isWritable())
        throw std::invalid_argument("cannot write " + path.toStdString()
            + ": there is no permission to write into its folder");
}

} // namespace

QString suffixOf(FilmFormat format)
{
    switch (format) {
    case FilmFormat::Mp4:
        return ".mp4";
    case FilmFormat::WebM:
        return ".webm";
    case FilmFormat::Gif:
        return ".gif";
    case FilmFormat::Pictures:
        return ".png";
    }
    return ".mp4";
}

bool needsEncoder(FilmFormat format) { return format != FilmFormat::Pictures; }

void FilmWriter::require(const Settings& settings)
{
    if (isNumbered(settings.path))
        requireFolder(settings.path);
    else
        VideoEncoder::require(settings.path, settings.size);
}

FilmWriter::FilmWriter(const Settings& settings)
    : m_settings(settings)
{
    if (isNumbered(settings.path)) {
        requireFolder(settings.path);
        return;
    }
    m_encoder.emplace(VideoEncoder::Settings{settings.path, settings.size, settings.framesPerSecond,
        settings.experiment, settings.time});
}

void FilmWriter::write(const QImage& picture, double time, const QByteArray& experiment)
{
    if (m_encoder)
        m_encoder->write(picture);
    else
        writePicture(picture, fieldsFileName(m_settings.path, m_written, numbersAtLeast),
            experiment.isEmpty() ? m_settings.experiment : experiment, time);
    ++m_written;
}

void FilmWriter::finish()
{
    if (m_encoder)
        m_encoder->finish();
}

} // namespace dqm
