#pragma once

#include "core/formulas/FormulaTree.h"
#include "core/grid/Field.h"
#include "core/potentials/StepSchedule.h"

#include <memory>
#include <vector>

namespace dqm {

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

    /// @param pace  in which f_k can be integrated.
    LinearDrive(std::vector<Part> parts, std::shared_ptr<const StepSchedule> pace);

    /// What happens from one time to another, later or earlier.
    struct Push
    {
        Vec2 momentum{0.0, 0.0}; ///< gained, p(t) - p(from)
        Vec2 way{0.0, 0.0}; ///< integral of p(t) - p(from), mass times length
        double square = 0.0; ///< integral of |p(t) - p(from)|^2
        double action = 0.0; ///< integral of sum f_k a_k
    };
    Push over(double from, double to) const;

private:
    std::vector<Part> m_parts;
    std::shared_ptr<const StepSchedule> m_pace;
};

} // namespace dqm
