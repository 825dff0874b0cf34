#pragma once

#include "core/packets/kinds/Packet.h"
#include "core/potentials/terms/PotentialTerm.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace dqm {

/// One key of a term of V or of a packet, with its value, as its type's own visitKeys names it.
struct CardEntry
{
    using Numbers = std::vector<double>; ///< one, or one for each axis
    using Parameters = std::map<std::string, double>; ///< of the formulas beside it
    struct Choice
    {
        std::vector<std::string> words;
        std::size_t chosen = 0;
        bool operator==(const Choice&) const = default;
    };
    /// A text that is no formula, such as the name of a file; it can only be read.
    struct Name
    {
        std::string text;
        bool operator==(const Name&) const = default;
    };
    using Formula = std::string;

    std::string key;
    bool isWhole = false; ///< its numbers
    std::variant<Numbers, Choice, Formula, Parameters, Name> value;

    bool operator==(const CardEntry&) const = default;
    /// Whether both can be shown by the same row.
    bool isLike(const CardEntry& other) const;
};

/// All that a card can show of it, in the order of the format.
std::vector<CardEntry> entriesOf(const PotentialTerm& term);
std::vector<CardEntry> entriesOf(const Packet& packet);
/// Sets the value of the key of that name.
void setEntry(PotentialTerm& term, const CardEntry& entry);
void setEntry(Packet& packet, const CardEntry& entry);

/// The word of its type in files.
std::string kindOf(const PotentialTerm& term);
std::string kindOf(const Packet& packet);

/// One of each kind of which a card shows every key, as files leave it where they say nothing, in
/// the order of the registry. What was drawn, or read from a file, is made elsewhere.
const std::vector<PotentialTerm>& offeredTerms();
const std::vector<Packet>& offeredPackets();

} // namespace dqm
