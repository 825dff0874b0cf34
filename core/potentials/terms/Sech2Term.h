#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Axis.h"
#include "core/values/Key.h"

namespace dqm {

/// height / cosh^2((q - position) / width)
struct Sech2Term
{
    static constexpr const char* type = "sech2";

    double height = 1.0;
    double position = 0.0;
    double width = 1.0;
    Axis axis = Axis::X;
    bool operator==(const Sech2Term&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v("height", term.height);
        v("position", term.position);
        v("width", term.width);
        v("axis", term.axis);
    }
};

void addTerm(const Sech2Term& term, const TermPoints& points, TermSums sums);
void check(const Sech2Term& term, const TermSetting& setting, const Key& key);
bool isResolved(const Sech2Term& term, const Grid& grid);
std::optional<NamedLength> narrowest(const Sech2Term& term);

} // namespace dqm
