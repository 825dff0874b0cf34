#include "widgets/panels/paper/PaperContents.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <stdexcept>

static void initializeEquations() { Q_INIT_RESOURCE(equations); }

namespace dqm {

namespace {

QByteArray resource(const QString& name)
{
    initializeEquations();
    QFile file(QStringLiteral(":/equations/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

PaperView readView(const QJsonObject& json)
{
    PaperView view;
    view.experiment = json["experiment"].toString();
    view.view = json["view"].toObject().toVariantMap();
    view.place = json["place"].toString();
    view.look = json["look"].toString();
    return view;
}

PaperEquation readEquation(const QJsonObject& json)
{
    PaperEquation equation;
    equation.number = json["number"].toInt();
    equation.title = json["title"].toString();
    equation.says = json["says"].toString();
    equation.right = json["right"].toString();
    equation.errata = json["errata"].toVariant().toStringList();
    equation.hasCorrection = json["drawing"].toBool();
    equation.laboratory = json["laboratory"].toString();
    equation.show = readView(json["show"].toObject());
    return equation;
}

std::vector<PaperSection> readContents()
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(resource("paper.json"), &error);
    if (error.error != QJsonParseError::NoError)
        throw std::runtime_error(
            "the contents of the paper cannot be read: " + error.errorString().toStdString());
    std::vector<PaperSection> sections;
    for (const QJsonValue section : document["sections"].toArray()) {
        sections.push_back({section["section"].toString(), section["title"].toString(), {}});
        for (const QJsonValue equation : section["equations"].toArray())
            sections.back().equations.push_back(readEquation(equation.toObject()));
    }
    return sections;
}

} // namespace

const std::vector<PaperSection>& paperContents()
{
    static const std::vector<PaperSection> contents = readContents();
    return contents;
}

const PaperEquation* paperEquation(int number)
{
    for (const PaperSection& section : paperContents()) {
        for (const PaperEquation& equation : section.equations) {
            if (equation.number == number)
                return &equation;
        }
    }
    return nullptr;
}

QByteArray equationDrawing(int number, bool correction)
{
    return resource(QStringLiteral("eq-%1%2.svg")
                        .arg(number, 2, 10, QLatin1Char('0'))
                        .arg(correction ? QStringLiteral("-right") : QString()));
}

} // namespace dqm
