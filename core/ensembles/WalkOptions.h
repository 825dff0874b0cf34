#pragma once

#include <cstdint>

namespace dqm {

/// Who says what isotropic means when a walker turns.
enum class Redirection
{
    CoMoving, ///< the walker's own frame, which keeps its drift
    Fixed ///< the observer's: friction
};

/// A massless walker of light speed whose fluctuations have the energy U_m [Zakir, eq. (32)].
struct WalkOptions
{
    double restEnergy = 1.0; ///< U_m, energy
    double c = 1.0; ///< length / time
    double hbar = 1.0; ///< action
    int dimensions = 2; ///< 1, 2 or 3
    double beta = 0.0; ///< V/c of the walker's own frame along x, 0 <= beta < 1
    Redirection redirection = Redirection::CoMoving;
    int walkers = 10000;
    std::uint64_t seed = 1;

    /// m = U_m/c^2 [Zakir, eq. (32)]
    double mass() const { return restEnergy / (c * c); }
    /// D = hbar/2m [Zakir, eq. (2)]
    double diffusion() const { return hbar / (2.0 * mass()); }
    /// lambda = c^2/(d D) = 2mc^2/(d hbar), 1 / time: the rate of turns that gives this D
    /// (derived).
    double rate() const { return 2.0 * restEnergy / (dimensions * hbar); }
    /// c/lambda = d hbar/2mc
    double freePath() const { return c / rate(); }
    double velocity() const { return beta * c; }
    /// Of the boost.
    double gamma() const;
};

/// @throws std::invalid_argument unless energy, c and hbar are finite and above 0, there are one to
///         three dimensions and a walker at least, and 0 <= beta <= 0.99.
void check(const WalkOptions& options);

} // namespace dqm
