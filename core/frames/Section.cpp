#include "core/frames/Section.h"

#include "core/frames/Frame.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double edgeTolerance = 1e-9; ///< of a cell: an end on the edge is inside

/// The two grid points about a coordinate and the share of the second.
struct Between
{
    int first = 0;
    int second = 0;
    double share = 0.0;
};

bool place(Between& between, double cells, int n, bool isTorus)
{
    const double last = isTorus ? n : n - 1;
    if (!(cells >= -edgeTolerance && cells <= last + edgeTolerance))
        return false;
    const int highest = isTorus ? n - 1 : n - 2;
    between.first = std::clamp(static_cast<int>(std::floor(cells)), 0, highest);
    between.second = (between.first + 1) % n;
    between.share = cells - between.first;
    return true;
}

double bilinear(const FloatField& field, const Between& x, const Between& y)
{
    const double below
        = (1.0 - x.share) * field(y.first, x.first) + x.share * field(y.first, x.second);
    const double above
        = (1.0 - x.share) * field(y.second, x.first) + x.share * field(y.second, x.second);
    return (1.0 - y.share) * below + y.share * above;
}

bool isMasked(const Picture& picture, const Between& x, const Between& y)
{
    for (const int j : {y.first, y.second}) {
        for (const int i : {x.first, x.second}) {
            if (picture.rho(j, i) <= picture.rhoFloor)
                return true;
        }
    }
    return false;
}

} // namespace

SectionSamples sampleSection(const Picture& picture, const SectionLine& line, int count)
{
    const Vec2 along = line.to - line.from;
    const double length = along.norm();
    if (!picture.hasFields() || !(length > 0.0) || !std::isfinite(length) || count < 2)
        throw std::invalid_argument("A section needs a picture with fields, a line with a length "
                                    "and at least two samples.");
    const Vec2 direction = along / length;
    const Grid& grid = picture.grid;
    const auto size = static_cast<std::size_t>(count);
    const std::vector<double> empty(size, nothing);
    SectionSamples samples{empty, empty, empty, empty, empty, empty};
    const bool hasVelocities = picture.vx.size() > 0 && picture.ux.size() > 0;
    for (std::size_t k = 0; k < size; ++k) {
        const double share = static_cast<double>(k) / (count - 1);
        const Vec2 position = line.from + share * along;
        samples.distance[k] = share * length;
        Between x;
        Between y;
        if (!place(x, (position.x() - grid.x(0)) / grid.dx(), grid.nx, grid.isTorus())
            || !place(y, (position.y() - grid.y(0)) / grid.dy(), grid.ny, grid.isTorus()))
            continue;
        samples.rho[k] = bilinear(picture.rho, x, y);
        samples.V[k] = picture.V.size() > 0 ? bilinear(picture.V, x, y) : 0.0;
        if (isMasked(picture, x, y))
            continue;
        if (hasVelocities) {
            samples.drift[k] = direction.x() * bilinear(picture.vx, x, y)
                + direction.y() * bilinear(picture.vy, x, y);
            samples.diffusion[k] = direction.x() * bilinear(picture.ux, x, y)
                + direction.y() * bilinear(picture.uy, x, y);
        }
        if (picture.Q.size() > 0)
            samples.Q[k] = bilinear(picture.Q, x, y);
    }
    return samples;
}

} // namespace dqm
