#include "app/experiments/ExperimentLibrary.h"

#include "app/carriers/InputFile.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/Suggestion.h"
#include "core/values/Printable.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <stdexcept>

namespace dqm {

namespace {

QByteArray resource(const QString& file)
{
    QFile source(":/experiments/" + file);
    if (!source.open(QIODevice::ReadOnly))
        throw std::runtime_error("the program's resources lack " + file.toStdString());
    return source.readAll();
}

std::vector<ShippedExperiment> listed()
{
    std::vector<ShippedExperiment> found;
    for (const ShippedPlace& place : readShippedList(resource("index.txt"))) {
        const QJsonObject json = QJsonDocument::fromJson(resource(place.name + ".json")).object();
        found.push_back({place.name, json["kind"].toString("wave"), json["title"].toString(),
            place.chapter, place.level});
    }
    return found;
}

[[noreturn]] void refuseLine(qsizetype number, const QString& found, const char* expected)
{
    throw std::runtime_error("line " + std::to_string(number)
        + " of the shipped experiments: found " + '"' + shortened(found.toStdString())
        + "\", expected " + expected);
}

std::runtime_error unknownExperiment(const QString& name)
{
    std::vector<std::string> names;
    for (const ShippedExperiment& shipped : shippedExperiments())
        names.push_back(shipped.name.toStdString());
    const std::string nearest = suggestion(name.toStdString(), names, 3);
    return std::runtime_error("there is neither a file nor a shipped experiment \""
        + shortened(name.toStdString(), 300) + '"'
        + (nearest.empty() ? "; \"dqmlab list\" shows them" : nearest));
}

} // namespace

std::vector<ShippedPlace> readShippedList(const QByteArray& text)
{
    static const QRegularExpression head(R"(^\[([^\]\s][^\]]*)\]$)");
    static const QRegularExpression entry(R"(^([a-z0-9-]+) +(\d+)$)");
    std::vector<ShippedPlace> places;
    QStringList chapters;
    const QStringList lines = QString::fromUtf8(text).split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty())
            continue;
        if (const auto found = head.match(line); found.hasMatch()) {
            if (chapters.contains(found.captured(1)))
                refuseLine(i + 1, line, "each chapter once");
            chapters << found.captured(1);
            continue;
        }
        const auto found = entry.match(line);
        const int level = found.captured(2).toInt();
        if (!found.hasMatch() || level < 1 || level > hardestLevel)
            refuseLine(i + 1, line, "[CHAPTER], or NAME LEVEL with a level from 1 to 3");
        if (chapters.isEmpty())
            refuseLine(i + 1, line, "a [CHAPTER] before the first experiment");
        const QString name = found.captured(1);
        if (std::ranges::find(places, name, &ShippedPlace::name) != places.end())
            refuseLine(i + 1, line, "each experiment once");
        places.push_back({name, chapters.back(), level});
    }
    return places;
}

const std::vector<ShippedExperiment>& shippedExperiments()
{
    static const std::vector<ShippedExperiment> all = listed();
    return all;
}

bool isShippedExperiment(const QString& name)
{
    const auto& all = shippedExperiments();
    return std::any_of(
        all.begin(), all.end(), [&](const auto& shipped) { return shipped.name == name; });
}

QByteArray experimentText(const QString& nameOrPath)
{
    if (isShippedExperiment(nameOrPath))
        return resource(nameOrPath + ".json");
    if (nameOrPath != InputFile::standardInput && !QFileInfo::exists(nameOrPath))
        throw unknownExperiment(nameOrPath);
    return readExperimentText(nameOrPath);
}

AnyExperiment openAnyExperiment(const QString& nameOrPath, const QStringList& changes)
{
    const bool isFile = !isShippedExperiment(nameOrPath) && nameOrPath != InputFile::standardInput;
    return parseAnyExperiment(
        experimentText(nameOrPath), changes, isFile ? QFileInfo(nameOrPath).path() : QString());
}

Experiment openExperiment(const QString& nameOrPath, const QStringList& changes)
{
    return waveOf(openAnyExperiment(nameOrPath, changes));
}

} // namespace dqm
