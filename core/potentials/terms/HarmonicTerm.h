#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Key.h"

namespace dqm {

/// m/2 (omega_x^2 (x-x0)^2 + omega_y^2 (y-y0)^2)
struct HarmonicTerm
{
    static constexpr const char* type = "harmonic";

    Vec2 omega{1.0, 1.0};
    Vec2 center{0.0, 0.0};
    bool operator==(const HarmonicTerm&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v("omega", term.omega);
        v("center", term.center);
    }
};

void addTerm(const HarmonicTerm& term, const TermPoints& points, TermSums sums);
void check(const HarmonicTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const HarmonicTerm& term, const Grid& grid);

} // namespace dqm
