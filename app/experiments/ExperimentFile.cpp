#include "app/experiments/ExperimentFile.h"

#include "app/carriers/Carriers.h"
#include "app/experiments/ExhibitKeys.h"
#include "app/experiments/JsonChange.h"
#include "app/experiments/JsonReader.h"
#include "app/experiments/JsonText.h"
#include "app/experiments/JsonWriter.h"
#include "app/experiments/PotentialPictures.h"
#include "app/experiments/SavedWaves.h"
#include "app/experiments/Suggestion.h"
#include "app/files/WholeFile.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/setup/ExperimentChecks.h"
#include "core/setup/Parameters.h"

#include <QFileInfo>

#include <algorithm>

namespace dqm {

namespace {

QJsonObject changed(const QByteArray& json, const QStringList& changes)
{
    QJsonObject object = parseJsonObject(json);
    for (const QString& change : changes)
        changeJson(object, change);
    return object;
}

/// "wave" and its relatives.
std::vector<std::string> waveKinds()
{
    std::vector<std::string> kinds;
    for (const auto& [word, kind] : Words<ExperimentKind>::all)
        kinds.emplace_back(word);
    return kinds;
}

/// A file that does not say what it is holds a wave.
std::string kindIn(const QJsonObject& file)
{
    std::vector<std::string> known = waveKinds();
    for (const ExhibitKind& kind : exhibitKinds())
        known.push_back(kind.kind);
    const QJsonValue kind = file.contains("kind") ? file["kind"] : QJsonValue("wave");
    const std::string found = kind.toString().toStdString();
    if (!kind.isString() || std::ranges::find(known, found) == known.end()) {
        throw ExperimentError("kind",
            "found " + inWords(kind) + ", expected one of " + quotedList(known)
                + suggestion(found, known));
    }
    return found;
}

void readOtherFiles(Experiment& experiment, const QString& folder)
{
    readSavedWaves(experiment, folder);
    readPotentialPictures(experiment, folder);
}
void readOtherFiles(ExhibitExperiment& /*names none*/, const QString& /*folder*/) { }

template <class T>
T parsed(const QJsonObject& file, T experiment, const QString& folder)
{
    JsonReader reader(file, {});
    Keys<T>::visit(reader, experiment);
    reader.finish();
    readOtherFiles(experiment, folder);
    experiment = withinRanges(std::move(experiment));
    validate(experiment);
    return experiment;
}

OrderedJson jsonOf(const AnyExperiment& experiment)
{
    return std::visit([](const auto& e) { return JsonWriter::json(e); }, experiment);
}

} // namespace

AnyExperiment parseAnyExperiment(
    const QByteArray& json, const QStringList& changes, const QString& folder)
{
    const QJsonObject file = changed(json, changes);
    const std::string kind = kindIn(file);
    const std::vector<std::string> waves = waveKinds();
    if (std::ranges::find(waves, kind) != waves.end())
        return parsed(file, Experiment{}, folder);
    ExhibitExperiment exhibit;
    exhibit.kind = kind;
    return parsed(file, complete(exhibit), folder);
}

Experiment parseExperiment(const QByteArray& json, const QStringList& changes)
{
    return waveOf(parseAnyExperiment(json, changes));
}

Experiment waveOf(AnyExperiment experiment)
{
    if (const auto* exhibit = std::get_if<ExhibitExperiment>(&experiment)) {
        throw ExperimentError("kind",
            "found \"" + exhibit->kind
                + "\", expected \"wave\": what is asked for needs a wave, and an exhibit has none");
    }
    return std::get<Experiment>(std::move(experiment));
}

QByteArray formatExperiment(const AnyExperiment& experiment) { return jsonOf(experiment).pretty(); }

QByteArray formatExperimentOnOneLine(const AnyExperiment& experiment)
{
    return jsonOf(experiment).oneLine();
}

QByteArray readExperimentText(const QString& path) { return readCarried(path).experiment; }

Experiment loadExperiment(const QString& path)
{
    return waveOf(parseAnyExperiment(readExperimentText(path), {}, QFileInfo(path).path()));
}

void saveExperiment(const AnyExperiment& experiment, const QString& path)
{
    std::visit([](const auto& e) { validate(e); }, experiment);
    const auto* wave = std::get_if<Experiment>(&experiment);
    writeWholeFile(path,
        formatExperiment(wave ? namedFrom(*wave, QFileInfo(path).absolutePath()) : experiment));
}

} // namespace dqm
