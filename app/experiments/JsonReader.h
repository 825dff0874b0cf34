#pragma once

#include "app/experiments/ExperimentKeys.h"
#include "core/exhibits/parts/ExhibitParameter.h"

#include <QJsonArray>
#include <QJsonObject>

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace dqm {

/// Reads one JSON object key by key (a visitor of Keys<T>). It knows its path, and finish() refuses
/// what nobody asked for.
/// @throws ExperimentError from every reading function: the key's path, what was found, what is
///         expected.
class JsonReader
{
public:
    JsonReader(QJsonObject object, std::string path);

    template <class T>
    void operator()(const char* key, T& member)
    {
        if (take(key))
            read(m_object.value(QLatin1String(key)), pathOf(key), member);
    }

    template <class T>
    void required(const char* key, T& member)
    {
        m_required.emplace_back(key);
        (*this)(key, member);
    }

    template <class T>
    void unlessEmpty(const char* key, T& member)
    {
        (*this)(key, member);
    }

    void unlessFalse(const char* key, bool& member) { (*this)(key, member); }

    void pair(const char* key, int& a, int& b);
    void orWord(const char* key, const char* word, std::optional<double>& member);
    void oneOf(const char* key, std::string& member, std::span<const char* const> words);
    void absent(const char* key, const char* why);
    void parameter(const ExhibitParameter& entry, double& member);
    void version(const char* key, int known);
    void kind(const char* key, const char* known);

    template <class Visit>
    void group(const char* key, Visit&& visit)
    {
        if (take(key)) {
            JsonReader child(
                asObject(m_object.value(QLatin1String(key)), pathOf(key)), pathOf(key));
            visit(child);
            child.finish();
        }
    }

    /// Refuses unknown keys first (a misspelled one is then not reported as missing).
    void finish() const;

private:
    /// True if the key is there; it is known from now on.
    bool take(const char* key);
    std::string pathOf(const std::string& key) const;

    static QJsonObject asObject(const QJsonValue& value, const std::string& path);
    /// @param size  the length it must have, or -1.
    static QJsonArray asList(const QJsonValue& value, const std::string& path, int size);
    static std::string asWord(const QJsonValue& value, const std::string& path,
        const std::vector<std::string>& words, std::span<const char* const> later = {});

    static void read(const QJsonValue& value, const std::string& path, double& member);
    static void read(const QJsonValue& value, const std::string& path, int& member);
    static void read(const QJsonValue& value, const std::string& path, unsigned& member);
    static void read(const QJsonValue& value, const std::string& path, std::uint64_t& member);
    static void read(const QJsonValue& value, const std::string& path, bool& member);
    static void read(const QJsonValue& value, const std::string& path, std::string& member);
    static void read(const QJsonValue& value, const std::string& path, Vec2& member);
    static void read(
        const QJsonValue& value, const std::string& path, std::optional<double>& member);
    static void read(
        const QJsonValue& value, const std::string& path, std::map<std::string, double>& member);

    template <class T>
    static void read(const QJsonValue& value, const std::string& path, std::optional<T>& member)
    {
        read(value, path, member.emplace());
    }

    template <class T, std::size_t n>
    static void read(const QJsonValue& value, const std::string& path, std::array<T, n>& member)
    {
        const QJsonArray list = asList(value, path, static_cast<int>(n));
        for (std::size_t i = 0; i < n; ++i)
            read(list[static_cast<qsizetype>(i)], item(path, i), member[i]);
    }

    template <class T>
    static void read(const QJsonValue& value, const std::string& path, std::vector<T>& member)
    {
        const QJsonArray list = asList(value, path, -1);
        member.assign(static_cast<std::size_t>(list.size()), T{});
        for (std::size_t i = 0; i < member.size(); ++i)
            read(list[static_cast<qsizetype>(i)], item(path, i), member[i]);
    }

    template <class E>
    requires std::is_enum_v<E>
    static void read(const QJsonValue& value, const std::string& path, E& member)
    {
        std::vector<std::string> words;
        for (const auto& [word, meaning] : Words<E>::all)
            words.emplace_back(word);
        const std::string found = asWord(value, path, words);
        for (const auto& [word, meaning] : Words<E>::all) {
            if (found == word)
                member = meaning;
        }
    }

    template <HasKeys T>
    static void read(const QJsonValue& value, const std::string& path, T& member)
    {
        JsonReader child(asObject(value, path), path);
        Keys<T>::visit(child, member);
        child.finish();
    }

    /// One of several types, told apart by the key "type".
    template <class... Types>
    static void read(
        const QJsonValue& value, const std::string& path, std::variant<Types...>& member)
    {
        JsonReader child(asObject(value, path), path);
        if (!child.take("type"))
            throw ExperimentError(path + ".type", "is missing");
        const std::string type
            = asWord(child.m_object.value(QLatin1String("type")), child.pathOf("type"),
                {Keys<Types>::type...}, ReservedWords<std::variant<Types...>>::all);
        const auto readIf = [&]<class T>(T fresh) {
            if (type == Keys<T>::type) {
                Keys<T>::visit(child, fresh);
                member = std::move(fresh);
            }
        };
        (readIf(Types{}), ...);
        child.finish();
    }

    static std::string item(const std::string& path, std::size_t index)
    {
        return path + '[' + std::to_string(index) + ']';
    }

    QJsonObject m_object;
    std::string m_path;
    std::vector<std::string> m_known;
    std::vector<std::string> m_required;
};

} // namespace dqm
