#include "core/observables/Observables.h"

#include "core/observables/FlowSums.h"
#include "core/observables/RegionWeights.h"

namespace dqm {

Observables observe(const WaveState& state, const Grid& grid, const PhysicalConstants& constants,
    const RealField& V, const std::vector<Region>& regions, Vec2 shift, Vec2 about, int threads)
{
    return observe(state, gradient(state.envelope, grid, DerivativeMethod::Spectral, threads), grid,
        constants, V, regions, shift, about, threads);
}

Observables observe(const WaveState& state, const ComplexVectorField& gradient, const Grid& grid,
    const PhysicalConstants& constants, const RealField& V, const std::vector<Region>& regions,
    Vec2 shift, Vec2 about, int threads)
{
    const FlowSums sums = flowSums(state.envelope, gradient, V, grid, threads);
    Observables row;
    row.time = state.time;
    row.moments = moments(sums, state.carrier, grid, constants, about);
    row.energies = energies(sums, state.carrier, constants);
    for (const Region& region : regions)
        row.regions.push_back(probability(regionWeights(region, grid, shift), state.envelope));
    return row;
}

} // namespace dqm
