#include "app/experiments/JsonChange.h"

#include "app/experiments/JsonText.h"
#include "core/experiment/Experiment.h"
#include "core/values/Printable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringList>

namespace dqm {

namespace {

/// Deeper than anything in an experiment.
constexpr qsizetype mostSteps = 16;

/// A path taken apart: "packets[0].sigma" is {"packets", "[0]", "sigma"}.
QStringList pieces(const QString& path)
{
    static const QRegularExpression wholePath("^[A-Za-z_]\\w*(\\[\\d{1,6}\\]|\\.[A-Za-z_]\\w*)*$");
    static const QRegularExpression piece("\\[\\d+\\]|\\w+");
    if (!wholePath.match(path).hasMatch()) {
        return {};
    }
    QStringList result;
    for (auto found = piece.globalMatch(path); found.hasNext() && result.size() <= mostSteps;) {
        result << found.next().captured();
    }
    return result;
}

QJsonValue parsedValue(const QString& path, const QString& text)
{
    static const QRegularExpression bareWord("^[A-Za-z][A-Za-z0-9-]*$");
    const QJsonDocument document = QJsonDocument::fromJson(('[' + text + ']').toUtf8());
    if (document.array().size() == 1) {
        return document.array().first();
    }
    if (bareWord.match(text).hasMatch()) {
        return text;
    }
    throw ExperimentError(path.toStdString(),
        "found \"" + shortened(text.toStdString())
            + "\", expected one JSON value, such as 2, [1,0], true or \"a text\"");
}

QJsonValue replaced(
    const QJsonValue& where, const QStringList& steps, const QString& done, const QJsonValue& value)
{
    if (steps.isEmpty()) {
        return value;
    }
    const QString& step = steps.first();
    if (!step.startsWith('[')) {
        if (!where.isObject() && !where.isUndefined()) {
            throw ExperimentError(done.toStdString(),
                "found " + inWords(where) + ", which has no key \"" + shortened(step.toStdString())
                    + '"');
        }
        QJsonObject object = where.toObject();
        const QString path = done.isEmpty() ? step : done + '.' + step;
        object[step] = replaced(object.value(step), steps.mid(1), path, value);
        return object;
    }
    QJsonArray list = where.toArray();
    const int index = step.mid(1, step.size() - 2).toInt();
    if (!where.isArray() || index >= list.size()) {
        throw ExperimentError((done + step).toStdString(),
            "found " + inWords(where) + " at " + done.toStdString()
                + "; set the whole list, or an entry it has");
    }
    list[index] = replaced(list.at(index), steps.mid(1), done + step, value);
    return list;
}

} // namespace

void changeJson(QJsonObject& document, const QString& change)
{
    const qsizetype equals = change.indexOf('=');
    const QString path = change.left(equals).trimmed();
    const QStringList steps = pieces(path);
    if (equals < 0 || steps.isEmpty()) {
        throw ExperimentError(shortened(change.toStdString()),
            "is not PATH=VALUE, such as packets[0].velocity=[1,0]");
    }
    if (steps.size() > mostSteps)
        throw ExperimentError(shortened(path.toStdString()),
            "is a path of more than " + std::to_string(mostSteps) + " steps, there is no such key");
    const QJsonValue value = parsedValue(path, change.mid(equals + 1).trimmed());
    document = replaced(document, steps, {}, value).toObject();
}

} // namespace dqm
