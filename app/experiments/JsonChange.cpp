#include "app/experiments/JsonChange.h"

#include "app/experiments/JsonText.h"
#include "core/experiment/Experiment.h"
#include "core/values/Printable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QList>
#include <QRegularExpression>

namespace dqm {

namespace {

/// Deeper than anything in an experiment.
constexpr qsizetype mostSteps = 16;

/// One step of a path: a key, or a place in a list.
struct Step
{
    QString key;
    int index = -1;

    QString words() const { return index < 0 ? key : '[' + QString::number(index) + ']'; }
};

/// A path taken apart: packets[0]."full width" is packets, [0], full width. Empty if it is none.
QList<Step> pieces(const QString& path)
{
    static const QRegularExpression wholePath(
        R"re(^([A-Za-z_]\w*|"[^"]+")(\[\d{1,6}\]|\.([A-Za-z_]\w*|"[^"]+"))*$)re");
    static const QRegularExpression piece(R"re(\[(\d+)\]|"([^"]+)"|(\w+))re");
    if (!wholePath.match(path).hasMatch())
        return {};
    QList<Step> result;
    for (auto found = piece.globalMatch(path); found.hasNext() && result.size() <= mostSteps;) {
        const QRegularExpressionMatch match = found.next();
        const bool isPlace = match.hasCaptured(1);
        result << Step{
            match.captured(2) + match.captured(3), isPlace ? match.captured(1).toInt() : -1};
    }
    return result;
}

QJsonValue parsedValue(const QString& path, const QString& text)
{
    static const QRegularExpression bareWord("^[A-Za-z][A-Za-z0-9-]*$");
    const QJsonDocument document = QJsonDocument::fromJson(('[' + text + ']').toUtf8());
    if (document.array().size() == 1)
        return document.array().first();
    if (bareWord.match(text).hasMatch())
        return text;
    throw ExperimentError(path.toStdString(),
        "found \"" + shortened(text.toStdString())
            + "\", expected one JSON value, such as 2, [1,0], true or \"a text\"");
}

QJsonValue replaced(
    const QJsonValue& where, const QList<Step>& steps, const QString& done, const QJsonValue& value)
{
    if (steps.isEmpty())
        return value;
    const Step& step = steps.first();
    if (step.index < 0) {
        if (!where.isObject() && !where.isUndefined()) {
            throw ExperimentError(done.toStdString(),
                "found " + inWords(where) + ", which has no key \""
                    + shortened(step.key.toStdString()) + '"');
        }
        QJsonObject object = where.toObject();
        const QString path = done.isEmpty() ? step.key : done + '.' + step.key;
        object[step.key] = replaced(object.value(step.key), steps.mid(1), path, value);
        return object;
    }
    QJsonArray list = where.toArray();
    const QString path = done + step.words();
    if (!where.isArray() || step.index >= list.size()) {
        throw ExperimentError(path.toStdString(),
            "found " + inWords(where) + " at " + done.toStdString()
                + "; set the whole list, or an entry it has");
    }
    list[step.index] = replaced(list.at(step.index), steps.mid(1), path, value);
    return list;
}

} // namespace

qsizetype endOfPath(const QString& change)
{
    bool isQuoted = false;
    for (qsizetype i = 0; i < change.size(); ++i) {
        isQuoted ^= change[i] == '"';
        if (change[i] == '=' && !isQuoted)
            return i;
    }
    return -1;
}

void changeJson(QJsonObject& document, const QString& change)
{
    const qsizetype equals = endOfPath(change);
    const QString path = change.left(equals).trimmed();
    const QList<Step> steps = pieces(path);
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
