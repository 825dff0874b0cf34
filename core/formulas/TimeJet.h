#pragma once

#include "core/formulas/FormulaTree.h"
#include "core/formulas/Interval.h"

#include <array>

namespace dqm {

/// Bounds of a function of t and its first four derivatives over an interval of time, as Taylor
/// coefficients f^(n)/n!: whatever the function does between two samples, it is inside.
///
/// Where it jumps or bends the coefficients are unbounded, so that halving the interval again and
/// again finds the place. [Moore1966], without the outward rounding, which does not matter here.
struct TimeJet
{
    static constexpr std::size_t order = 4;
    std::array<Interval, order + 1> c;

    /// Largest |f^(n)| within the bounds.
    double largest(std::size_t n) const;
};

/// Where x and y are taken.
struct Box
{
    Interval x;
    Interval y;
};

/// What jumps or bends with x and y as well as t (a moving edge) does so somewhere at any time: the
/// bounds are those of its branches then.
TimeJet timeJetOf(const FormulaNode& node, const Interval& t, const Box& box);

} // namespace dqm
