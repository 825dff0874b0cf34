#include "app/experiments/Suggestion.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace dqm {

namespace {

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from a to b.
std::size_t editDistance(const std::string& a, const std::string& b)
{
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    std::iota(d[0].begin(), d[0].end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        d[i][0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            d[i][j] = std::min({replaced, d[i - 1][j] + 1, d[i][j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

/// Words of one letter resemble everything; a part of a name resembles the name.
bool isNear(const std::string& word, const std::string& name, std::size_t distance)
{
    const bool isPart = word.size() >= 3 && name.find(word) != std::string::npos;
    return isPart || distance <= std::max<std::size_t>(1, std::max(word.size(), name.size()) / 3);
}

} // namespace

std::vector<std::string> nearestNames(
    const std::string& word, const std::vector<std::string>& names, std::size_t atMost)
{
    // No name is so long; a pasted megabyte must not cost a quadratic search.
    if (word.empty() || word.size() > 200)
        return {};
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const std::string& name : names) {
        const std::size_t distance = editDistance(lowered(word), lowered(name));
        if (isNear(lowered(word), lowered(name), distance))
            found.emplace_back(distance, name);
    }
    std::stable_sort(
        found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> result;
    for (std::size_t i = 0; i < std::min(atMost, found.size()); ++i)
        result.push_back(found[i].second);
    return result;
}

std::string quotedList(const std::vector<std::string>& names)
{
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "\"" : ", \"") + name + '"';
    return list;
}

std::string suggestion(
    const std::string& word, const std::vector<std::string>& names, std::size_t atMost)
{
    const std::vector<std::string> near = nearestNames(word, names, atMost);
    return near.empty() ? std::string{} : "; did you mean " + quotedList(near) + "?";
}

} // namespace dqm
