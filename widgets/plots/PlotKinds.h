#pragma once

#include "widgets/plots/parts/PlotKind.h"

#include <span>
#include <string>

namespace dqm {

/// Every plot that a person chooses from, in the order of the panel; a new one is a file in this
/// folder and a line there.
std::span<const PlotKind* const> plotKinds();

/// Null for a word that names no plot.
const PlotKind* plotKind(const std::string& word);

/// @throws std::invalid_argument for such a word.
const PlotKind& plotNamed(const std::string& word);

/// The words of all of them, as files have them.
std::span<const char* const> plotWords();

} // namespace dqm
