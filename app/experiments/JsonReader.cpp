#include "app/experiments/JsonReader.h"

#include "app/experiments/JsonText.h"
#include "app/experiments/Suggestion.h"
#include "core/values/Printable.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dqm {

namespace {

[[noreturn]] void refuse(
    const std::string& path, const QJsonValue& found, const std::string& expected)
{
    throw ExperimentError(path, "found " + inWords(found) + ", expected " + expected);
}

double wholeNumber(const QJsonValue& value, const std::string& path, double low, double high)
{
    const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
    if (!value.isDouble() || number != std::floor(number) || number < low || number > high) {
        refuse(path, value,
            low < 0.0 ? "a whole number"
                      : "a whole number from 0 to " + std::to_string(static_cast<long long>(high)));
    }
    return number;
}

} // namespace

JsonReader::JsonReader(QJsonObject object, std::string path)
    : m_object(std::move(object))
    , m_path(std::move(path))
{
}

void JsonReader::pair(const char* key, int& a, int& b)
{
    std::array<int, 2> both{a, b};
    (*this)(key, both);
    a = both[0];
    b = both[1];
}

void JsonReader::orWord(const char* key, const char* word, std::optional<double>& member)
{
    if (!take(key))
        return;
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (value.isString() && value.toString() == QLatin1String(word)) {
        member.reset();
    } else if (value.isDouble()) {
        read(value, pathOf(key), member);
    } else {
        refuse(pathOf(key), value, "a number or \"" + std::string(word) + '"');
    }
}

void JsonReader::oneOf(const char* key, std::string& member, std::span<const char* const> words)
{
    if (take(key)) {
        member
            = asWord(m_object.value(QLatin1String(key)), pathOf(key), {words.begin(), words.end()});
    }
}

void JsonReader::absent(const char* key, const char* why)
{
    if (m_object.contains(QLatin1String(key))) {
        throw ExperimentError(
            pathOf(key), "found " + inWords(m_object.value(QLatin1String(key))) + ", but " + why);
    }
}

void JsonReader::parameter(const ExhibitParameter& entry, double& member)
{
    if (entry.choices.empty()) {
        (*this)(entry.id.c_str(), member);
        return;
    }
    if (!take(entry.id.c_str()))
        return;
    std::vector<std::string> words;
    for (const ExhibitChoice& choice : entry.choices)
        words.push_back(choice.word);
    const std::string found
        = asWord(m_object.value(QString::fromStdString(entry.id)), pathOf(entry.id), words);
    member = static_cast<double>(std::ranges::find(words, found) - words.begin());
}

void JsonReader::version(const char* key, int known)
{
    int found = 0;
    if (!take(key)) {
        throw ExperimentError(pathOf(key),
            "is missing: every experiment file says \"" + std::string(key)
                + "\": " + std::to_string(known));
    }
    const QJsonValue value = m_object.value(QLatin1String(key));
    read(value, pathOf(key), found);
    if (found != known) {
        refuse(pathOf(key), value,
            std::to_string(known) + ", the version of the format this program reads");
    }
}

void JsonReader::kind(const char* key, const char* known)
{
    if (!take(key))
        return;
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isString() || value.toString() != QLatin1String(known))
        refuse(pathOf(key), value, '"' + std::string(known) + '"');
}

void JsonReader::finish() const
{
    for (auto entry = m_object.begin(); entry != m_object.end(); ++entry) {
        const std::string key = entry.key().toStdString();
        if (std::find(m_known.begin(), m_known.end(), key) == m_known.end()) {
            const std::string nearest = suggestion(key, m_known);
            throw ExperimentError(pathOf(shortened(key)),
                "is an unknown key" + (nearest.empty() ? "; allowed" : nearest + " Allowed")
                    + " here: " + quotedList(m_known));
        }
    }
    for (const std::string& key : m_required) {
        if (!m_object.contains(QString::fromStdString(key)))
            throw ExperimentError(pathOf(key), "is missing");
    }
}

bool JsonReader::take(const char* key)
{
    m_known.emplace_back(key);
    return m_object.contains(QLatin1String(key));
}

std::string JsonReader::pathOf(const std::string& key) const
{
    return m_path.empty() ? key : m_path + '.' + key;
}

QJsonObject JsonReader::asObject(const QJsonValue& value, const std::string& path)
{
    if (!value.isObject())
        refuse(path, value, "an object, { ... }");
    return value.toObject();
}

QJsonArray JsonReader::asList(const QJsonValue& value, const std::string& path, int size)
{
    if (!value.isArray() || (size >= 0 && value.toArray().size() != size))
        refuse(path, value, size < 0 ? "a list, [ ... ]" : "a list of " + std::to_string(size));
    return value.toArray();
}

std::string JsonReader::asWord(const QJsonValue& value, const std::string& path,
    const std::vector<std::string>& words, std::span<const char* const> later)
{
    const std::string found = value.toString().toStdString();
    if (value.isString() && std::find(words.begin(), words.end(), found) != words.end())
        return found;
    if (value.isString() && std::find(later.begin(), later.end(), found) != later.end())
        refuse(path, value, "one of " + quotedList(words) + ": this version does not build it");
    refuse(path, value, "one of " + quotedList(words) + suggestion(found, words));
}

void JsonReader::read(const QJsonValue& value, const std::string& path, double& member)
{
    if (!value.isDouble() || !std::isfinite(value.toDouble()))
        refuse(path, value, "a number");
    member = value.toDouble();
}

void JsonReader::read(const QJsonValue& value, const std::string& path, int& member)
{
    using Limits = std::numeric_limits<int>;
    member = static_cast<int>(wholeNumber(value, path, Limits::min(), Limits::max()));
}

void JsonReader::read(const QJsonValue& value, const std::string& path, unsigned& member)
{
    member = static_cast<unsigned>(
        wholeNumber(value, path, 0.0, std::numeric_limits<unsigned>::max()));
}

void JsonReader::read(const QJsonValue& value, const std::string& path, std::uint64_t& member)
{
    // The largest whole number of which JSON's doubles know every one below.
    constexpr double largest = 9007199254740992.0;
    member = static_cast<std::uint64_t>(wholeNumber(value, path, 0.0, largest));
}

void JsonReader::read(const QJsonValue& value, const std::string& path, bool& member)
{
    if (!value.isBool())
        refuse(path, value, "true or false");
    member = value.toBool();
}

void JsonReader::read(const QJsonValue& value, const std::string& path, std::string& member)
{
    if (!value.isString())
        refuse(path, value, "a text in quotes");
    member = value.toString().toStdString();
}

void JsonReader::read(const QJsonValue& value, const std::string& path, Vec2& member)
{
    const QJsonArray list = asList(value, path, 2);
    for (int i = 0; i < 2; ++i)
        read(list[i], item(path, static_cast<std::size_t>(i)), member[i]);
}

void JsonReader::read(
    const QJsonValue& value, const std::string& path, std::optional<double>& member)
{
    double number = 0.0;
    read(value, path, number);
    member = number;
}

void JsonReader::read(
    const QJsonValue& value, const std::string& path, std::map<std::string, double>& member)
{
    const QJsonObject object = asObject(value, path);
    member.clear();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const std::string key = entry.key().toStdString();
        read(entry.value(), path + '.' + shortened(key), member[key]);
    }
}

} // namespace dqm
