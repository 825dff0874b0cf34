#include "core/potentials/terms/BarrierTerm.h"

namespace dqm {

void addTerm(const BarrierTerm& term, const TermPoints& points, TermSums sums)
{
    Profile profile = box(points, term.axis, term.position - 0.5 * term.thickness,
        term.position + 0.5 * term.thickness, term.smoothing);
    profile.value *= term.height;
    profile.slope *= term.height;
    addAlong(term.axis, profile, points, sums);
}

void check(const BarrierTerm& term, const TermSetting& /*any*/, const Key& key)
{
    key("height").requireFinite(term.height, "an energy");
    key("position").requireFinite(term.position, "a length");
    key("thickness").requirePositive(term.thickness, "a length");
    key("smoothing").requireNotNegative(term.smoothing, "a length");
}

bool isResolved(const BarrierTerm& term, const Grid& grid)
{
    return term.smoothing >= spacingAlong(grid, term.axis);
}

} // namespace dqm
