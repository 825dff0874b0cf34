#pragma once

#include "core/exhibits/parts/Exhibit.h"
#include "core/exhibits/statistics/StatisticsCharts.h"
#include "core/statistics/ThrowTally.h"

namespace dqm {

/// Balls thrown into states of equal energy. Progress: throws.
class ThrowsExhibit : public Exhibit
{
public:
    ThrowsExhibit(const StatisticsSettings& settings, std::uint64_t seed);

    void advance(double amount) override;
    double progress() const override { return m_due; }
    /// @throws std::invalid_argument: every parameter begins anew.
    void setValue(const std::string& id, double value) override;
    std::shared_ptr<const ExhibitFrame> frame() const override;

private:
    /// Standard deviations of single throws by the own law: the errors of T throws are 1/sqrt(T) of
    /// them. The law is known exactly, and so no rare event has to be seen to know of it.
    struct Spread
    {
        double allInOne = 0.0;
        double variance = 0.0;
        double covariance = 0.0;
        double entropy = 0.0;
    };
    struct Law
    {
        ComparedNumbers numbers;
        std::vector<double> counted; ///< countedProbabilities()
        std::vector<double> classes;
    };

    void compareWith(const ComparedStatistics& of);
    void readSpread();
    bool showsWeights() const;
    BoxesScene scene() const;
    std::vector<Readout> readouts() const;
    ExhibitChart classesChart() const;
    ExhibitChart weightsChart() const;

    StatisticsSettings m_settings;
    OccupationLaw m_law;
    std::vector<Law> m_laws; ///< what is compared
    Spread m_spread;
    RandomNumbers m_random;
    BallThrower m_thrower;
    ThrowTally m_tally;
    double m_due = 0.0; ///< throws asked for; the whole ones are done
    double m_widest = 1.0; ///< end of the histogram of w_1
    std::vector<double> m_weightCounts;
    std::vector<ExhibitNote> m_notes;
};

} // namespace dqm
