#pragma once

#include "core/detectors/DetectorStrip.h"
#include "core/experiment/Boundary.h"

#include <optional>
#include <vector>

namespace dqm {

/// All that takes from an ensemble: the layer at the edge of its grid and its detectors, which are
/// one complex potential -U - i Gamma; U is the layer's.
class Absorption
{
public:
    explicit Absorption(const Experiment& experiment);

    /// Whether anything is taken anywhere.
    bool isActive() const { return m_edge.isActive() || m_detects; }
    /// Whether a detector takes anything.
    bool detects() const { return m_detects; }
    const AbsorbingLayer& edge() const { return m_edge; }
    /// In the order of the experiment.
    const std::vector<DetectorStrip>& strips() const { return m_strips; }

    /// The packets' mean speed, of the fastest of them.
    double speed() const { return m_speed; }
    /// What becomes of waves of that speed at each strip.
    const std::vector<DetectorStrip::Fate>& fates() const { return m_fates; }

    /// The longest step whose kicks act as Gamma does, and in which the packets do not pass by a
    /// detector unseen.
    double longestStep() const;
    /// Of the detectors alone.
    double longestStepOfStrips() const { return m_longestOfStrips; }

    /// Gamma at the grid points shifted by `offset` (wrapped); empty (0 x 0) if nothing is taken.
    void sample(RealField& gamma, Vec2 offset = Vec2(0.0, 0.0)) const;
    /// V -= U there; a V of 0 x 0 is taken for zero.
    void addDip(RealField& V, Vec2 offset = Vec2(0.0, 0.0)) const { m_edge.addDip(V, offset); }

private:
    Grid m_grid;
    AbsorbingLayer m_edge;
    std::vector<DetectorStrip> m_strips;
    std::vector<DetectorStrip::Fate> m_fates;
    bool m_detects = false;
    double m_speed = 0.0;
    double m_longestOfStrips;
};

/// Where each of the earlier strips stands among those of now, if it is still the same: of the same
/// name, line and depth. What it has seen stays then.
std::vector<std::optional<std::size_t>> sameStrips(
    const std::vector<DetectorStrip>& before, const std::vector<DetectorStrip>& now);

} // namespace dqm
