#include "app/experiments/ExperimentLibrary.h"

#include "app/carriers/InputFile.h"
#include "app/experiments/ExperimentFile.h"
#include "app/experiments/Suggestion.h"
#include "core/values/Printable.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

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
    for (const QByteArray& line : resource("index.txt").split('\n')) {
        const QString name = QString::fromUtf8(line.trimmed());
        if (!name.isEmpty()) {
            const QJsonObject json = QJsonDocument::fromJson(resource(name + ".json")).object();
            found.push_back({name, json["kind"].toString("wave"), json["title"].toString()});
        }
    }
    return found;
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
