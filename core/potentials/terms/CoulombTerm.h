#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Key.h"

namespace dqm {

/// -strength / sqrt(r^2 + softening^2)
struct CoulombTerm
{
    static constexpr const char* type = "coulomb";

    double strength = 1.0;
    Vec2 center{0.0, 0.0};
    double softening = 0.5;
    bool operator==(const CoulombTerm&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v("strength", term.strength);
        v("center", term.center);
        v("softening", term.softening);
    }
};

void addTerm(const CoulombTerm& term, const TermPoints& points, TermSums sums);
void check(const CoulombTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const CoulombTerm& term, const Grid& grid);
std::optional<NamedLength> narrowest(const CoulombTerm& term);

} // namespace dqm
