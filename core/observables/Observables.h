#pragma once

#include "core/experiment/Experiment.h"
#include "core/observables/Energies.h"
#include "core/observables/Moments.h"

namespace dqm {

/// One row of the series: everything that is logged of one state as one observer sees it.
struct Observables
{
    double time = 0.0;
    Moments moments;
    Energies energies;
    std::vector<double> regions; ///< probability in each region of the experiment
};

/// @param state    as the observer sees it, on `grid`.
/// @param V        the potential on that grid (as the observer sees it); empty for none.
/// @param regions  in K, cut to the grid's rectangle there (see cutToRectangle).
/// @param shift    x' + shift = x in K: regions rest in K.
/// @param about    see moments().
Observables observe(const WaveState& state, const Grid& grid, const PhysicalConstants& constants,
    const RealField& V, const std::vector<Region>& regions, Vec2 shift, Vec2 about,
    int threads = 1);

/// The same with the spectral gradient of the envelope at hand.
Observables observe(const WaveState& state, const ComplexVectorField& gradient, const Grid& grid,
    const PhysicalConstants& constants, const RealField& V, const std::vector<Region>& regions,
    Vec2 shift, Vec2 about, int threads = 1);

} // namespace dqm
