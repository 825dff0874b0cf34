#pragma once

#include "core/formulas/FormulaTree.h"

#include <map>
#include <string>

namespace dqm {

/// Reads a formula, in the syntax that Formula describes, as a tree. The time it takes grows with
/// the length of the text alone.
/// @throws std::invalid_argument naming the character (counted from 1) and what was expected.
FormulaTree readFormula(const std::string& text, const std::map<std::string, double>& constants);

} // namespace dqm
