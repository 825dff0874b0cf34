#include "core/observables/Energies.h"

#include "core/observables/FlowSums.h"

namespace dqm {

Energies energies(const FlowSums& sums, Vec2 carrier, const PhysicalConstants& constants)
{
    const double hbar = constants.hbar;
    const double scale = hbar * hbar / (2.0 * constants.mass);
    Energies result;
    // The carrier adds to J what it adds to the gradient, so that it leaves T - U_v untouched.
    result.drift = scale
        * (sums.driftSquared.sum() + 2.0 * carrier.dot(sums.current)
            + carrier.squaredNorm() * sums.norm);
    result.diffusion = scale * (sums.gradientSquared - sums.driftSquared).sum();
    result.potential = sums.potential;
    result.rest = constants.restEnergy();
    result.crossTerm = -2.0 * scale * (sums.cross + carrier.dot(sums.flux));
    return result;
}

Energies energies(const WaveState& state, const ComplexVectorField& gradient, const RealField& V,
    const Grid& grid, const PhysicalConstants& constants)
{
    return energies(flowSums(state.envelope, gradient, V, grid), state.carrier, constants);
}

} // namespace dqm
