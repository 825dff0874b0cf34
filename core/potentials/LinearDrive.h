#pragma once

#include "core/formulas/FormulaTree.h"
#include "core/grid/Field.h"
#include "core/potentials/StepSchedule.h"

#include <memory>
#include <vector>

namespace dqm {

/// How V bends about the grid's points: what it does to a wave that is shaken.
struct Relief
{
    Eigen::Matrix2d bend = Eigen::Matrix2d::Zero(); ///< mean of the second derivatives
    double variation = 0.0; ///< rms of the second derivatives about their mean
    double jolt = 0.0; ///< rms of d^2(grad V)/dt^2 along the motion
    double frequency = 0.0; ///< of a motion where V bends by its rms; 0 if it bends nowhere
    double hbar = 1.0;
    double mass = 1.0;
};

/// Of V on its grid, by differences between neighbours that leave out where a torus closes.
/// @param V, slope  V and its gradient on the grid, at least three points along each axis.
Relief reliefOf(
    const RealField& V, const VectorField& slope, Vec2 spacing, double hbar, double mass);

/// The part of V that is sum_k f_k(t) (a_k + b_k.x), the same force on every place. It is solved
/// exactly beside the kinetic energy: dp/dt = -sum f_k b_k moves all momenta alike, and what they
/// fly by meanwhile is a shift, so that no step needs to be short for its sake. Const calls may run
/// side by side.
class LinearDrive
{
public:
    struct Part
    {
        FormulaTree time;
        double energy = 0.0; ///< a
        Vec2 slope{0.0, 0.0}; ///< b
    };

    /// @param pace    in which f_k can be integrated.
    /// @param relief  of what is left of V.
    LinearDrive(std::vector<Part> parts, std::shared_ptr<const StepSchedule> pace, Relief relief);

    /// What happens from one time to another, later or earlier.
    struct Push
    {
        Vec2 momentum{0.0, 0.0}; ///< gained, p(t) - p(from)
        Vec2 way{0.0, 0.0}; ///< integral of p(t) - p(from), mass times length
        double square = 0.0; ///< integral of |p(t) - p(from)|^2
        double action = 0.0; ///< integral of sum f_k a_k
    };
    Push over(double from, double to) const;

    /// Of the way within a step, the straight line nearest to it (least squares) and what is left,
    /// r in mass times length: at Gauss's two points the line has the mean and the trend of the
    /// way, however often it turns within the step.
    struct Sway
    {
        Vec2 early{0.0, 0.0}; ///< line less way at (1 - 1/sqrt 3)/2 of the step
        Vec2 late{0.0, 0.0}; ///< at the other point
        Eigen::Matrix2d spread = Eigen::Matrix2d::Zero(); ///< integral of r r^T
        Vec2 bow{0.0, 0.0}; ///< integral of r (t - middle)^2
    };
    Sway sway(double from, double dt) const;

    /// The longest equal steps from one time to another, if there are any between two bounds, with
    /// which kicks of order 4 at the points of sway() err less than the tolerance (of psi, relative
    /// L2) for what is left of the way; 0 if there are none. Judged by
    ///   |sum of bows| jolt/(m hbar)  and  sum of spreads variation/(2 m^2 hbar).
    double longestStep(
        double begin, double end, double tolerance, double shortest, double longest) const;

    const Relief& relief() const { return m_relief; }

private:
    class Arc;
    template <class Visit>
    void forArcs(double from, double to, const Visit& visit) const;
    double strayOf(double begin, double end, double step) const;

    std::vector<Part> m_parts;
    std::shared_ptr<const StepSchedule> m_pace;
    Relief m_relief;
};

} // namespace dqm
