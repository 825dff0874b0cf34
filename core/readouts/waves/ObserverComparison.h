#pragma once

#include "core/frames/Frame.h"
#include "core/readouts/Readout.h"

#include <array>
#include <cmath>
#include <optional>
#include <vector>

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
    DiffusionCoefficient, ///< of rho: <p_u.(x - mean)> / 2m; NaN where rho has no place
    UncertaintyX,
    UncertaintyY,
    MeanDiffusionVelocity, ///< |integral rho u|
    Count
};

/// One quantity in K, in K' as observed from K, and in K' evolved on its own.
struct Comparison
{
    double inK = 0.0;
    double law = 0.0; ///< what the Galilean law makes of it in K'
    std::optional<double> observed;
    std::optional<double> evolved;
    double size = 0.0; ///< what a difference is measured against
    /// A difference this large, relative to the size, counts as none: rounding, and what the edge
    /// of a torus does to moments of a rho that reaches over it.
    double tolerance = invarianceTolerance;
    /// |value in K' - law| / size.
    double observedDeviation = 0.0;
    double evolvedDeviation = 0.0;

    bool isThere() const { return !std::isnan(inK); } ///< rho has such a number
};

using Comparisons = std::array<Comparison, static_cast<std::size_t>(Compared::Count)>;

/// Computed from the numbers of the frame's pictures alone.
Comparisons compareObservers(const Frame& frame);

/// The comparisons as readouts in the order of Compared, the observed K' as "K.<n>" and, where it
/// is carried, K' alone as "alone.<n>", which is never broken: its steps and its grid are its own.
/// A NaN in K' is what should be and is not.
std::vector<Readout> observerReadouts(const Frame& frame);

} // namespace dqm
