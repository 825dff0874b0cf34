#include "app/experiments/ExperimentKeys.h"

#include "widgets/plots/PlotKinds.h"

namespace dqm {

std::span<const char* const> wordsOfPlots() { return plotWords(); }

} // namespace dqm
