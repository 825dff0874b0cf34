#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Axis.h"
#include "core/values/Key.h"

namespace dqm {

/// height for coordinate > position
struct StepTerm
{
    static constexpr const char* type = "step";

    double height = 1.0;
    double position = 0.0;
    Axis axis = Axis::X;
    double smoothing = 0.0;
    bool operator==(const StepTerm&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v("height", term.height);
        v("position", term.position);
        v("axis", term.axis);
        v("smoothing", term.smoothing);
    }
};

void addTerm(const StepTerm& term, const TermPoints& points, TermSums sums);
void check(const StepTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const StepTerm& term, const Grid& grid);

} // namespace dqm
