#include "core/potentials/terms/PlummerTerm.h"

namespace dqm {

void addTerm(const PlummerTerm& term, const TermPoints& points, TermSums sums)
{
    addSoftened(points.constants.restEnergy() * term.epsilon, term.core, term.center, points, sums);
}

void check(const PlummerTerm& term, const TermSetting& /*any*/, const Key& key)
{
    key("epsilon").requireFinite(term.epsilon, "a length");
    key("core").requirePositive(term.core, "a length");
    key("center").requireFinite(term.center, "a length");
}

bool isResolved(const PlummerTerm& term, const Grid& grid)
{
    return term.core >= coarserSpacing(grid);
}

std::optional<NamedLength> narrowest(const PlummerTerm& term)
{
    return NamedLength{"core", term.core};
}

} // namespace dqm
