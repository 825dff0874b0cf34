#include "core/potentials/terms/StepTerm.h"

#include <limits>

namespace dqm {

void addTerm(const StepTerm& term, const TermPoints& points, TermSums sums)
{
    Profile profile = box(
        points, term.axis, term.position, std::numeric_limits<double>::infinity(), term.smoothing);
    profile.value *= term.height;
    profile.slope *= term.height;
    addAlong(term.axis, profile, points, sums);
}

void check(const StepTerm& term, const TermSetting& /*any*/, const Key& key)
{
    key("height").requireFinite(term.height, "an energy");
    key("position").requireFinite(term.position, "a length");
    key("smoothing").requireNotNegative(term.smoothing, "a length");
}

bool isResolved(const StepTerm& term, const Grid& grid)
{
    return term.smoothing >= spacingAlong(grid, term.axis);
}

} // namespace dqm
