#pragma once

#include "core/Units.h"
#include "core/grid/Field.h"
#include "core/grid/WidestVectors.h"

namespace dqm {

/// The paper's quantities at one point, from e, grad e and lap e there.
struct LocalFlow
{
    double vx, vy;
    double ux, uy;
    double Q;
};

/// The factors in front.
struct FlowScale
{
    FlowScale(const PhysicalConstants& constants, Vec2 carrier)
        : velocity(constants.hbar / constants.mass)
        , energy(constants.hbar * constants.hbar / (2.0 * constants.mass))
        , carrierVelocityX(velocity * carrier.x())
        , carrierVelocityY(velocity * carrier.y())
    {
    }

    double velocity; ///< hbar/m
    double energy; ///< hbar^2/2m
    double carrierVelocityX;
    double carrierVelocityY;
};

/// v = (hbar/m) (Im(e* grad e)/rho + carrier), u = -(hbar/m) Re(e* grad e)/rho and
/// Q = -(hbar^2/2m) (Re(e* lap e)/rho + |Im(e* grad e)|^2/rho^2), which is
/// -(hbar^2/2m) lap sqrt(rho)/sqrt(rho). All zero where `inverse` is zero, as it is at masked
/// points. Free of branches, so that loops over it become vector code.
/// @param a, b     Re e, Im e; then the real and imaginary parts of d_x e, d_y e and lap e.
/// @param inverse  1/rho, or 0 where masked.
DQM_ALWAYS_INLINE LocalFlow localFlow(double a, double b, double xRe, double xIm, double yRe,
    double yIm, double lapRe, double lapIm, double inverse, const FlowScale& scale)
{
    const double wx = (a * xIm - b * xRe) * inverse;
    const double wy = (a * yIm - b * yRe) * inverse;
    const double gx = (a * xRe + b * xIm) * inverse;
    const double gy = (a * yRe + b * yIm) * inverse;
    const double bend = (a * lapRe + b * lapIm) * inverse;
    const double there = inverse > 0.0 ? 1.0 : 0.0;
    return {scale.velocity * wx + there * scale.carrierVelocityX,
        scale.velocity * wy + there * scale.carrierVelocityY, -scale.velocity * gx,
        -scale.velocity * gy, -scale.energy * (bend + wx * wx + wy * wy)};
}

} // namespace dqm
