#pragma once

#include "core/background/CompositeFormation.h"
#include "core/exhibits/parts/Exhibit.h"
#include "core/exhibits/parts/SampleTimes.h"

#include <array>

namespace dqm {

/// Composites that form within a capture radius [Zakir, section IV.C]: how many pairs are left, how
/// the composites diffuse, and the bound (4) that their relative coordinate obeys all the same.
class ReactionExhibit : public Exhibit
{
public:
    /// @throws std::invalid_argument as check(options).
    explicit ReactionExhibit(const CompositeOptions& options);

    void advance(double amount) override;
    double progress() const override { return m_pairs.time(); }
    /// Every parameter begins anew.
    /// @throws std::invalid_argument
    void setValue(const std::string& id, double value) override;
    std::shared_ptr<const ExhibitFrame> frame() const override;

private:
    static constexpr int shownPairs = 36; ///< six by six

    struct Sample
    {
        double time;
        Estimate survival;
        double smoluchowski;
    };
    /// Where the walkers of a shown pair were, oldest first.
    struct Way
    {
        std::vector<Place> a;
        std::vector<Place> b;
        std::vector<Place> composite;
    };
    double smoluchowski(double time) const;
    void goTo(double time);
    int shownCount() const;
    PlaneScene scene() const;
    ExhibitChart survivalChart() const;
    ExhibitChart compositesChart() const;

    CompositeFormation m_pairs;
    SampleTimes m_times;
    std::vector<Sample> m_samples;
    std::vector<Way> m_ways;
};

/// The kind "reaction".
ExhibitKind reactionKind();

// Parts of its frame that need only the numbers.

/// @param smoluchowski  survival of Brownian pairs.
std::vector<Readout> reactionReadouts(
    const CompositeOptions& options, const CompositeReadings& now, double smoluchowski);

std::vector<ExhibitNote> reactionNotes(const CompositeOptions& options);

} // namespace dqm
