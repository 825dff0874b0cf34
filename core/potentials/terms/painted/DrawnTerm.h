#pragma once

#include "core/potentials/parts/TermParts.h"
#include "core/values/Key.h"
#include "core/values/KeyTable.h"

#include <vector>

namespace dqm {

enum class StrokeEnds
{
    Round,
    Flat ///< cut square across the first and the last piece
};

template <>
struct Words<StrokeEnds>
{
    static constexpr std::pair<const char*, StrokeEnds> all[]
        = {{"round", StrokeEnds::Round}, {"flat", StrokeEnds::Flat}};
};

/// One line of a brush: a wall, a well (negative height), or what wipes out (height 0).
struct Stroke
{
    std::vector<Vec2> points; ///< at least one
    double width = 0.5; ///< of the line, > 0
    double height = 1.0; ///< energy
    double softness = 0.0; ///< smoothing of its edge, length; 0: sharp
    StrokeEnds shape = StrokeEnds::Round;
    bool operator==(const Stroke&) const = default;

    static void visitKeys(auto& v, auto& stroke)
    {
        v.required("points", stroke.points);
        v("width", stroke.width);
        v("height", stroke.height);
        v("softness", stroke.softness);
        v("shape", stroke.shape);
    }
};

template <>
struct Keys<Stroke>
{
    static void visit(auto& v, auto& stroke) { Stroke::visitKeys(v, stroke); }
};

/// What was drawn by hand: each stroke paints over those before it,
/// V <- V + c (height - V), with its cover c = (1 - tanh((d^2 - R^2)/(2 R softness)))/2 at the
/// distance d from the line and R = width/2; without softness c is the covered part of the cell
/// around the point, from 8 x 8 places in it.
struct DrawnTerm
{
    static constexpr const char* type = "drawn";
    static constexpr std::size_t mostStrokes = 1000;
    static constexpr std::size_t mostPoints = 20000; ///< of all strokes

    std::vector<Stroke> strokes;
    bool operator==(const DrawnTerm&) const = default;

    static void visitKeys(auto& v, auto& term) { v.required("strokes", term.strokes); }
};

void addTerm(const DrawnTerm& term, const TermPoints& points, TermSums sums);
void check(const DrawnTerm& term, const TermSetting& setting, const Key& key);
bool isResolved(const DrawnTerm& term, const Grid& grid);

} // namespace dqm
