#pragma once

#include "core/experiment/Event.h"
#include "core/grid/Grid.h"

#include <cstdint>

namespace dqm {

/// psi e^{i k.x}: every velocity grows by hbar k/m, rho and u stay. A torus that psi fills takes
/// the nearest of its own wave vectors, so that psi stays whole at the seam.
/// @param mean  of rho, unwrapped.
ComplexField kicked(const ComplexField& psi, const Grid& grid, Vec2 k, Vec2 mean);

/// What an instrument finds: a place of rho and its own error, the probability density
/// Int rho(x) (2 pi w^2)^{-1/2} e^{-(x - X)^2/2w^2} dx; on a torus inside its rectangle.
/// @param seed, index  the same ones give the same outcome.
double drawnOutcome(const ComplexField& psi, const Grid& grid, const Measurement& instrument,
    std::uint32_t seed, std::uint64_t index);

/// The instrument's weight for a place, 0 .. 1: e^{-(q - X)^2/2w^2}; on a torus the sum over its
/// images, as a share of the largest.
double weightOf(const Measurement& instrument, double outcome, const Grid& grid, Vec2 place);

/// psi sqrt(weight), with the norm that psi had [model assumption, see Measurement]. Averaged over
/// outcomes U_u grows by hbar^2/8mw^2 and U_v not at all.
/// @throws std::runtime_error where rho is as good as nothing.
ComplexField localised(
    const ComplexField& psi, const Grid& grid, const Measurement& instrument, double outcome);

} // namespace dqm
