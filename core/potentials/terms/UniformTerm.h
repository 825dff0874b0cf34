#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Key.h"

namespace dqm {

/// -F.x
struct UniformTerm
{
    static constexpr const char* type = "uniform";

    Vec2 force{0.0, 0.0};
    bool operator==(const UniformTerm&) const = default;

    static void visitKeys(auto& v, auto& term) { v.required("force", term.force); }
};

void addTerm(const UniformTerm& term, const TermPoints& points, TermSums sums);
void check(const UniformTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const UniformTerm& term, const Grid& grid);

} // namespace dqm
