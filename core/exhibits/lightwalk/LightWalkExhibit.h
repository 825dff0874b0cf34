#pragma once

#include "core/ensembles/LightSpeedWalk.h"
#include "core/ensembles/WalkLaw.h"
#include "core/exhibits/parts/Exhibit.h"
#include "core/exhibits/parts/SampleTimes.h"

namespace dqm {

/// Fluctuation at light speed and rest energy [Zakir, section IV.A, eq. (32)]: massless walkers
/// that turn at random, at rest or passing by, with what follows for D, energy and momentum.
class LightWalkExhibit : public Exhibit
{
public:
    /// @throws std::invalid_argument as check(options).
    explicit LightWalkExhibit(const WalkOptions& options);

    void advance(double amount) override;
    double progress() const override { return m_walk.time(); }
    /// Every parameter begins anew.
    /// @throws std::invalid_argument
    void setValue(const std::string& id, double value) override;
    std::shared_ptr<const ExhibitFrame> frame() const override;

private:
    struct Sample
    {
        double time;
        Estimate along;
        Estimate across;
        Estimate total;
    };
    void record();
    ExhibitChart spreadChart() const;
    ExhibitChart radialChart(const WalkReadings& now) const;
    ExhibitChart directionChart() const;
    bool showsMotion() const;

    LightSpeedWalk m_walk;
    WalkLaw m_law;
    SampleTimes m_times;
    std::vector<Sample> m_samples;
};

/// The kind "light-walk".
ExhibitKind lightWalkKind();

// Parts of its frame that need only the walk.

/// Some hundred walkers with their last turns; in one dimension their world lines.
PlaneScene lightWalkScene(const LightSpeedWalk& walk, const WalkReadings& now);

std::vector<Readout> lightWalkReadouts(
    const WalkOptions& options, const WalkLaw& law, const WalkReadings& now, double time);

std::vector<ExhibitNote> lightWalkNotes(const WalkOptions& options);

} // namespace dqm
