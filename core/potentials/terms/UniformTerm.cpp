#include "core/potentials/terms/UniformTerm.h"

namespace dqm {

void addTerm(const UniformTerm& term, const TermPoints& points, TermSums sums)
{
    const auto slope = [](const Eigen::ArrayXd& q, double force) {
        return Profile{-force * q, Eigen::ArrayXd::Constant(q.size(), -force)};
    };
    addSum(slope(points.x, term.force.x()), slope(points.y, term.force.y()), sums);
}

void check(const UniformTerm& term, const TermSetting& /*any*/, const Key& key)
{
    key("force").requireFinite(term.force, "a force");
}

bool isResolved(const UniformTerm& /*any*/, const Grid& /*any*/) { return true; }

} // namespace dqm
