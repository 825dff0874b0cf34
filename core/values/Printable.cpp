#include "core/values/Printable.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <new>
#include <stdexcept>
#include <system_error>

namespace dqm {

namespace {

/// One character at the start of a text: its number, and how many bytes it takes.
struct Character
{
    std::uint32_t number = 0;
    std::size_t bytes = 1;
};

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

Character firstOf(std::string_view text)
{
    const auto byte = static_cast<unsigned char>(text[0]);
    const std::size_t bytes = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    if (bytes == 1 || text.size() < bytes
        || !std::all_of(
            text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(bytes), continues)) {
        return {byte, 1};
    }
    std::uint32_t number = byte & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i)
        number = number << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
    return {number, bytes};
}

/// Of the terminal, of the direction of writing, or no character at all.
bool isControl(const Character& c)
{
    const std::uint32_t n = c.number;
    return n < 0x20 || (n >= 0x7F && n < 0xA0) || (c.bytes == 1 && n >= 0x80) || n == 0x200E
        || n == 0x200F || (n >= 0x2028 && n <= 0x202E) || (n >= 0x2066 && n <= 0x2069)
        || n == 0xFEFF;
}

} // namespace

std::string sentenceOf(const std::exception& problem)
{
    return isLackOfMemory(problem) ? "there is not enough memory" : problem.what();
}

bool isLackOfMemory(const std::exception& problem)
{
    const auto* system = dynamic_cast<const std::system_error*>(&problem);
    return dynamic_cast<const std::bad_alloc*>(&problem) != nullptr
        || dynamic_cast<const std::length_error*>(&problem) != nullptr
        || (system && system->code() == std::errc::resource_unavailable_try_again)
        // TBB says in words alone that a thread has no room for its stack.
        || std::string_view(problem.what()).find("pthread_create") != std::string_view::npos;
}

std::string printable(std::string_view text)
{
    std::string shown;
    for (std::size_t place = 0; place < text.size();) {
        const Character c = firstOf(text.substr(place));
        if (isControl(c)) {
            char code[16];
            std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c.number));
            shown += code;
        } else {
            shown += text.substr(place, c.bytes);
        }
        place += c.bytes;
    }
    return shown;
}

std::string shortened(std::string_view text, std::size_t most)
{
    std::size_t count = 0;
    std::size_t cut = text.size();
    for (std::size_t place = 0; place < text.size(); ++count) {
        if (count == most)
            cut = place;
        place += firstOf(text.substr(place)).bytes;
    }
    return count <= most
        ? printable(text)
        : printable(text.substr(0, cut)) + "... (" + std::to_string(count) + " characters)";
}

} // namespace dqm
