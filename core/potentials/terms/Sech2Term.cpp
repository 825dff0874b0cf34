#include "core/potentials/terms/Sech2Term.h"

namespace dqm {

void addTerm(const Sech2Term& term, const TermPoints& points, TermSums sums)
{
    const Eigen::ArrayXd s
        = ((term.axis == Axis::X ? points.x : points.y) - term.position) / term.width;
    const Eigen::ArrayXd tanh = s.tanh();
    const Eigen::ArrayXd value = term.height * s.cosh().square().inverse();
    addAlong(term.axis, {value, -2.0 / term.width * value * tanh}, points, sums);
}

void check(const Sech2Term& term, const TermSetting& /*any*/, const Key& key)
{
    key("height").requireFinite(term.height, "an energy");
    key("position").requireFinite(term.position, "a length");
    key("width").requirePositive(term.width, "a length");
}

bool isResolved(const Sech2Term& term, const Grid& grid)
{
    return term.width >= spacingAlong(grid, term.axis);
}

std::optional<NamedLength> narrowest(const Sech2Term& term)
{
    return NamedLength{"width", term.width};
}

} // namespace dqm
