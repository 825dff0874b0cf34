#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dqm {

/// What keeps a formula that is being typed from being read.
struct FormulaFault
{
    std::size_t position = 0; ///< of the character, from 0
    std::string what; ///< "at character N found X, expected Y"
};

/// The first fault; none where the text is a formula.
/// @param constants  as Formula takes them.
std::optional<FormulaFault> formulaFault(
    const std::string& text, const std::map<std::string, double>& constants);

/// The names in a text that could be parameters and are not known yet, each once, in their order:
/// no function, none of what a formula has another word for ("r"), nothing that is called like a
/// function. Empty for a text with characters that stand for nothing.
std::vector<std::string> unknownNames(
    const std::string& text, const std::map<std::string, double>& constants);

} // namespace dqm
