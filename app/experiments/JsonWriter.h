#pragma once

#include "app/experiments/ExperimentKeys.h"
#include "core/exhibits/parts/ExhibitParameter.h"

#include <QByteArray>

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace dqm {

/// A JSON value whose objects keep the order in which their keys were added (QJsonObject sorts).
class OrderedJson
{
public:
    static OrderedJson object() { return OrderedJson(Shape::Object); }
    static OrderedJson list() { return OrderedJson(Shape::List); }
    OrderedJson(double number);
    OrderedJson(bool flag);
    OrderedJson(const std::string& text);

    void add(const std::string& key, OrderedJson value);
    void append(OrderedJson value) { add({}, std::move(value)); }
    bool isEmpty() const { return m_shape != Shape::Scalar && m_items.empty(); }

    /// All on one line.
    QByteArray oneLine() const;
    /// One key per line at the top; below, whatever fits into the width stays on one line.
    QByteArray pretty(qsizetype width = 100) const;

private:
    enum class Shape
    {
        Scalar,
        List,
        Object
    };
    explicit OrderedJson(Shape shape)
        : m_shape(shape)
    {
    }
    QByteArray label(std::size_t index) const;
    QByteArray broken(int indent, qsizetype width) const;

    Shape m_shape = Shape::Scalar;
    QByteArray m_scalar;
    std::vector<std::pair<std::string, OrderedJson>> m_items;
};

/// Writes every key of a T in the order of the format (a visitor of Keys<T>).
class JsonWriter
{
public:
    OrderedJson take() { return std::move(m_object); }

    template <class T>
    void operator()(const char* key, const T& member)
    {
        if constexpr (requires { member.has_value(); }) {
            if (member)
                m_object.add(key, json(*member));
        } else {
            OrderedJson value = json(member);
            // An object that says nothing is left out; an empty list says "none".
            if (!HasKeys<T> || !value.isEmpty())
                m_object.add(key, std::move(value));
        }
    }

    template <class T>
    void required(const char* key, const T& member)
    {
        m_object.add(key, json(member));
    }

    template <class T>
    void unlessEmpty(const char* key, const T& member)
    {
        if (!member.empty())
            m_object.add(key, json(member));
    }

    void unlessFalse(const char* key, bool member)
    {
        if (member)
            m_object.add(key, json(member));
    }

    void pair(const char* key, int a, int b) { (*this)(key, std::array<int, 2>{a, b}); }
    void orWord(const char* key, const char* word, const std::optional<double>& member)
    {
        m_object.add(key, member ? OrderedJson(*member) : OrderedJson(std::string(word)));
    }
    void oneOf(const char* key, const std::string& member, std::span<const char* const>)
    {
        m_object.add(key, member);
    }
    void absent(const char*, const char*) { }
    void parameter(const ExhibitParameter& entry, double value)
    {
        m_object.add(entry.id,
            entry.choices.empty()
                ? OrderedJson(value)
                : OrderedJson(entry.choices.at(static_cast<std::size_t>(value)).word));
    }
    void version(const char* key, int known) { m_object.add(key, double(known)); }
    void kind(const char* key, const char* known) { m_object.add(key, std::string(known)); }

    template <class Visit>
    void group(const char* key, Visit&& visit)
    {
        JsonWriter child;
        visit(child);
        m_object.add(key, child.take());
    }

    template <class T>
    static OrderedJson json(const T& value)
    {
        if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, std::string>) {
            return OrderedJson(value);
        } else if constexpr (std::is_arithmetic_v<T>) {
            return OrderedJson(static_cast<double>(value));
        } else if constexpr (std::is_enum_v<T>) {
            return OrderedJson(std::string(word(value)));
        } else if constexpr (HasKeys<T>) {
            JsonWriter writer;
            Keys<T>::visit(writer, value);
            return writer.take();
        } else {
            return container(value);
        }
    }

private:
    template <class E>
    static const char* word(E value)
    {
        for (const auto& [text, meaning] : Words<E>::all) {
            if (meaning == value)
                return text;
        }
        return "";
    }

    template <class List>
    static OrderedJson container(const List& items)
    {
        OrderedJson list = OrderedJson::list();
        for (const auto& item : items)
            list.append(json(item));
        return list;
    }

    static OrderedJson container(const std::map<std::string, double>& values)
    {
        OrderedJson object = OrderedJson::object();
        for (const auto& [key, value] : values)
            object.add(key, value);
        return object;
    }

    template <class... Types>
    static OrderedJson container(const std::variant<Types...>& value)
    {
        return std::visit(
            []<class T>(const T& alternative) {
                JsonWriter writer;
                writer.m_object.add("type", std::string(Keys<T>::type));
                Keys<T>::visit(writer, alternative);
                return writer.take();
            },
            value);
    }

    OrderedJson m_object = OrderedJson::object();
};

} // namespace dqm
