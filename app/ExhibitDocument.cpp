#include "app/ExhibitDocument.h"

#include "core/Experiment.h"

#include <algorithm>

namespace dqm {

void ExhibitDocument::open(ExhibitExperiment experiment, const QString& nameOrPath)
{
    m_loaded = experiment;
    m_present = std::move(experiment);
    sayOpened(nameOrPath);
}

void ExhibitDocument::setValue(const QString& id, double value)
{
    ExhibitExperiment next = m_present;
    next.values[id.toStdString()] = value;
    try {
        validate(next);
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return;
    }
    if (next == m_present)
        return;
    m_present = std::move(next);
    const auto entry
        = std::ranges::find(kind().parameters, id.toStdString(), &ExhibitParameter::id);
    if (entry->actsAtOnce)
        emit valueChanged(id, value);
    else
        emit begunAnew();
    emit titleChanged();
}

void ExhibitDocument::setSeed(quint64 seed)
{
    m_present.seed = seed;
    emit begunAnew();
    emit titleChanged();
}

void ExhibitDocument::setPace(double pace)
{
    m_present.pace = pace;
    emit paceChanged(pace);
}

void ExhibitDocument::resetToFile()
{
    m_present = m_loaded;
    emit paceChanged(m_present.pace);
    emit begunAnew();
    emit titleChanged();
}

bool ExhibitDocument::isModified() const
{
    // How fast it is looked at is no change worth asking about.
    ExhibitExperiment present = m_present;
    present.pace = m_loaded.pace;
    return !(present == m_loaded);
}

} // namespace dqm
