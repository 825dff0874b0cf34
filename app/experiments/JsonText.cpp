#include "app/experiments/JsonText.h"

#include "core/experiment/Experiment.h"
#include "core/values/Printable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <optional>
#include <vector>

namespace dqm {

namespace {

/// A parser takes a hundred times the room of a short value; no experiment has so many.
constexpr qsizetype mostValues = 200'000;

/// Where a text has one value or key too many; -1 if it does not.
qsizetype oneTooMany(const QByteArray& text)
{
    qsizetype values = 0;
    bool isInText = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"')
            isInText = !isInText;
        else if (isInText)
            i += c == '\\' ? 1 : 0;
        else if ((c == ',' || c == ':' || c == '[' || c == '{') && ++values > mostValues)
            return i;
    }
    return -1;
}

std::string lineAndColumn(const QByteArray& text, qsizetype offset)
{
    const QByteArray before = text.left(std::clamp<qsizetype>(offset, 0, text.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    const qsizetype column = QString::fromUtf8(before.mid(lineStart)).size() + 1;
    return "line " + std::to_string(before.count('\n') + 1) + ", column " + std::to_string(column);
}

/// What a key says: "titl\\u0065" is "title".
QByteArray unescaped(const QByteArray& key)
{
    return key.contains('\\')
        ? QJsonDocument::fromJson("[\"" + key + "\"]").array().first().toString().toUtf8()
        : key;
}

struct RepeatedKey
{
    QByteArray key;
    qsizetype offset;
};

/// Looks through a text that is known to be JSON.
std::optional<RepeatedKey> findRepeatedKey(const QByteArray& text)
{
    struct Level
    {
        bool isObject;
        QSet<QByteArray> keys;
    };
    std::vector<Level> levels;
    bool keyComesNext = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '{' || c == '[') {
            levels.push_back({c == '{', {}});
            keyComesNext = c == '{';
        } else if (c == '}' || c == ']') {
            levels.pop_back();
            keyComesNext = false;
        } else if (c == ',') {
            keyComesNext = levels.back().isObject;
        } else if (c == '"') {
            const qsizetype start = i + 1;
            for (++i; text[i] != '"'; ++i)
                i += text[i] == '\\' ? 1 : 0;
            if (keyComesNext) {
                const QByteArray key = unescaped(text.mid(start, i - start));
                if (levels.back().keys.contains(key))
                    return RepeatedKey{key, start - 1};
                levels.back().keys.insert(key);
                keyComesNext = false;
            }
        }
    }
    return std::nullopt;
}

} // namespace

QJsonObject parseJsonObject(const QByteArray& text)
{
    if (text.trimmed().isEmpty())
        throw ExperimentError("line 1, column 1", "found nothing, expected an experiment as JSON");
    if (const qsizetype place = oneTooMany(text); place >= 0) {
        throw ExperimentError(lineAndColumn(text, place),
            "found more than " + std::to_string(mostValues) + " values, expected an experiment");
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        throw ExperimentError(
            lineAndColumn(text, error.offset), "not JSON: " + error.errorString().toStdString());
    }
    if (!document.isObject()) {
        throw ExperimentError("line 1, column 1",
            "found " + inWords(document.array()) + ", expected an experiment, { ... }");
    }
    if (const auto repeated = findRepeatedKey(text)) {
        throw ExperimentError(lineAndColumn(text, repeated->offset),
            "the key \"" + shortened(repeated->key.toStdString())
                + "\" stands twice in one object");
    }
    return document.object();
}

std::string inWords(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return "null";
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Double:
        return QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)
            .toStdString();
    case QJsonValue::String:
        return '"' + shortened(value.toString().toStdString()) + '"';
    case QJsonValue::Array:
        return "a list of " + std::to_string(value.toArray().size());
    case QJsonValue::Object:
        return "an object";
    case QJsonValue::Undefined:
        break;
    }
    return "nothing";
}

} // namespace dqm
