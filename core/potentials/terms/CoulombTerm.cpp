#include "core/potentials/terms/CoulombTerm.h"

namespace dqm {

void addTerm(const CoulombTerm& term, const TermPoints& points, TermSums sums)
{
    addSoftened(term.strength, term.softening, term.center, points, sums);
}

void check(const CoulombTerm& term, const TermSetting& /*any*/, const Key& key)
{
    key("strength").requireFinite(term.strength, "an energy times a length");
    key("center").requireFinite(term.center, "a length");
    key("softening").requirePositive(term.softening, "a length");
}

bool isResolved(const CoulombTerm& term, const Grid& grid)
{
    return term.softening >= coarserSpacing(grid);
}

std::optional<NamedLength> narrowest(const CoulombTerm& term)
{
    return NamedLength{"softening", term.softening};
}

} // namespace dqm
