#include "core/exhibits/parts/PlainText.h"

#include <array>
#include <cctype>
#include <string_view>
#include <utility>

namespace dqm {

namespace {

using Digits = std::array<std::string_view, 10>;

constexpr Digits raised{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
constexpr Digits lowered{"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
constexpr std::pair<std::string_view, std::string_view> entities[]
    = {{"&nbsp;", " "}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}};

/// What else there is in raised form.
constexpr std::pair<std::string_view, std::string_view> raisable[] = {{"−", "⁻"}, {"-", "⁻"},
    {"+", "⁺"}, {"=", "⁼"}, {"(", "⁽"}, {")", "⁾"}, {"α", "ᵅ"}, {"β", "ᵝ"}, {"γ", "ᵞ"}, {"δ", "ᵟ"},
    {"i", "ⁱ"}, {"k", "ᵏ"}, {"m", "ᵐ"}, {"n", "ⁿ"}, {"t", "ᵗ"}, {"x", "ˣ"}, {" ", ""}};

/// A text in raised letters; empty if one of them has no such form.
std::string raisedText(std::string_view text)
{
    std::string all;
    while (!text.empty()) {
        std::size_t taken = 0;
        if (const char first = text.front(); first >= '0' && first <= '9') {
            all += raised[static_cast<std::size_t>(first - '0')];
            taken = 1;
        }
        for (const auto& [letter, form] : raisable) {
            if (taken == 0 && text.starts_with(letter)) {
                all += form;
                taken = letter.size();
            }
        }
        if (taken == 0)
            return {};
        text.remove_prefix(taken);
    }
    return all;
}

/// The length of a tag at the beginning of a text; 0 if there is none.
std::size_t tagLength(std::string_view text)
{
    const std::size_t name = text.starts_with("</") ? 2 : 1;
    if (!text.starts_with('<') || text.size() <= name
        || std::isalpha(static_cast<unsigned char>(text[name])) == 0)
        return 0;
    const std::size_t end = text.find_first_of("<>", name);
    return end == std::string_view::npos || text[end] == '<' ? 0 : end + 1;
}

} // namespace

std::string plainText(const std::string& rich)
{
    std::string plain;
    bool isLowered = false;
    bool isOpen = false; ///< a bracket around raised words
    for (std::string_view rest = rich; !rest.empty();) {
        if (const std::size_t length = tagLength(rest); length > 0) {
            const std::string_view tag = rest.substr(0, length);
            isLowered = tag == "<sub>";
            rest.remove_prefix(length);
            if (tag == "<sup>") {
                const std::string_view words = rest.substr(0, rest.find('<'));
                const std::string above = raisedText(words);
                isOpen = above.empty() && !words.empty();
                plain += isOpen ? "^(" : above;
                rest.remove_prefix(isOpen ? 0 : words.size());
            } else if (isOpen && tag == "</sup>") {
                plain += ")";
                isOpen = false;
            }
            continue;
        }
        std::string_view taken = rest.substr(0, 1);
        std::string_view written = taken;
        for (const auto& [entity, letter] : entities) {
            if (rest.starts_with(entity)) {
                taken = entity;
                written = letter;
            }
        }
        if (isLowered && rest.front() >= '0' && rest.front() <= '9')
            written = lowered[static_cast<std::size_t>(rest.front() - '0')];
        plain += written;
        rest.remove_prefix(taken.size());
    }
    return plain;
}

} // namespace dqm
