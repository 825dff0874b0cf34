#pragma once

#include "core/ensembles/EnsembleReadouts.h"

#include <array>
#include <optional>
#include <vector>

namespace dqm {

/// What the particles beside a wave say of it at one instant.
///
/// Frames  the numbers are those of K. An observer who moves with W finds the same: every bin of
///         the histogram moves with W t, W adds to the mean velocities alone, and D is hbar/2m for
///         all.
struct EnsembleReport
{
    double time = 0.0;
    ParticleLaw law = ParticleLaw::Conservative;
    double noise = 1.0; ///< nu
    bool isFromRho = true; ///< else the particles began as another cloud
    int count = 0;
    int alive = 0;

    HistogramCheck histogram;
    /// Of chi^2/dof by chance alone, sqrt(2/dof).
    double chiSquaredScatter() const;

    Estimate diffusion; ///< D of the paths since the last report; length^2/time
    double expectedDiffusion = 0.0; ///< nu hbar/2m
    double acceptance = 1.0; ///< of the osmotic kicks

    std::array<Estimate, 2> correlation; ///< of x(0) and x(t), per axis
    /// exp(-nu arctan theta), theta = hbar t/(2 m s0^2), per axis: of a free Gaussian ensemble that
    /// moves as the paper says and was drawn from rho [Nelson1966].
    std::optional<std::array<double, 2>> expectedCorrelation;

    double velocityTime = 0.0;
    std::vector<LocalVelocities> velocities; ///< bins with the most particles first; may be empty
};

} // namespace dqm
