#pragma once

#include <vector>

namespace dqm {

struct CurvePoint
{
    double x = 0.0;
    double y = 0.0; ///< NaN: the curve has a gap here
};

/// A smooth curve through samples, for the eye: cubics between two samples each, with slopes that
/// keep it monotone wherever its samples are, so that it has no maximum that the samples have not
/// [FritschButland1984]. The samples stay among its points.
///
/// @param samples  x increasing.
/// @param longest  distance in x between two points of the result; samples that stand closer are
///                 joined as they are.
std::vector<CurvePoint> smoothCurve(const std::vector<CurvePoint>& samples, double longest);

} // namespace dqm
