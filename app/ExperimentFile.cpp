#include "app/ExperimentFile.h"

#include "app/ArraysWriter.h"
#include "app/CarriedExperiment.h"
#include "app/ExhibitKeys.h"
#include "app/GifComment.h"
#include "app/JsonChange.h"
#include "app/JsonReader.h"
#include "app/JsonText.h"
#include "app/JsonWriter.h"
#include "app/Suggestion.h"
#include "app/VtkFile.h"
#include "app/WholeFile.h"

#include <QFile>
#include <QFileInfo>
#include <QImageReader>

#include <algorithm>

namespace dqm {

namespace {

// A file without an end (a device) must not be read for ever.
constexpr qint64 longestText = 64 << 20;

std::runtime_error unreadable(const QString& path, const QString& reason)
{
    return std::runtime_error("cannot read " + path.toStdString() + ": " + reason.toStdString());
}

QByteArray carriedByTable(const QByteArray& csv)
{
    const QByteArray marker = QByteArray("# ") + carriedExperimentKey + ' ';
    for (qsizetype start = 0; start < csv.size() && csv[start] == '#';) {
        const qsizetype end = csv.indexOf('\n', start);
        const QByteArray line = csv.mid(start, end < 0 ? -1 : end - start);
        if (line.startsWith(marker)) {
            return line.mid(marker.size()).trimmed();
        }
        start = end < 0 ? csv.size() : end + 1;
    }
    return {};
}

QByteArray carriedByImage(const QString& path)
{
    return QImageReader(path).text(carriedExperimentKey).toUtf8();
}

enum class Kind
{
    Json,
    Table,
    Document, ///< SVG or PDF
    Fields, ///< of VTK
    Image,
    Animation,
    Video,
    Arrays
};

/// What a file is shows in how it begins, whatever its name.
Kind kindOf(const QByteArray& start)
{
    if (beginsAsVideo(start)) {
        return Kind::Video;
    }
    if (start.startsWith("<") && !start.contains("<svg")) {
        return Kind::Fields;
    }
    return start.startsWith("PK\x03\x04")                   ? Kind::Arrays
        : start.startsWith("GIF8")                          ? Kind::Animation
        : start.startsWith("\x89PNG")                       ? Kind::Image
        : start.startsWith("%PDF") || start.startsWith("<") ? Kind::Document
        : start.startsWith("#")                             ? Kind::Table
                                                            : Kind::Json;
}

QByteArray carriedBy(const QString& path, Kind kind, const QByteArray& text)
{
    switch (kind) {
    case Kind::Video:
        return experimentInVideo(path);
    case Kind::Arrays:
        return experimentInArrays(path);
    case Kind::Fields:
        return experimentInVtkFile(path);
    case Kind::Image:
        return carriedByImage(path);
    case Kind::Animation:
        return experimentInComment(gifComment(path));
    case Kind::Document:
        return experimentInRdf(text);
    case Kind::Table:
        return carriedByTable(text);
    case Kind::Json:
        break;
    }
    return text;
}

QJsonObject changed(const QByteArray& json, const QStringList& changes)
{
    QJsonObject object = parseJsonObject(json);
    for (const QString& change : changes) {
        changeJson(object, change);
    }
    return object;
}

/// "wave" and its relatives.
std::vector<std::string> waveKinds()
{
    std::vector<std::string> kinds;
    for (const auto& [word, kind] : Words<ExperimentKind>::all) {
        kinds.emplace_back(word);
    }
    return kinds;
}

/// A file that does not say what it is holds a wave.
std::string kindIn(const QJsonObject& file)
{
    std::vector<std::string> known = waveKinds();
    for (const ExhibitKind& kind : exhibitKinds()) {
        known.push_back(kind.kind);
    }
    const QJsonValue kind = file.contains("kind") ? file["kind"] : QJsonValue("wave");
    const std::string found = kind.toString().toStdString();
    if (!kind.isString() || std::ranges::find(known, found) == known.end()) {
        throw ExperimentError("kind",
            "found " + inWords(kind) + ", expected one of " + quotedList(known)
                + suggestion(found, known));
    }
    return found;
}

template <class T>
T parsed(const QJsonObject& file, T experiment)
{
    JsonReader reader(file, {});
    Keys<T>::visit(reader, experiment);
    reader.finish();
    validate(experiment);
    return experiment;
}

OrderedJson jsonOf(const AnyExperiment& experiment)
{
    return std::visit([](const auto& e) { return JsonWriter::json(e); }, experiment);
}

} // namespace

AnyExperiment parseAnyExperiment(const QByteArray& json, const QStringList& changes)
{
    const QJsonObject file = changed(json, changes);
    const std::string kind = kindIn(file);
    const std::vector<std::string> waves = waveKinds();
    if (std::ranges::find(waves, kind) != waves.end()) {
        return parsed(file, Experiment{});
    }
    ExhibitExperiment exhibit;
    exhibit.kind = kind;
    return parsed(file, complete(exhibit));
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

QByteArray readExperimentText(const QString& path)
{
    if (QFileInfo(path).isDir()) {
        throw unreadable(path, "it is a folder");
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        throw unreadable(path, file.errorString());
    }
    // Videos, pictures and arrays may be longer than any experiment.
    const Kind kind = kindOf(file.peek(1024));
    const bool isText = kind == Kind::Json || kind == Kind::Table || kind == Kind::Document;
    const QByteArray text = isText ? file.read(longestText + 1) : QByteArray();
    if (file.error() != QFile::NoError) {
        throw unreadable(path, file.errorString());
    }
    if (text.size() > longestText) {
        throw unreadable(path, "it is too long for an experiment");
    }
    if (kind == Kind::Json) {
        return text;
    }
    const QByteArray carried = carriedBy(path, kind, text);
    if (carried.isEmpty()) {
        throw unreadable(path, "it carries no experiment");
    }
    return carried;
}

Experiment loadExperiment(const QString& path) { return parseExperiment(readExperimentText(path)); }

void saveExperiment(const AnyExperiment& experiment, const QString& path)
{
    std::visit([](const auto& e) { validate(e); }, experiment);
    writeWholeFile(path, formatExperiment(experiment));
}

} // namespace dqm
