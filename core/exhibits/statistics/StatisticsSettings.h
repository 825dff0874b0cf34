#pragma once

#include "core/exhibits/parts/CurveRole.h"
#include "core/exhibits/parts/ExhibitParameter.h"
#include "core/statistics/BallThrower.h"

#include <string>
#include <vector>

namespace dqm {

enum class StatisticsMode
{
    Throws, ///< states of equal energy, (27)-(31) themselves
    Canonical, ///< levels at a temperature
    Quanta ///< levels with fixed energy
};

/// What the values of the exhibit mean.
struct StatisticsSettings
{
    StatisticsMode mode = StatisticsMode::Throws;
    ThrowOptions balls;
    double kT = 3.0;
    double spacing = 1.0; ///< of the levels' energies, in the unit of kT

    std::vector<double> energies() const; ///< of the levels: 0, spacing, 2 spacing ...
};

/// Ranges, defaults and words of the parameters.
std::vector<ExhibitParameter> statisticsParameters();

/// @throws ExperimentError where the balls have no room, or groups are asked for with energies.
StatisticsSettings statisticsSettings(const ExhibitValues& values);

/// One of the laws that are shown beside what is counted.
struct ComparedStatistics
{
    std::string id; ///< "mb", "be", "fd", "own"
    std::string name; ///< "MB, (27)"
    CurveRole role = CurveRole::Plain;
    bool isOwn = false; ///< what is counted must follow it
    LevelStatistics statistics;
    int group = 1; ///< balls that share w
};

/// MB, BE, and FD where the balls have room, of G cells; and the law of the settings where it is
/// none of these. One of them is the own one.
std::vector<ComparedStatistics> comparedStatistics(const StatisticsSettings& settings);

} // namespace dqm
