#include "core/potentials/terms/DiscTerm.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

/// Area of a disc about the origin inside the rectangle between the origin and (x, y), with the
/// sign of x y.
double quadrantArea(double radius, double x, double y)
{
    const double sign = (x < 0.0) == (y < 0.0) ? 1.0 : -1.0;
    const double a = std::min(std::abs(x), radius);
    const double b = std::min(std::abs(y), radius);
    if (a * a + b * b <= radius * radius)
        return sign * a * b;
    const auto underArc = [radius](double t) {
        const double height = std::sqrt(std::max(0.0, radius * radius - t * t));
        return 0.5 * (t * height + radius * radius * std::asin(std::min(1.0, t / radius)));
    };
    const double corner = std::sqrt(std::max(0.0, radius * radius - b * b));
    return sign * (corner * b + underArc(a) - underArc(corner));
}

void addSharpDisc(const DiscTerm& term, const TermPoints& points, TermSums sums)
{
    const double hx = 0.5 * points.grid.dx();
    const double hy = 0.5 * points.grid.dy();
    const double reach = std::hypot(hx, hy);
    for (Eigen::Index j = 0; j < points.y.size(); ++j) {
        for (Eigen::Index i = 0; i < points.x.size(); ++i) {
            const double x = points.x[i] - term.center.x();
            const double y = points.y[j] - term.center.y();
            const double r = std::sqrt(x * x + y * y);
            if (r >= term.radius + reach)
                continue;
            double fraction = 1.0;
            if (r > term.radius - reach) {
                const auto area
                    = [&](double px, double py) { return quadrantArea(term.radius, px, py); };
                fraction = (area(x + hx, y + hy) - area(x - hx, y + hy) - area(x + hx, y - hy)
                               + area(x - hx, y - hy))
                    / (4.0 * hx * hy);
            }
            sums.V(j, i) += term.height * fraction;
        }
    }
}

} // namespace

void addTerm(const DiscTerm& term, const TermPoints& points, TermSums sums)
{
    if (term.smoothing <= 0.0) {
        addSharpDisc(term, points, sums);
        return;
    }
    const double scale = 1.0 / (2.0 * term.radius * term.smoothing);
    const double radius2 = term.radius * term.radius;
    const auto f = [=, &term](double r2) {
        const double tanh = std::tanh((r2 - radius2) * scale);
        return Radial{
            0.5 * term.height * (1.0 - tanh), -0.5 * term.height * scale * (1.0 - tanh * tanh)};
    };
    addRadial(term.center, f, points, sums);
}

void check(const DiscTerm& term, const TermSetting& /*any*/, const Key& key)
{
    key("height").requireFinite(term.height, "an energy");
    key("center").requireFinite(term.center, "a length");
    key("radius").requirePositive(term.radius, "a length");
    key("smoothing").requireNotNegative(term.smoothing, "a length");
}

bool isResolved(const DiscTerm& term, const Grid& grid)
{
    return term.smoothing >= coarserSpacing(grid);
}

} // namespace dqm
