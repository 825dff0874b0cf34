#pragma once

#include "core/exhibits/parts/ExhibitFrame.h"
#include "core/exhibits/statistics/StatisticsSettings.h"

#include <span>

namespace dqm {

/// What a law says of the numbers in two states.
struct ComparedNumbers
{
    ComparedStatistics of;
    std::vector<double> marginal; ///< P(n = 0..N) of the first
    double variance = 0.0;
    double covariance = 0.0;
};

/// A number with its standard error.
struct Counted
{
    double value = 0.0;
    double error = 0.0;
};

/// Bars of what was counted, with a marker for each law.
/// @param counts  how often it was at 0, 1, 2 ...
/// @param all  how often it was looked at
ExhibitCurve countedBars(std::span<const double> counts, double all);
ExhibitCurve markers(const ComparedStatistics& of, std::vector<double> y);

/// How often a state held 0, 1, 2 ... balls. The axis ends where nothing is left to see.
/// @param state  its number's name, "n₁"
ExhibitChart numbersChart(const std::string& id, const std::string& state,
    std::span<const double> counts, const std::vector<ComparedNumbers>& laws);

/// Variance and covariance as bars, with a marker for each law.
/// @param states  their names, "n₁"
ExhibitChart gaugeChart(Counted variance, Counted covariance, const std::string& first,
    const std::string& second, const std::vector<ComparedNumbers>& laws);

/// The number, with what it should be once that can be told from the sample; it holds within three
/// standard errors and what rounding leaves.
Readout judged(Readout readout, Counted counted, double expected, bool isEnough);

/// "1 250 000"
std::string grouped(double count);
/// A few digits, with a real minus sign.
std::string inWords(double value, int digits = 4);
/// "{2,1,0,0}"; empty for many states.
std::string inBraces(const Occupations& n);

} // namespace dqm
