#include "widgets/panels/cards/CardEntry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

namespace dqm {

namespace {

template <class T>
constexpr bool isNumber = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;
template <class T>
constexpr bool isPair = std::is_same_v<T, Vec2> || std::is_same_v<T, std::array<int, 2>>;

/// Lists the keys that a card can show (a visitor of Keys<T>).
class Lister
{
public:
    template <class T>
    void operator()(const char* key, const T& member)
    {
        if constexpr (isNumber<T>) {
            add(key, CardEntry::Numbers{static_cast<double>(member)}, std::is_integral_v<T>);
        } else if constexpr (isPair<T>) {
            add(key,
                CardEntry::Numbers{static_cast<double>(member[0]), static_cast<double>(member[1])},
                !std::is_same_v<T, Vec2>);
        } else if constexpr (std::is_enum_v<T>) {
            add(key, choice(member));
        } else if constexpr (std::is_same_v<T, std::string>) {
            add(key, CardEntry::Formula(member));
        } else if constexpr (std::is_same_v<T, CardEntry::Parameters>) {
            add(key, member);
        } else {
            m_isComplete = false;
        }
    }

    template <class T>
    void required(const char* key, const T& member)
    {
        (*this)(key, member);
    }
    void absent(const char* /*key*/, const char* /*why*/) { }
    void unlessEmpty(const char* /*key*/, const auto& /*member*/) { m_isComplete = false; }

    /// A text is a formula where there are parameters for it.
    std::vector<CardEntry> take()
    {
        const bool hasFormulas = std::ranges::any_of(m_entries, [](const CardEntry& entry) {
            return std::holds_alternative<CardEntry::Parameters>(entry.value);
        });
        for (CardEntry& entry : m_entries) {
            const auto* text = std::get_if<CardEntry::Formula>(&entry.value);
            if (!text || hasFormulas)
                continue;
            entry.value = CardEntry::Name{*text};
            m_isComplete = false;
        }
        return std::move(m_entries);
    }
    bool isComplete() const { return m_isComplete; }

private:
    template <class Value>
    void add(const char* key, Value value, bool isWhole = false)
    {
        m_entries.push_back({key, isWhole, std::move(value)});
    }

    template <class E>
    static CardEntry::Choice choice(E member)
    {
        CardEntry::Choice made;
        for (const auto& [word, meaning] : Words<E>::all) {
            if (meaning == member)
                made.chosen = made.words.size();
            made.words.emplace_back(word);
        }
        return made;
    }

    std::vector<CardEntry> m_entries;
    bool m_isComplete = true;
};

/// Puts the value of an entry into the member of its key (a visitor of Keys<T>).
class Setter
{
public:
    explicit Setter(const CardEntry& entry)
        : m_entry(entry)
    {
    }

    template <class T>
    void operator()(const char* key, T& member)
    {
        if (m_entry.key != key)
            return;
        if constexpr (isNumber<T>) {
            set(member, numbers().front());
        } else if constexpr (isPair<T>) {
            set(member[0], numbers().front());
            set(member[1], numbers().back());
        } else if constexpr (std::is_enum_v<T>) {
            member = Words<T>::all[std::get<CardEntry::Choice>(m_entry.value).chosen].second;
        } else if constexpr (std::is_same_v<T, std::string>) {
            if (const auto* text = std::get_if<CardEntry::Formula>(&m_entry.value))
                member = *text;
        } else if constexpr (std::is_same_v<T, CardEntry::Parameters>) {
            member = std::get<CardEntry::Parameters>(m_entry.value);
        }
    }

    template <class T>
    void required(const char* key, T& member)
    {
        (*this)(key, member);
    }
    void absent(const char* /*key*/, const char* /*why*/) { }
    void unlessEmpty(const char* /*key*/, auto& /*member*/) { }

private:
    const CardEntry::Numbers& numbers() const
    {
        return std::get<CardEntry::Numbers>(m_entry.value);
    }
    template <class Number>
    static void set(Number& member, double value)
    {
        if constexpr (std::is_integral_v<Number>)
            member = static_cast<Number>(std::lround(value));
        else
            member = value;
    }

    const CardEntry& m_entry;
};

template <class Any>
Lister listed(const Any& any)
{
    Lister lister;
    std::visit([&lister]<class T>(const T& one) { Keys<T>::visit(lister, one); }, any);
    return lister;
}

template <class Any>
void setIn(Any& any, const CardEntry& entry)
{
    Setter setter(entry);
    std::visit([&setter]<class T>(T& one) { Keys<T>::visit(setter, one); }, any);
}

template <class Any>
std::string typeOf(const Any& any)
{
    return std::visit([]<class T>(const T& /*any*/) { return std::string(Keys<T>::type); }, any);
}

template <class... Types>
std::vector<std::variant<Types...>> oneOfEach(const std::variant<Types...>& /*any*/)
{
    std::vector<std::variant<Types...>> all;
    (all.emplace_back(Types{}), ...);
    std::erase_if(all, [](const auto& any) {
        Lister lister = listed(any);
        return lister.take().empty() || !lister.isComplete();
    });
    return all;
}

} // namespace

bool CardEntry::isLike(const CardEntry& other) const
{
    if (key != other.key || isWhole != other.isWhole || value.index() != other.value.index())
        return false;
    if (const auto* numbers = std::get_if<Numbers>(&value))
        return numbers->size() == std::get<Numbers>(other.value).size();
    if (const auto* choice = std::get_if<Choice>(&value))
        return choice->words == std::get<Choice>(other.value).words;
    return true;
}

std::vector<CardEntry> entriesOf(const PotentialTerm& term) { return listed(term).take(); }

std::vector<CardEntry> entriesOf(const Packet& packet) { return listed(packet).take(); }

void setEntry(PotentialTerm& term, const CardEntry& entry) { setIn(term, entry); }

void setEntry(Packet& packet, const CardEntry& entry) { setIn(packet, entry); }

std::string kindOf(const PotentialTerm& term) { return typeOf(term); }

std::string kindOf(const Packet& packet) { return typeOf(packet); }

const std::vector<PotentialTerm>& offeredTerms()
{
    static const std::vector<PotentialTerm> terms = oneOfEach(PotentialTerm{});
    return terms;
}

const std::vector<Packet>& offeredPackets()
{
    static const std::vector<Packet> packets = oneOfEach(Packet{});
    return packets;
}

} // namespace dqm
