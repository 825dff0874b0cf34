#pragma once

#include "core/Frame.h"

#include <array>
#include <optional>

namespace dqm {

/// A difference this small, relative to the size of the quantity, counts as none.
constexpr double invarianceTolerance = 1e-10;

/// What two observers compare; the first five change with W.
enum class Compared
{
    MeanX, ///< <x>' = <x> - W_x t
    MeanY,
    MomentumX, ///< <p_x>' = <p_x> - m W_x
    MomentumY,
    DriftEnergy, ///< U_v' = U_v - W.<p> + m W^2 / 2
    SigmaX,
    SigmaY,
    DiffusionEnergy,
    DiffusionCoefficient, ///< measured: <p_u.(x - mean)> / 2m
    UncertaintyX,
    UncertaintyY,
    MeanDiffusionVelocity, ///< |integral rho u|
    Count
};

/// One quantity in K, in K' as observed from K, and in K' evolved on its own.
struct Comparison
{
    double inK = 0.0;
    std::optional<double> observed;
    std::optional<double> evolved;
    double size = 0.0; ///< what a difference is measured against
    /// |value in K' - value that the Galilean law makes of K's| / size.
    double observedDeviation = 0.0;
    double evolvedDeviation = 0.0;

    bool observedHolds() const { return observedDeviation <= invarianceTolerance; }
    bool evolvedHolds() const { return evolvedDeviation <= invarianceTolerance; }
};

using Comparisons = std::array<Comparison, static_cast<std::size_t>(Compared::Count)>;

/// Computed from the numbers of the frame's pictures alone. A NaN holds nowhere.
Comparisons compareObservers(const Frame& frame);

} // namespace dqm
