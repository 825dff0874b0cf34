#include "app/Document.h"

#include "app/ExperimentFile.h"

#include <QFileInfo>

namespace dqm {

bool Document::save(const QString& path)
{
    try {
        saveExperiment(experiment(), path);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return false;
    }
    takeAsLoaded();
    m_path = QFileInfo(path).absoluteFilePath();
    m_name.clear();
    emit titleChanged();
    return true;
}

void Document::sayOpened(const QString& nameOrPath)
{
    const bool isFile = QFileInfo::exists(nameOrPath);
    m_path = isFile ? QFileInfo(nameOrPath).absoluteFilePath() : QString();
    m_name = isFile ? QString() : nameOrPath;
    emit opened();
    emit titleChanged();
}

} // namespace dqm
