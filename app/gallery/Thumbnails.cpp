#include "app/gallery/Thumbnails.h"

#include "app/experiments/ExperimentFile.h"
#include "app/experiments/ExperimentLibrary.h"
#include "app/files/WholeFile.h"
#include "app/gallery/Thumbnail.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>
#include <QTimer>

#include <utility>

namespace dqm {

namespace {

constexpr const char* way = "1"; // of drawing them: another number leaves the older ones behind
constexpr int mostKept = 400;
constexpr qint64 largestRead = 4 << 20; ///< bytes of an experiment's file

QString keyOf(const AnyExperiment& experiment, bool isDark)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (const QByteArray& part : {QByteArray(DQM_VERSION), QByteArray(way),
             QByteArray(isDark ? "dark" : "light"), formatExperimentOnOneLine(experiment)}) {
        hash.addData(part);
        hash.addData(QByteArray(1, '\0'));
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

Thumbnails::Thumbnails(QString folder, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_stop(std::make_shared<std::atomic<bool>>(false))
{
    connect(&m_task, &BackgroundTask::finished, this, [this](const QImage& picture) {
        if (!picture.isNull()) {
            keep(picture);
            emit made(m_name, picture);
        }
        next();
    });
    connect(&m_task, &BackgroundTask::failed, this, &Thumbnails::next);
    clearAway();
}

Thumbnails::~Thumbnails() { *m_stop = true; }

QString Thumbnails::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + "/thumbnails";
}

void Thumbnails::want(const QStringList& names, bool isDark)
{
    hold();
    m_wanted = names;
    m_isDark = isDark;
    m_stop = std::make_shared<std::atomic<bool>>(false);
    if (!m_task.isBusy())
        next();
}

void Thumbnails::hold()
{
    m_wanted.clear();
    *m_stop = true;
}

void Thumbnails::next()
{
    if (m_isAsked || m_wanted.isEmpty() || m_task.isBusy())
        return;
    m_isAsked = true;
    // One at a time, so that the window stays awake while many come out of the folder.
    QTimer::singleShot(0, this, [this] {
        m_isAsked = false;
        if (!m_wanted.isEmpty() && !m_task.isBusy())
            start(m_wanted.takeFirst());
    });
}

void Thumbnails::start(const QString& name)
{
    try {
        if (!isShippedExperiment(name) && QFileInfo(name).size() > largestRead)
            return next();
        const AnyExperiment experiment = openAnyExperiment(name);
        m_path = m_folder + '/' + keyOf(experiment, m_isDark) + ".png";
        if (const QImage kept(m_path); kept.size() == pixels) {
            emit made(name, kept);
            return next();
        }
        m_name = name;
        m_task.start(thumbnailWork(
            experiment, m_isDark ? ThemeKind::Dark : ThemeKind::Light, pixels, m_stop));
    } catch (const std::exception&) {
        next(); // the card says why it cannot be read
    }
}

void Thumbnails::keep(const QImage& picture) const
{
    QByteArray content;
    QBuffer buffer(&content);
    buffer.open(QIODevice::WriteOnly);
    if (!picture.save(&buffer, "PNG") || !QDir().mkpath(m_folder))
        return;
    try {
        writeWholeFile(m_path, content);
    } catch (const std::exception&) {
        return; // it is made again next time
    }
}

void Thumbnails::clearAway() const
{
    const QFileInfoList all
        = QDir(m_folder).entryInfoList({"*.png"}, QDir::Files, QDir::Time); // newest first
    for (qsizetype i = mostKept; i < all.size(); ++i)
        QFile::remove(all[i].filePath());
}

} // namespace dqm
