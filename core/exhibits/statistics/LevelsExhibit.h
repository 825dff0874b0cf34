#pragma once

#include "core/exhibits/parts/Exhibit.h"
#include "core/exhibits/statistics/StatisticsCharts.h"
#include "core/random/RandomNumbers.h"
#include "core/statistics/BlockedMean.h"
#include "core/statistics/LevelDynamics.h"
#include "core/statistics/LevelOccupations.h"

#include <optional>

namespace dqm {

/// Numbered particles on equally spaced levels, at a temperature or with fixed quanta. They begin
/// in a state drawn from the exact law, so that no sweep has to be thrown away. Progress: sweeps,
/// in which each particle has one try.
class LevelsExhibit : public Exhibit
{
public:
    LevelsExhibit(const StatisticsSettings& settings, std::uint64_t seed);

    void advance(double amount) override;
    double progress() const override { return m_due; }
    /// @throws std::invalid_argument: every parameter begins anew.
    void setValue(const std::string& id, double value) override;
    std::shared_ptr<const ExhibitFrame> frame() const override;

private:
    struct Law
    {
        ComparedNumbers numbers;
        std::vector<double> means; ///< of the levels
    };

    bool isThermal() const { return m_settings.mode == StatisticsMode::Canonical; }
    /// The exact law, and numbers of particles drawn from it. @throws std::invalid_argument
    LevelOccupations occupations(const LevelStatistics& statistics, Occupations* drawn);
    void compareWith(const ComparedStatistics& of);
    void count();
    Counted tallied(const BlockedMean& mean, double range) const;
    BoxesScene scene() const;
    std::vector<Readout> readouts() const;
    void addComparisons(std::vector<Readout>& readouts) const;
    double differencesFrom(const Law& law) const;
    double formulaAt(int level) const; ///< particles in a level by the formula. @pre m_mu
    ExhibitChart occupationChart() const;

    StatisticsSettings m_settings;
    LevelStatistics m_own; ///< of the particles in a level, its cells counted
    RandomNumbers m_random;
    std::vector<double> m_energies; ///< of the levels
    std::vector<double> m_reduced; ///< over kT
    int m_quanta = 0; ///< for fixed energy
    LevelOccupations m_exact;
    std::optional<LevelDynamics> m_dynamics;
    std::optional<double> m_mu; ///< empty if all cells are full
    std::vector<Law> m_laws; ///< what is compared
    double m_due = 0.0; ///< sweeps asked for; the whole ones are done
    double m_sweeps = 0.0;
    std::vector<BlockedMean> m_means; ///< of the number in each level
    BlockedMean m_square; ///< of N_0 about its exact mean
    BlockedMean m_product; ///< of N_0 and N_1 about theirs
    BlockedMean m_energy;
    std::vector<double> m_firstCounts; ///< sweeps with N_0 = 0..N
    std::vector<ExhibitNote> m_notes;
};

} // namespace dqm
