#include "core/potentials/terms/HarmonicTerm.h"

namespace dqm {

void addTerm(const HarmonicTerm& term, const TermPoints& points, TermSums sums)
{
    const auto parabola = [&](const Eigen::ArrayXd& q, int axis) {
        const double k = points.constants.mass * term.omega[axis] * term.omega[axis];
        const Eigen::ArrayXd distance = q - term.center[axis];
        return Profile{0.5 * k * distance.square(), k * distance};
    };
    addSum(parabola(points.x, 0), parabola(points.y, 1), sums);
}

void check(const HarmonicTerm& term, const TermSetting& /*any*/, const Key& key)
{
    key("omega").requireNotNegative(term.omega, "a frequency");
    key("center").requireFinite(term.center, "a length");
}

bool isResolved(const HarmonicTerm& /*any*/, const Grid& /*any*/) { return true; }

} // namespace dqm
