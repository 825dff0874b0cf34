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

bool isNumber(std::string_view text)
{
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

std::string plainText(const std::string& rich)
{
    std::string plain;
    const Digits* digits = nullptr;
    bool isOpen = false; ///< a bracket around raised words
    for (std::string_view rest = rich; !rest.empty();) {
        if (const std::size_t length = tagLength(rest); length > 0) {
            const std::string_view tag = rest.substr(0, length);
            digits = tag == "<sup>" ? &raised : tag == "<sub>" ? &lowered : nullptr;
            rest.remove_prefix(length);
            if (tag == "<sup>" && !isNumber(rest.substr(0, rest.find('<')))) {
                plain += "^(";
                isOpen = true;
                digits = nullptr;
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
        if (digits != nullptr && rest.front() >= '0' && rest.front() <= '9')
            written = (*digits)[static_cast<std::size_t>(rest.front() - '0')];
        plain += written;
        rest.remove_prefix(taken.size());
    }
    return plain;
}

} // namespace dqm
