#pragma once

#include <exception>
#include <string>
#include <string_view>

namespace dqm {

/// A text (UTF-8) as a line of a terminal may show it: characters that control it or the direction
/// of writing become \u001b and so on.
std::string printable(std::string_view text);

/// The same, and what is longer than `most` characters is cut and told:
/// `abc... (12345 characters)`.
std::string shortened(std::string_view text, std::size_t most = 60);

/// What an exception says to a person, also where it is one of the language's own.
std::string sentenceOf(const std::exception& problem);
/// Whether it came from too little memory, be it for a number, a picture or another thread.
bool isLackOfMemory(const std::exception& problem);

} // namespace dqm
