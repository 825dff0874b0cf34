#pragma once

#include "core/detectors/AbsorptionTally.h"
#include "core/detectors/DetectorHit.h"
#include "core/experiment/Detector.h"
#include "core/grid/Field.h"

#include <vector>

namespace dqm {

/// What one detector has seen until an instant: of rho on the grid, and of the particles. Both are
/// of K; another observer finds the same number of hits at places that are moved by -W t.
struct DetectorReport
{
    Detector detector;
    double length = 0.0; ///< of its line
    double taken = 0.0; ///< share of the ensemble, Int (2/hbar) Gamma rho dt dx dy
    std::vector<double> expected; ///< the same in equal bins along the line
    /// Of a wave that meets it head on with the packets' mean speed.
    double speed = 0.0;
    double reflected = 0.0;
    double letThrough = 0.0;

    int particles = 0; ///< that the ensemble was drawn with; 0: none, and no hits
    bool followRho = true; ///< the particles' law keeps rho, from which they were drawn
    std::vector<int> counts; ///< hits, in the same bins
    std::vector<Eigen::Vector2f> places; ///< of the hits in K, in the order in which they came
    int hits() const { return static_cast<int>(places.size()); }

    double binWidth() const { return length / static_cast<double>(expected.size()); }

    /// How far the counts are from what rho leads to, bins that expect fewer than eight hits taken
    /// together, and those that hit nothing as a bin of their own.
    struct ChiSquared
    {
        double perDof = 0.0; ///< 1 within scatter()
        int dof = 0; ///< 0: too few hits are expected to say anything
        double scatter() const; ///< by chance alone, sqrt(2/dof)
    };
    ChiSquared chiSquared() const;
};

/// Of each detector, in their order.
struct ParticlesOnDetectors
{
    int drawn = 0;
    bool followRho = true;
    const std::vector<DetectorHit>* hits = nullptr;
};
std::vector<DetectorReport> detectorReports(
    const AbsorptionTally& tally, const ParticlesOnDetectors& particles);

} // namespace dqm
