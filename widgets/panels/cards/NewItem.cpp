#include "widgets/panels/cards/NewItem.h"

#include "core/setup/ExperimentChecks.h"
#include "widgets/panels/cards/CardEntry.h"
#include "widgets/panels/cards/CardWords.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

/// Ready to be run, each with its own choices.
template <class Any>
std::vector<Any> candidates(const Any& usual)
{
    std::vector<Any> all{usual};
    for (const CardEntry& entry : entriesOf(usual)) {
        const auto* choice = std::get_if<CardEntry::Choice>(&entry.value);
        for (std::size_t k = 0; choice && k < choice->words.size(); ++k) {
            if (k == choice->chosen)
                continue;
            CardEntry other = entry;
            std::get<CardEntry::Choice>(other.value).chosen = k;
            all.push_back(usual);
            setEntry(all.back(), other);
        }
    }
    return all;
}

/// Sharp edges cost accuracy: what can be soft is as soft as the grid resolves.
double softness(const Grid& grid)
{
    const double spacing = std::max(grid.dx(), grid.dy());
    const double unit = std::pow(10.0, std::floor(std::log10(spacing)));
    return std::ceil(spacing / unit) * unit;
}

template <class Any>
Any suited(Any any, const Experiment& experiment)
{
    for (CardEntry& entry : entriesOf(any)) {
        auto* numbers = std::get_if<CardEntry::Numbers>(&entry.value);
        if (!numbers || entry.isWhole)
            continue;
        const double size = usualSize(keyWords(kindOf(any), entry.key), experiment);
        for (std::size_t axis = 0; axis < numbers->size(); ++axis) {
            double& number = (*numbers)[axis];
            if (entry.key == "center")
                number = experiment.grid.center[static_cast<Eigen::Index>(axis)];
            else if (entry.key == "smoothing")
                number = softness(experiment.grid);
            else
                number *= size;
        }
        setEntry(any, entry);
    }
    return any;
}

/// The first that can be run, or the first of all.
template <class Any, class Add>
Experiment firstThatRuns(const Any& usual, const Experiment& experiment, Add add)
{
    for (const Any& candidate : candidates(usual)) {
        Experiment next = experiment;
        add(next, suited(candidate, experiment));
        try {
            validate(next);
            return next;
        } catch (const std::exception&) {
            continue;
        }
    }
    Experiment next = experiment;
    add(next, suited(usual, experiment));
    return next;
}

/// Beside what is in the middle already, where it has a place.
void moveAside(Packet& packet, const Grid& grid)
{
    constexpr double share = 0.2;
    for (CardEntry& entry : entriesOf(packet)) {
        if (entry.key != "center")
            continue;
        std::get<CardEntry::Numbers>(entry.value).front() += std::round(share * grid.size.x());
        setEntry(packet, entry);
    }
}

} // namespace

Experiment withTerm(const Experiment& experiment, const PotentialTerm& usual)
{
    return firstThatRuns(usual, experiment,
        [](Experiment& next, PotentialTerm term) { next.potential.push_back(std::move(term)); });
}

Experiment withPacket(const Experiment& experiment, const Packet& usual)
{
    return firstThatRuns(usual, experiment, [](Experiment& next, Packet packet) {
        if (!next.packets.empty())
            moveAside(packet, next.grid);
        next.packets.push_back(std::move(packet));
    });
}

} // namespace dqm
