#pragma once

#include "core/formulas/FormulaTree.h"

#include <vector>

namespace dqm {

/// A formula taken apart into products of a function of time and a function of place:
///
///   V(x, y, t) = sum_k f_k(t) g_k(x, y) + rest(x, y, t)
///
/// Sums are split, products and small whole powers of sums multiplied out, cos(a + b), sin(a + b),
/// exp(a + b) taken apart, conditions on t turned into factors 0 and 1. What resists is the rest.
/// Where f_k is 0, g_k must not be taken: it may be infinite there.
struct TimeSplit
{
    struct Term
    {
        FormulaTree time; ///< of t alone; 1 for what rests
        FormulaTree place; ///< of x and y alone
    };
    std::vector<Term> terms; ///< at most one of them rests
    std::vector<FormulaTree> rest; ///< terms of a sum
};

TimeSplit timeSplitOf(const FormulaTree& tree);

} // namespace dqm
