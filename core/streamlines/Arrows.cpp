#include "core/streamlines/Arrows.h"

#include "core/streamlines/EvenNumbers.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double mostPerSide = 1000.0;

int latticeCount(double size, double spacing)
{
    return static_cast<int>(std::clamp(std::round(size / spacing), 1.0, mostPerSide));
}

} // namespace

std::vector<Arrow> arrows(const FlowField& field, const ArrowOptions& options)
{
    if (!(options.spacing > 0.0) || !std::isfinite(options.spacing))
        throw std::invalid_argument("The spacing of arrows must be positive.");
    if (!(options.longest > 0.0) || !(options.fullSpeed >= 0.0) || !(options.jitter >= 0.0))
        throw std::invalid_argument("Arrows need a positive length, and no negative speed.");
    std::vector<Arrow> result;
    if (field.empty())
        return result;
    const Grid& grid = field.grid();
    const int nx = latticeCount(grid.size.x(), options.spacing);
    const int ny = latticeCount(grid.size.y(), options.spacing);
    const double fullSpeed = options.fullSpeed > 0.0 ? options.fullSpeed : 2.0 * field.rmsSpeed();
    const double longest = options.longest * options.spacing;
    for (int j = 0; j < ny; ++j) {
        for (int i = 0; i < nx; ++i) {
            const Vec2 chance = evenPoint(static_cast<std::uint32_t>(j * nx + i));
            const Vec2 place = grid.lower()
                + grid.size.cwiseProduct(Vec2((i + 0.5) / nx, (j + 0.5) / ny))
                + options.spacing * options.shift
                + options.jitter * options.spacing * (2.0 * chance - Vec2::Ones());
            const FlowSample sample = field.at(place);
            if (!sample.open || sample.weight < options.leastWeight)
                continue;
            const Vec2 shaft = longest * std::min(1.0, sample.speed / fullSpeed) * sample.direction;
            const Vec2 middle = wrapInto(grid, place);
            result.push_back({static_cast<float>(middle.x()), static_cast<float>(middle.y()),
                static_cast<float>(shaft.x()), static_cast<float>(shaft.y()),
                static_cast<float>(sample.speed), static_cast<float>(sample.weight)});
        }
    }
    return result;
}

} // namespace dqm
