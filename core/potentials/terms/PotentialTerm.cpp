#include "core/potentials/terms/PotentialTerm.h"

namespace dqm {

void addAnyTerm(const PotentialTerm& any, const TermPoints& points, TermSums sums)
{
    const auto add = [&](const auto& term) {
        if constexpr (requires { addTerm(term, points, sums); })
            addTerm(term, points, sums);
    };
    std::visit(add, any);
}

void checkTerm(const PotentialTerm& any, const TermSetting& setting, const Key& key)
{
    std::visit([&](const auto& term) { check(term, setting, key); }, any);
}

bool isResolved(const PotentialTerm& any, const Grid& grid)
{
    return std::visit([&](const auto& term) { return isResolved(term, grid); }, any);
}

std::optional<NamedLength> narrowestLength(const PotentialTerm& any)
{
    const auto length = [](const auto& term) -> std::optional<NamedLength> {
        if constexpr (requires { narrowest(term); })
            return narrowest(term);
        return std::nullopt;
    };
    return std::visit(length, any);
}

} // namespace dqm
