#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Key.h"

namespace dqm {

/// A round well (negative height) or pillar.
struct DiscTerm
{
    static constexpr const char* type = "disc";

    double height = 1.0;
    Vec2 center{0.0, 0.0};
    double radius = 1.0;
    double smoothing = 0.0;
    bool operator==(const DiscTerm&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v("height", term.height);
        v("center", term.center);
        v("radius", term.radius);
        v("smoothing", term.smoothing);
    }
};

void addTerm(const DiscTerm& term, const TermPoints& points, TermSums sums);
void check(const DiscTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const DiscTerm& term, const Grid& grid);

} // namespace dqm
