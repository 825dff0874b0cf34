#pragma once

#include "core/exhibits/parts/Exhibit.h"

#include <span>

namespace dqm {

/// All of them, in the order of the paper.
std::span<const ExhibitKind> exhibitKinds();

/// Null for an unknown word.
const ExhibitKind* exhibitKind(const std::string& kind);

/// @throws ExperimentError for an unknown kind or id, a missing value, one out of range or not an
///         integer where one is wanted; the path is "parameters.<id>", "until" or "pace".
void validate(const ExhibitExperiment& experiment);

/// The experiment with what misses the end of its range by rounding alone at that end.
/// @throws ExperimentError for an unknown kind.
ExhibitExperiment withinRanges(ExhibitExperiment experiment);

/// The experiment with every value given and withinRanges(); until and pace if they are 0.
/// @throws ExperimentError as validate() does.
ExhibitExperiment complete(ExhibitExperiment experiment);

/// @throws ExperimentError as complete() does.
std::unique_ptr<Exhibit> makeExhibit(const ExhibitExperiment& experiment);

} // namespace dqm
