#include "app/experiments/PotentialPictures.h"

#include "app/carriers/InputFile.h"

#include <QBuffer>
#include <QByteArray>
#include <QDir>
#include <QImage>
#include <QImageReader>
#include <QPainter>

#include <algorithm>
#include <stdexcept>

namespace dqm {

namespace {

constexpr qint64 longestPicture = 4 << 20; // bytes
constexpr double white = 65535.0;

/// The grey values of a PNG, the lowest row first.
/// @throws std::runtime_error with what was found and what is expected.
std::shared_ptr<const RealField> greyOf(QByteArray png)
{
    QBuffer buffer(&png);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, "png");
    reader.setDecideFormatFromContent(false);
    // The size stands in the head: nothing is allocated before it is known.
    const QSize size = reader.canRead() ? reader.size() : QSize();
    if (size.isEmpty())
        throw std::runtime_error("found no PNG, expected a picture in that format");
    if (size.width() > ImageTerm::mostPixels || size.height() > ImageTerm::mostPixels)
        throw std::runtime_error("found a picture of " + std::to_string(size.width()) + " x "
            + std::to_string(size.height()) + " pixels, expected at most 512 x 512");
    const QImage image = reader.read().convertToFormat(QImage::Format_Grayscale16);
    if (image.isNull())
        throw std::runtime_error("found a PNG that is damaged, expected a whole one");
    auto grey = std::make_shared<RealField>(image.height(), image.width());
    for (int j = 0; j < image.height(); ++j) {
        const auto* line = reinterpret_cast<const quint16*>(image.constScanLine(j));
        for (int i = 0; i < image.width(); ++i)
            (*grey)(image.height() - 1 - j, i) = line[i] / white;
    }
    return grey;
}

QByteArray decoded(const std::string& base64)
{
    const auto result = QByteArray::fromBase64Encoding(QByteArray::fromStdString(base64),
        QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!result)
        throw std::runtime_error("found no base64, expected a PNG in it");
    return *result;
}

QByteArray contentOf(const QString& path)
{
    InputFile file(path);
    if (file.size() > longestPicture)
        throw file.unreadable("it has more than 4 MiB");
    return file.read(longestPicture);
}

} // namespace

void readPotentialPictures(Experiment& experiment, const QString& folder)
{
    for (std::size_t i = 0; i < experiment.potential.size(); ++i) {
        auto* term = std::get_if<ImageTerm>(&experiment.potential[i]);
        if (term == nullptr)
            continue;
        const std::string key = "potential[" + std::to_string(i) + "].";
        const bool isFile = !term->file.empty();
        if (isFile && !term->data.empty())
            throw ExperimentError(key + "data", "stands beside \"file\": one of them is enough");
        if (!isFile && term->data.empty())
            throw ExperimentError(
                key + "data", "is missing: a PNG in base64, or its name in \"file\"");
        try {
            const QByteArray png = isFile ? contentOf(QDir::cleanPath(QDir(folder).absoluteFilePath(
                                       QString::fromStdString(term->file))))
                                          : decoded(term->data);
            if (png.size() > longestPicture)
                throw std::runtime_error("found a PNG of more than 4 MiB, expected a smaller one");
            term->grey = greyOf(png);
            term->data = png.toBase64().toStdString();
            term->file.clear();
        } catch (const std::runtime_error& error) {
            throw ExperimentError(key + (isFile ? "file" : "data"), error.what());
        }
    }
}

ImageTerm potentialOf(const QImage& picture, double low, double high)
{
    constexpr int most = ImageTerm::mostPixels;
    QImage grey = picture.convertToFormat(QImage::Format_ARGB32);
    if (std::max(grey.width(), grey.height()) > most)
        grey = grey.scaled(most, most, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    // What is transparent lets through: black.
    QImage onBlack(grey.size(), QImage::Format_RGB32);
    onBlack.fill(Qt::black);
    QPainter(&onBlack).drawImage(0, 0, grey);
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    onBlack.convertToFormat(QImage::Format_Grayscale8).save(&buffer, "png");
    ImageTerm term;
    term.data = png.toBase64().toStdString();
    term.low = low;
    term.high = high;
    term.grey = greyOf(png);
    return term;
}

} // namespace dqm
