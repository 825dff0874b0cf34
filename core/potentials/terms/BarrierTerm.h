#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Axis.h"
#include "core/values/Key.h"

namespace dqm {

/// A wall of a thickness across the other axis.
struct BarrierTerm
{
    static constexpr const char* type = "barrier";

    double height = 1.0;
    double position = 0.0;
    double thickness = 1.0;
    Axis axis = Axis::X;
    double smoothing = 0.0;
    bool operator==(const BarrierTerm&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v("height", term.height);
        v("position", term.position);
        v("thickness", term.thickness);
        v("axis", term.axis);
        v("smoothing", term.smoothing);
    }
};

void addTerm(const BarrierTerm& term, const TermPoints& points, TermSums sums);
void check(const BarrierTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const BarrierTerm& term, const Grid& grid);

} // namespace dqm
