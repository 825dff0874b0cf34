#pragma once

#include "core/frames/Frame.h"
#include "core/streamlines/FlowField.h"

namespace dqm {

/// The arrays of a picture that make up one of its flows.
/// @pre picture.hasFields()
inline FlowSource flowSource(
    const Picture& picture, FlowKind kind, const PhysicalConstants& constants)
{
    const bool drift = kind == FlowKind::Drift || kind == FlowKind::DriftFlux;
    return {picture.grid, drift ? picture.vx : picture.ux, drift ? picture.vy : picture.uy,
        picture.rho, picture.rhoMax, picture.rhoFloor, constants.hbar / constants.mass,
        kind == FlowKind::DriftFlux || kind == FlowKind::DiffusionFlux};
}

} // namespace dqm
