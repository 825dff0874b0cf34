#include "app/session/Recovery.h"

#include "app/experiments/ExperimentFile.h"
#include "app/files/WholeFile.h"
#include "app/session/History.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QUuid>

#include <stdexcept>

namespace dqm {

namespace {

constexpr int delay = 1000; // ms from a change to the disk
const QString suffix = QStringLiteral(".unsaved");

QString standardFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/unsaved";
}

std::unique_ptr<QLockFile> lockOf(const QString& path)
{
    auto lock = std::make_unique<QLockFile>(path + ".lock");
    lock->setStaleLockTime(0); // only the end of its owner frees it, not its age
    return lock;
}

QJsonObject asJson(const Sheet& sheet)
{
    return {{"name", sheet.name}, {"path", sheet.path},
        {"fingerprint", QString::fromLatin1(sheet.fingerprint.toHex())},
        {"loaded", QString::fromUtf8(formatExperiment(sheet.loaded))},
        {"present", QString::fromUtf8(formatExperiment(sheet.present))}};
}

std::shared_ptr<Sheet> fromJson(const QJsonObject& object)
{
    auto sheet = std::make_shared<Sheet>();
    sheet->name = object["name"].toString();
    sheet->path = object["path"].toString();
    sheet->fingerprint = QByteArray::fromHex(object["fingerprint"].toString().toLatin1());
    sheet->loaded = parseAnyExperiment(object["loaded"].toString().toUtf8());
    sheet->present = parseAnyExperiment(object["present"].toString().toUtf8());
    return sheet;
}

/// What a file holds; nothing where it is damaged.
std::vector<std::shared_ptr<Sheet>> sheetsIn(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<std::shared_ptr<Sheet>> sheets;
    for (const QJsonValue& each :
        QJsonDocument::fromJson(file.readAll()).object()["experiments"].toArray()) {
        try {
            sheets.push_back(fromJson(each.toObject()));
        } catch (const std::exception&) {
            continue; // an experiment of another version of the program
        }
    }
    return sheets;
}

} // namespace

Recovery::Recovery(History& history, QObject* parent, const QString& folder)
    : QObject(parent)
    , m_history(history)
    , m_folder(folder.isEmpty() ? standardFolder() : folder)
    , m_path(QStringLiteral("%1/%2-%3%4")
                 .arg(m_folder)
                 .arg(QCoreApplication::applicationPid())
                 .arg(QUuid::createUuid().toString(QUuid::Id128).left(8), suffix))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delay);
    connect(&m_delay, &QTimer::timeout, this, &Recovery::write);
    // Not put off by further changes: a long drag is kept too.
    connect(&m_history, &History::changed, this, [this] {
        if (!m_delay.isActive())
            m_delay.start();
    });
}

Recovery::~Recovery()
{
    if (m_lock)
        QFile::remove(m_path);
}

void Recovery::flush()
{
    m_delay.stop();
    write();
}

void Recovery::write()
{
    const auto sheets = m_history.unsaved();
    if (sheets.empty()) {
        if (m_lock)
            QFile::remove(m_path);
        return;
    }
    try {
        if (!m_lock) {
            QDir().mkpath(m_folder);
            m_lock = lockOf(m_path);
            if (!m_lock->tryLock(0))
                throw std::runtime_error("cannot write to " + m_folder.toStdString());
        }
        QJsonArray experiments;
        for (const auto& sheet : sheets)
            experiments.append(asJson(*sheet));
        const QJsonObject content{{"dqmlab-unsaved", 1}, {"experiments", experiments}};
        writeWholeFile(m_path, QJsonDocument(content).toJson(QJsonDocument::Compact));
    } catch (const std::exception& error) {
        if (!std::exchange(m_hasFailed, true))
            emit failed(tr("Changes are not kept safe from a crash: %1")
                            .arg(QString::fromUtf8(error.what())));
    }
}

std::vector<std::shared_ptr<Sheet>> Recovery::claim()
{
    std::vector<std::shared_ptr<Sheet>> found;
    const QDir folder(m_folder);
    for (const QString& name : folder.entryList({'*' + suffix}, QDir::Files, QDir::Time)) {
        const QString path = folder.filePath(name);
        auto lock = lockOf(path);
        // Its run is still alive, or another one claims it at this moment.
        if (path == m_path || !lock->tryLock(0))
            continue;
        const auto sheets = sheetsIn(path);
        if (sheets.empty()) {
            QFile::remove(path);
            continue;
        }
        found.insert(found.end(), sheets.begin(), sheets.end());
        m_claimed.push_back({path, std::move(lock)});
    }
    return found;
}

void Recovery::settle()
{
    // What was restored lies in this run's own file before the old one goes.
    flush();
    for (const Claimed& claimed : m_claimed)
        QFile::remove(claimed.path);
    m_claimed.clear();
}

} // namespace dqm
