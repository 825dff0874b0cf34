#pragma once

#include "core/formulas/FormulaTree.h"
#include "core/formulas/Interval.h"

#include <array>

namespace dqm {

/// Bounds of a function of one variable and of its first four derivatives over an interval.
using FunctionBounds = std::array<Interval, 5>;

/// Of a smooth function of one value; not of Tan and what may jump or bend.
FunctionBounds boundsOf(FormulaOp op, const Interval& u);
/// u^p
FunctionBounds powerBounds(const Interval& u, double p);
/// scale ln u
FunctionBounds logarithmBounds(const Interval& u, double scale);
FunctionBounds arcTangentBounds(const Interval& u);

} // namespace dqm
