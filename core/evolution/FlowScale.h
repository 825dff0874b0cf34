#pragma once

#include "core/evolution/LocalFlow.h"
#include "core/experiment/Units.h"
#include "core/grid/Field.h"

namespace dqm {

/// For localFlow() with derivatives per length; v includes that of the carrier.
inline FlowScale<double> flowScale(const PhysicalConstants& constants, Vec2 carrier)
{
    const double velocity = constants.hbar / constants.mass;
    return {velocity, constants.hbar * constants.hbar / (2.0 * constants.mass),
        velocity * carrier.x(), velocity * carrier.y()};
}

} // namespace dqm
