#pragma once

#include "core/grid/WidestVectors.h"

namespace dqm {

/// The paper's quantities at one point, from e, grad e and lap e there. V is a number or a vector
/// of them, S a number.
template <class V>
struct LocalFlow
{
    V vx, vy;
    V ux, uy;
    V Q;
};

/// The factors in front.
template <class S>
struct FlowScale
{
    S velocity; ///< hbar/m
    S energy; ///< hbar^2/2m
    S carrierVelocityX;
    S carrierVelocityY;
};

/// v = (hbar/m) (Im(e* grad e)/rho + carrier), u = -(hbar/m) Re(e* grad e)/rho and
/// Q = -(hbar^2/2m) (Re(e* lap e)/rho + |Im(e* grad e)|^2/rho^2), which is
/// -(hbar^2/2m) lap sqrt(rho)/sqrt(rho). All zero where `inverse` and `there` are zero, as they are
/// at masked points. Free of branches, so that loops over it become vector code.
/// @param a, b     Re e, Im e; then the real and imaginary parts of d_x e, d_y e and lap e.
/// @param inverse  1/rho, or 0 where masked.
/// @param there    1, or 0 where masked.
template <class V, class S>
DQM_ALWAYS_INLINE LocalFlow<V> localFlow(V a, V b, V xRe, V xIm, V yRe, V yIm, V lapRe, V lapIm,
    V inverse, V there, const FlowScale<S>& scale)
{
    const V wx = (a * xIm - b * xRe) * inverse;
    const V wy = (a * yIm - b * yRe) * inverse;
    const V gx = (a * xRe + b * xIm) * inverse;
    const V gy = (a * yRe + b * yIm) * inverse;
    const V bend = (a * lapRe + b * lapIm) * inverse;
    return {scale.velocity * wx + there * scale.carrierVelocityX,
        scale.velocity * wy + there * scale.carrierVelocityY, -scale.velocity * gx,
        -scale.velocity * gy, -scale.energy * (bend + wx * wx + wy * wy)};
}

/// Central differences of order 8 over unit spacing: d f = sum_h first[h-1] (f(h) - f(-h)) and
/// d^2 f = secondCentre f(0) + sum_h second[h-1] (f(h) + f(-h)), h = 1 .. 4.
struct EighthOrder
{
    static constexpr int reach = 4;
    static constexpr double first[reach]{4.0 / 5.0, -1.0 / 5.0, 4.0 / 105.0, -1.0 / 280.0};
    static constexpr double second[reach]{8.0 / 5.0, -1.0 / 5.0, 8.0 / 315.0, -1.0 / 560.0};
    static constexpr double secondCentre = -205.0 / 72.0;
};

} // namespace dqm
