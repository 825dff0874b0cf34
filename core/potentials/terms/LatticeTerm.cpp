#include "core/potentials/terms/LatticeTerm.h"

#include <numbers>

namespace dqm {

void addTerm(const LatticeTerm& term, const TermPoints& points, TermSums sums)
{
    const auto wave = [&](const Eigen::ArrayXd& q, double period) {
        const double k = std::numbers::pi / period;
        const Eigen::ArrayXd phase = k * q;
        return Profile{term.depth * phase.sin().square(), term.depth * k * (2.0 * phase).sin()};
    };
    addSum(wave(points.x, term.period.x()), wave(points.y, term.period.y()), sums);
}

void check(const LatticeTerm& term, const TermSetting& /*any*/, const Key& key)
{
    key("depth").requireFinite(term.depth, "an energy");
    key("period").requirePositive(term.period, "a length");
}

bool isResolved(const LatticeTerm& term, const Grid& grid)
{
    return 0.25 * term.period.minCoeff() >= coarserSpacing(grid);
}

std::optional<NamedLength> narrowest(const LatticeTerm& term)
{
    return NamedLength{"period", 0.25 * term.period.minCoeff()};
}

} // namespace dqm
