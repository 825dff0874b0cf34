#include "core/exhibits/statistics/StatisticsExhibit.h"

#include "core/exhibits/statistics/LevelsExhibit.h"
#include "core/exhibits/statistics/ThrowsExhibit.h"

namespace dqm {

namespace {

std::unique_ptr<Exhibit> makeStatistics(const ExhibitValues& values, std::uint64_t seed)
{
    const StatisticsSettings settings = statisticsSettings(values);
    if (settings.mode == StatisticsMode::Throws)
        return std::make_unique<ThrowsExhibit>(settings, seed);
    return std::make_unique<LevelsExhibit>(settings, seed);
}

} // namespace

ExhibitKind statisticsKind()
{
    return {.kind = "statistics",
        .name = "Quantum statistics",
        .parameters = statisticsParameters(),
        .progressName = "Throws",
        .defaultUntil = 100000.0,
        .defaultPace = 1000.0,
        .make = makeStatistics,
        .step = 1.0};
}

} // namespace dqm
