#pragma once

#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
#include "core/grid/Derivatives.h"
#include "core/grid/Grid.h"

namespace dqm {

/// The paper's picture of a state, cell by cell.
struct Hydrodynamics
{
    RealField rho; ///< |psi|^2, 1/area
    RealField phase; ///< arg psi in (-pi, pi], carrier and global phase included
    VectorField v; ///< drift velocity grad S/m [Zakir, eq. (6)]
    VectorField u; ///< diffusion velocity -(hbar/2m) grad rho/rho [Zakir, eqs. (2), (3)]
    RealField Q; ///< quantum potential -(hbar^2/2m) lap sqrt(rho)/sqrt(rho), energy
    MaskField meaningful; ///< rho > floor * max rho; v, u and Q are zero elsewhere
};

/// All fields from one gradient: J = Im(psi* grad psi), R = Re(psi* grad psi),
/// v = (hbar/m) (J/rho + carrier), u = -(hbar/m) R/rho, and, regular in psi,
/// Q = -(hbar^2/2m) (Re(psi* lap psi)/rho + J^2/rho^2) = (hbar/2) div u - m u^2/2.
/// Nodes   where rho <= floor * max rho the ratios have no meaning: masked, never clamped.
/// @param floor  relative to max rho, >= 0.
Hydrodynamics hydrodynamics(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants, DerivativeMethod method, double floor = 1e-9,
    int threads = 1);

} // namespace dqm
