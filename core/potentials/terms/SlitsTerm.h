#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Key.h"

namespace dqm {

/// A wall across y at x = position with openings of a width, `spacing` apart (centre to centre),
/// symmetric about y = 0.
struct SlitsTerm
{
    static constexpr const char* type = "slits";

    double height = 1.0;
    double position = 0.0;
    double thickness = 1.0;
    int count = 2;
    double width = 1.0;
    double spacing = 4.0;
    double smoothing = 0.0;
    bool operator==(const SlitsTerm&) const = default;

    static void visitKeys(auto& v, auto& term)
    {
        v("height", term.height);
        v("position", term.position);
        v("thickness", term.thickness);
        v("count", term.count);
        v("width", term.width);
        v("spacing", term.spacing);
        v("smoothing", term.smoothing);
    }
};

/// The openings lie symmetric about y = 0.
void addTerm(const SlitsTerm& term, const TermPoints& points, TermSums sums);
void check(const SlitsTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const SlitsTerm& term, const Grid& grid);

} // namespace dqm
