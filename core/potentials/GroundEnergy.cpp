#include "core/potentials/GroundEnergy.h"

#include "core/experiment/Units.h"

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

/// Standard deviations of rho from the centre to the edge beyond which the edge is not felt.
constexpr double farAway = 7.0;

std::optional<double> ofFreeEnsemble(const Grid& grid, const PhysicalConstants& constants)
{
    if (grid.isTorus())
        return 0.0;
    const double momentum = constants.hbar * std::numbers::pi;
    return momentum * momentum / (2.0 * constants.mass)
        * grid.size.cwiseAbs2().cwiseInverse().sum();
}

std::optional<double> ofSpring(const HarmonicTerm& spring, double strength, const Grid& grid,
    const PhysicalConstants& constants)
{
    double energy = 0.0;
    for (int axis = 0; axis < 2; ++axis) {
        const double omega = std::sqrt(strength) * std::abs(spring.omega[axis]);
        const double sigma = std::sqrt(constants.hbar / (2.0 * constants.mass * omega));
        const double toEdge
            = 0.5 * grid.size[axis] - std::abs(spring.center[axis] - grid.center[axis]);
        if (!(toEdge > farAway * sigma))
            return {};
        energy += 0.5 * constants.hbar * omega;
    }
    return energy;
}

} // namespace

std::optional<double> groundEnergy(const Experiment& experiment)
{
    const PhysicalConstants constants = physicalConstants(experiment);
    if (experiment.potential.empty() || experiment.strength == 0.0)
        return ofFreeEnsemble(experiment.grid, constants);
    if (experiment.potential.size() != 1 || !(experiment.strength > 0.0))
        return {};
    const auto* spring = std::get_if<HarmonicTerm>(&experiment.potential.front());
    return spring ? ofSpring(*spring, experiment.strength, experiment.grid, constants)
                  : std::nullopt;
}

} // namespace dqm
