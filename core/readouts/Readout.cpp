#include "core/readouts/Readout.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double holdsWithin = 3.0; // errors
constexpr double rarely = 5.0; // errors, which chance does not reach among thousands of looks

double offOf(const Readout& readout)
{
    const double above = *readout.value - *readout.expected;
    switch (readout.relation) {
    case Relation::Equal:
        return std::abs(above);
    case Relation::AtLeast:
        return -above;
    case Relation::AtMost:
        return above;
    }
    return above;
}

} // namespace

std::optional<double> Readout::allowed() const
{
    if (!expected)
        return {};
    return tolerance ? *tolerance : holdsWithin * error.value_or(0.0);
}

std::optional<bool> Readout::holds() const
{
    const Verdict verdict = verdictOf(*this);
    if (verdict == Verdict::None || verdict == Verdict::Unresolved)
        return {};
    return verdict == Verdict::Holds;
}

Verdict verdictOf(const Readout& readout)
{
    if (!readout.unresolved.empty())
        return Verdict::Unresolved;
    if (!readout.value || !readout.expected)
        return Verdict::None;
    const double off = offOf(readout);
    if (off <= *readout.allowed())
        return Verdict::Holds;
    const double chance = readout.tolerance ? 0.0 : rarely * readout.error.value_or(0.0);
    const double nearly = readout.nearly.value_or(chance);
    if (off <= nearly || std::isinf(nearly))
        return Verdict::Nearly;
    return readout.mayDiffer ? Verdict::Differs : Verdict::Broken;
}

Verdict worse(Verdict one, Verdict other)
{
    const Verdict worst = std::max(one, other);
    return worst == Verdict::Unresolved ? Verdict::Nearly : worst;
}

const Readout& readoutIn(const std::vector<Readout>& readouts, std::string_view id)
{
    const auto found = std::ranges::find(readouts, id, &Readout::id);
    if (found == readouts.end())
        throw std::out_of_range("no readout " + std::string(id));
    return *found;
}

} // namespace dqm
