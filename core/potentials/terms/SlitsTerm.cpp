#include "core/potentials/terms/SlitsTerm.h"

#include <algorithm>

namespace dqm {

void addTerm(const SlitsTerm& term, const TermPoints& points, TermSums sums)
{
    Profile wall = box(points, Axis::X, term.position - 0.5 * term.thickness,
        term.position + 0.5 * term.thickness, term.smoothing);
    wall.value *= term.height;
    wall.slope *= term.height;
    Profile closed = constantProfile(points.y.size(), 1.0);
    for (int k = 0; k < term.count; ++k) {
        const double middle = (k - 0.5 * (term.count - 1)) * term.spacing;
        const Profile opening = box(
            points, Axis::Y, middle - 0.5 * term.width, middle + 0.5 * term.width, term.smoothing);
        closed.value -= opening.value;
        closed.slope -= opening.slope;
    }
    addProduct(wall, closed, sums);
}

void check(const SlitsTerm& term, const TermSetting& setting, const Key& key)
{
    key("height").requireFinite(term.height, "an energy");
    key("position").requireFinite(term.position, "a length");
    key("thickness").requirePositive(term.thickness, "a length");
    key("count").requireBetween(term.count, 1, 1000, "a number of openings");
    key("width").requirePositive(term.width, "a length");
    key("spacing").requirePositive(term.spacing, "a length");
    key("smoothing").requireNotNegative(term.smoothing, "a length");
    if (term.count > 1 && term.spacing < term.width)
        key("spacing").refuse(term.spacing,
            "a distance of at least the width " + numberText(term.width)
                + " so that the openings do not overlap");
    const double reach = 0.5 * ((term.count - 1) * term.spacing + term.width);
    const Grid& grid = setting.grid;
    const double room = std::min(-grid.lower().y(), grid.lower().y() + grid.size.y());
    if (reach > room)
        key("width").refuse(term.width,
            "openings that fit the grid (they reach to y = " + numberText(reach) + ", the grid to "
                + numberText(room) + ")");
}

bool isResolved(const SlitsTerm& term, const Grid& grid)
{
    return term.smoothing >= coarserSpacing(grid);
}

} // namespace dqm
