#include "app/session/Document.h"

#include "app/experiments/ExperimentFile.h"
#include "app/session/History.h"

#include <QFileInfo>

namespace dqm {

Document::Document(History& history, AnyExperiment empty, QObject* parent)
    : QObject(parent)
    , m_history(history)
    , m_sheet(std::make_shared<Sheet>())
{
    m_sheet->loaded = empty;
    m_sheet->present = std::move(empty);
}

void Document::open(AnyExperiment experiment, const QString& nameOrPath)
{
    auto sheet = std::make_shared<Sheet>();
    const bool isFile = QFileInfo::exists(nameOrPath);
    (isFile ? sheet->path : sheet->name)
        = isFile ? QFileInfo(nameOrPath).absoluteFilePath() : nameOrPath;
    sheet->fingerprint = fingerprintOf(sheet->path);
    sheet->loaded = experiment;
    sheet->present = std::move(experiment);
    open(sheet);
}

void Document::open(const std::shared_ptr<Sheet>& sheet)
{
    m_sheet = sheet;
    m_history.note(
        *this, tr("opening “%1”").arg(QString::fromStdString(titleOf(m_sheet->present))));
    emit opened();
    emit titleChanged();
}

void Document::lay(const std::shared_ptr<Sheet>& sheet, const AnyExperiment& experiment)
{
    m_sheet = sheet;
    m_sheet->present = experiment;
    emit opened();
    emit titleChanged();
}

bool Document::save(const QString& path)
{
    try {
        saveExperiment(experiment(), path);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return false;
    }
    m_sheet->loaded = m_sheet->present;
    m_sheet->path = QFileInfo(path).absoluteFilePath();
    m_sheet->fingerprint = fingerprintOf(m_sheet->path);
    m_sheet->name.clear();
    emit titleChanged();
    emit m_history.changed();
    return true;
}

} // namespace dqm
