#include "app/session/ExhibitDocument.h"

#include "app/session/History.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/experiment/Experiment.h"

#include <algorithm>
#include <utility>

namespace dqm {

ExhibitDocument::ExhibitDocument(History& history, QObject* parent)
    : Document(history, ExhibitExperiment(), parent)
{
}

const ExhibitParameter& ExhibitDocument::entry(const std::string& id) const
{
    return *std::ranges::find(kind().parameters, id, &ExhibitParameter::id);
}

void ExhibitDocument::setValue(const QString& id, double value)
{
    ExhibitExperiment next = present();
    next.values[id.toStdString()] = value;
    try {
        next = complete(std::move(next));
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
        return;
    }
    if (next == present())
        return;
    now() = std::move(next);
    const ExhibitParameter& changed = entry(id.toStdString());
    history().note(*this, QString::fromStdString(changed.label), id);
    if (changed.actsAtOnce)
        emit valueChanged(id, present().values.at(id.toStdString()));
    else
        emit begunAnew();
    emit titleChanged();
}

void ExhibitDocument::setSeed(quint64 seed)
{
    now().seed = seed;
    history().note(*this, tr("seed"));
    emit begunAnew();
    emit titleChanged();
}

void ExhibitDocument::setPace(double pace)
{
    now().pace = pace;
    history().note(*this, tr("pace"), QStringLiteral("pace"));
    emit paceChanged(pace);
}

void ExhibitDocument::resetToFile()
{
    table().present = table().loaded;
    history().note(*this, tr("reset to file"));
    emit paceChanged(present().pace);
    emit begunAnew();
    emit titleChanged();
}

void ExhibitDocument::replace(const AnyExperiment& experiment)
{
    const ExhibitExperiment before = std::exchange(now(), std::get<ExhibitExperiment>(experiment));
    emit restored();
    if (before.pace != present().pace)
        emit paceChanged(present().pace);
    bool beginsAnew = before.seed != present().seed;
    for (const auto& [id, value] : present().values)
        beginsAnew = beginsAnew || (before.values.at(id) != value && !entry(id).actsAtOnce);
    if (beginsAnew)
        emit begunAnew();
    for (const auto& [id, value] : present().values) {
        if (!beginsAnew && before.values.at(id) != value)
            emit valueChanged(QString::fromStdString(id), value);
    }
    emit titleChanged();
}

} // namespace dqm
