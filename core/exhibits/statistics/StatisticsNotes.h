#pragma once

#include "core/exhibits/parts/ExhibitFrame.h"
#include "core/exhibits/statistics/StatisticsSettings.h"

namespace dqm {

/// What belongs to the settings: caveats of the paper's equations and assumptions of the model.
std::vector<ExhibitNote> statisticsNotes(const StatisticsSettings& settings);

} // namespace dqm
