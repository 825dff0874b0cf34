#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Key.h"

namespace dqm {

/// -m c^2 epsilon / sqrt(r^2 + core^2); the rest-energy term of (8) in an inhomogeneous field
/// (model assumption: the paper's (34) gives no profile).
struct PlummerTerm
{
    static constexpr const char* type = "plummer";

    double epsilon = 0.01;
    double core = 1.0;
    Vec2 center{0.0, 0.0};
    bool operator==(const PlummerTerm&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v("epsilon", term.epsilon);
        v("core", term.core);
        v("center", term.center);
    }
};

void addTerm(const PlummerTerm& term, const TermPoints& points, TermSums sums);
void check(const PlummerTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const PlummerTerm& term, const Grid& grid);
std::optional<NamedLength> narrowest(const PlummerTerm& term);

} // namespace dqm
