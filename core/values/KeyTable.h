#pragma once

#include <array>
#include <utility>

namespace dqm {

/// The keys of an experiment file, written down once: JsonReader and JsonWriter both visit
/// this table, so that what is written is what is read, in the order of the format.
///
/// Keys<T>::visit(v, value) shows a visitor `v` every key of a T:
///   v(key, member)              may be left out, the member keeps its default then
///   v.required(key, member)     must be there
///   v.unlessEmpty(key, member)  a list or a text that is not written where it is empty
///   v.unlessFalse(key, member)  a flag that is not written where it is not set
///   v.pair(key, a, b)           two integers as a list
///   v.orWord(key, word, member) a number, or a word that stands for "unset"
///   v.oneOf(key, member, words) a text out of a list
///   v.group(key, visit)         an object that has no type of its own
///   v.absent(key, why)          must not be there
///   v.parameter(entry, member)  a value of an exhibit, by a word where the entry has choices
///   v.version(key, n), v.kind(key, name)  what this program can read
template <class T>
struct Keys;

/// A type that says its keys itself: T::type, its word, and T::visitKeys(v, value).
template <class T>
concept NamesItsKeys = requires
{
    T::type;
};

template <NamesItsKeys T>
struct Keys<T>
{
    static constexpr const char* type = T::type;
    static void visit(auto& v, auto& value) { T::visitKeys(v, value); }
};

/// The names of an enumeration's values: Words<E>::all, pairs of text and value.
template <class E>
struct Words;

/// Words of the format that a family of types (a variant) does not build yet.
template <class Variant>
struct ReservedWords
{
    static constexpr std::array<const char*, 0> all{};
};

template <class T>
concept HasKeys = requires
{
    Keys<T>{};
};

} // namespace dqm
