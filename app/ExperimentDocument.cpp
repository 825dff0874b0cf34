#include "app/ExperimentDocument.h"

#include "core/Parameters.h"

namespace dqm {

void ExperimentDocument::open(Experiment experiment, const QString& nameOrPath)
{
    m_loaded = experiment;
    m_present = std::move(experiment);
    sayOpened(nameOrPath);
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
