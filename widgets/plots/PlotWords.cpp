#include "widgets/plots/PlotKinds.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace dqm {

const PlotKind* plotKind(const std::string& word)
{
    const auto all = plotKinds();
    const auto found
        = std::ranges::find(all, word, [](const PlotKind* kind) { return kind->word; });
    return found == all.end() ? nullptr : *found;
}

const PlotKind& plotNamed(const std::string& word)
{
    if (const PlotKind* kind = plotKind(word))
        return *kind;
    throw std::invalid_argument("view.plot: found \"" + word + "\", expected a plot");
}

std::span<const char* const> plotWords()
{
    static const std::vector<const char*> all = [] {
        std::vector<const char*> words;
        for (const PlotKind* kind : plotKinds())
            words.push_back(kind->word);
        return words;
    }();
    return all;
}

} // namespace dqm
