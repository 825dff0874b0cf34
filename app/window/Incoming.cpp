#include "app/window/Incoming.h"

#include "app/experiments/CarriedExperiment.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/experiments/PotentialPictures.h"
#include "app/session/ExperimentDocument.h"
#include "core/values/Printable.h"
#include "widgets/numbers/NumberText.h"

#include <QFileInfo>
#include <QImageReader>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace dqm {

namespace {

constexpr qsizetype longestText = qsizetype(8) << 20; // bytes
constexpr int largestPicture = 8192; // pixels a side

QString localFile(const QMimeData& data)
{
    return data.hasUrls() && data.urls().size() == 1 ? data.urls().first().toLocalFile()
                                                     : QString();
}

bool isPicture(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return QStringList{"png", "jpg", "jpeg", "bmp"}.contains(suffix) && QFileInfo(path).isFile();
}

/// A picture in a file; null where it is too large or cannot be read.
QImage pictureIn(const QString& path)
{
    QImageReader reader(path);
    const QSize size = reader.size();
    if (size.isEmpty() || std::max(size.width(), size.height()) > largestPicture)
        return {};
    reader.setAutoTransform(true);
    return reader.read();
}

bool carriesExperiment(const QString& path)
{
    try {
        return !experimentText(path).isEmpty();
    } catch (const std::exception&) {
        return false;
    }
}

} // namespace

Incoming::Incoming(Parts parts)
    : m_parts(std::move(parts))
{
}

bool Incoming::isWelcome(const QMimeData& data)
{
    return !localFile(data).isEmpty() || data.hasFormat(mimeOfExperiment) || data.hasImage()
        || data.hasText();
}

void Incoming::take(const QMimeData& data)
{
    if (data.hasFormat(mimeOfExperiment)) {
        bool isNumber = false;
        const double time = data.data(mimeOfTime).toDouble(&isNumber);
        takeText(data.data(mimeOfExperiment), isNumber ? std::optional(time) : std::nullopt);
    } else if (const QString path = localFile(data); !path.isEmpty()) {
        takeFile(path);
    } else if (data.hasImage()) {
        takePicture(qvariant_cast<QImage>(data.imageData()));
    } else if (data.hasText() && data.text().trimmed().startsWith('{')) {
        takeText(data.text().toUtf8(), {});
    } else {
        m_parts.error(tr("There is neither an experiment nor a picture on the clipboard: a text "
                         "that is one begins with {."));
    }
}

void Incoming::takeFile(const QString& path)
{
    if (isPicture(path) && !carriesExperiment(path)) {
        if (const QImage picture = pictureIn(path); !picture.isNull())
            return takePicture(picture);
    }
    m_parts.openFile(path);
}

void Incoming::takeText(const QByteArray& text, std::optional<double> time)
{
    if (text.size() > longestText)
        return m_parts.error(tr("The text has more than 8 MiB, which no experiment has."));
    try {
        m_parts.openExperiment(parseAnyExperiment(text), time);
    } catch (const std::exception& problem) {
        m_parts.error(QString::fromStdString(sentenceOf(problem)));
    }
}

void Incoming::takePicture(const QImage& picture)
{
    if (picture.isNull())
        return m_parts.error(tr("The picture cannot be read."));
    if (!m_parts.isWave())
        return m_parts.error(tr("A picture becomes V of a wave; an exhibit has none."));
    const double high = m_parts.energy();
    Experiment next = m_parts.document.present();
    ImageTerm term = potentialOf(picture, 0.0, high);
    const auto old = std::ranges::find_if(next.potential,
        [](const PotentialTerm& each) { return std::holds_alternative<ImageTerm>(each); });
    if (old == next.potential.end())
        next.potential.emplace_back(std::move(term));
    else
        *old = std::move(term);
    if (m_parts.document.change(std::move(next), tr("picture as V"), {}))
        m_parts.hint(tr("The picture is V now: black is 0, white is %1. Undo (Ctrl+Z) takes it "
                        "away.")
                         .arg(shortNumber(high, 3)));
}

} // namespace dqm
