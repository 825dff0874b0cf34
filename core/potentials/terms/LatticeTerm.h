#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Key.h"

namespace dqm {

/// depth (sin^2(pi x / px) + sin^2(pi y / py))
struct LatticeTerm
{
    static constexpr const char* type = "lattice";

    double depth = 1.0;
    Vec2 period{4.0, 4.0};
    bool operator==(const LatticeTerm&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v("depth", term.depth);
        v("period", term.period);
    }
};

void addTerm(const LatticeTerm& term, const TermPoints& points, TermSums sums);
void check(const LatticeTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const LatticeTerm& term, const Grid& grid);
std::optional<NamedLength> narrowest(const LatticeTerm& term);

} // namespace dqm
