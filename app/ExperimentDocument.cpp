#include "app/ExperimentDocument.h"

#include "app/ExperimentFile.h"
#include "app/ExperimentLibrary.h"
#include "core/Parameters.h"

#include <QFileInfo>

namespace dqm {

bool ExperimentDocument::open(const QString& nameOrPath)
{
    try {
        Experiment experiment = openExperiment(nameOrPath);
        const bool isFile = QFileInfo::exists(nameOrPath);
        m_loaded = experiment;
        m_present = std::move(experiment);
        m_path = isFile ? QFileInfo(nameOrPath).absoluteFilePath() : QString();
        m_name = isFile ? QString() : nameOrPath;
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return false;
    }
    emit opened();
    emit titleChanged();
    return true;
}

bool ExperimentDocument::save(const QString& path)
{
    try {
        saveExperiment(m_present, path);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return false;
    }
    m_loaded = m_present;
    m_path = QFileInfo(path).absoluteFilePath();
    m_name.clear();
    emit titleChanged();
    return true;
}

void ExperimentDocument::setValue(const QString& id, double value)
{
    Experiment next = m_present;
    try {
        // The width is a factor on the file's packets, not on the last position of the slider.
        if (id == QLatin1String("packets.width"))
            next.packets = m_loaded.packets;
        setParameterValue(next, id.toStdString(), value);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return;
    }
    change(std::move(next));
}

void ExperimentDocument::setStage(const StageSettings& stage)
{
    Experiment next = m_present;
    next.stage = stage;
    change(std::move(next));
}

void ExperimentDocument::setEnsemble(const EnsembleSettings& ensemble)
{
    Experiment next = m_present;
    next.ensemble = ensemble;
    change(std::move(next));
}

void ExperimentDocument::change(Experiment next)
{
    try {
        validate(next);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return;
    }
    if (next == m_present)
        return;
    m_present = std::move(next);
    emit changed();
    emit titleChanged();
}

void ExperimentDocument::resetToFile()
{
    m_present = m_loaded;
    emit opened();
    emit titleChanged();
}

void ExperimentDocument::setView(const ViewSettings& view) { m_present.view = view; }

bool ExperimentDocument::isModified() const
{
    // How it is looked at is no change worth asking about.
    Experiment present = m_present;
    present.view = m_loaded.view;
    return !(present == m_loaded);
}

} // namespace dqm
