#include "widgets/plots/parts/SmoothCurve.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int mostPieces = 64; ///< between two samples

using Points = std::vector<CurvePoint>;

double slopeBetween(const CurvePoint& a, const CurvePoint& b) { return (b.y - a.y) / (b.x - a.x); }

/// Between two samples with slopes of the chords before and after, weighted by their lengths.
double slopeInside(const CurvePoint& a, const CurvePoint& b, const CurvePoint& c)
{
    const double before = slopeBetween(a, b);
    const double after = slopeBetween(b, c);
    if (!(before * after > 0.0))
        return 0.0;
    const double share = (1.0 + (c.x - b.x) / (c.x - a.x)) / 3.0;
    return before * after / (share * after + (1.0 - share) * before);
}

/// Of the parabola through the first three samples, as far as it stays monotone.
double slopeAtEnd(const CurvePoint& end, const CurvePoint& next, const CurvePoint& other)
{
    const double near = slopeBetween(end, next);
    const double far = slopeBetween(next, other);
    const double h = next.x - end.x;
    const double k = other.x - next.x;
    const double slope = ((2.0 * h + k) * near - h * far) / (h + k);
    if (!(slope * near > 0.0))
        return 0.0;
    return std::abs(slope) > 3.0 * std::abs(near) ? 3.0 * near : slope;
}

std::vector<double> slopesOf(Points::const_iterator first, std::size_t count)
{
    std::vector<double> slopes(count, 0.0);
    if (count == 2)
        slopes[0] = slopes[1] = slopeBetween(first[0], first[1]);
    if (count < 3)
        return slopes;
    for (std::size_t i = 1; i + 1 < count; ++i) {
        const auto here = first + static_cast<std::ptrdiff_t>(i);
        slopes[i] = slopeInside(here[-1], here[0], here[1]);
    }
    const auto last = first + static_cast<std::ptrdiff_t>(count - 1);
    slopes.front() = slopeAtEnd(first[0], first[1], first[2]);
    slopes.back() = slopeAtEnd(last[0], last[-1], last[-2]);
    return slopes;
}

void addStretch(Points& result, Points::const_iterator first, std::size_t count, double longest)
{
    const std::vector<double> slopes = slopesOf(first, count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto here = first + static_cast<std::ptrdiff_t>(i);
        result.push_back(*here);
        if (i + 1 == count)
            return;
        const double h = here[1].x - here[0].x;
        const int pieces
            = static_cast<int>(std::clamp(std::ceil(h / longest), 1.0, double(mostPieces)));
        for (int k = 1; k < pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            const double u = 1.0 - t;
            const double y = u * u * (1.0 + 2.0 * t) * here[0].y
                + t * t * (1.0 + 2.0 * u) * here[1].y
                + h * t * u * (u * slopes[i] - t * slopes[i + 1]);
            result.push_back({here[0].x + t * h, y});
        }
    }
}

} // namespace

std::vector<CurvePoint> smoothCurve(const std::vector<CurvePoint>& samples, double longest)
{
    Points result;
    auto point = samples.begin();
    while (point != samples.end()) {
        const auto isGap = [](const CurvePoint& each) { return !std::isfinite(each.y); };
        const auto end = std::find_if(point, samples.end(), isGap);
        if (end != point)
            addStretch(result, point, static_cast<std::size_t>(end - point),
                longest > 0.0 ? longest : 1e300);
        point = end;
        if (point != samples.end())
            result.push_back(*point++);
    }
    return result;
}

} // namespace dqm
