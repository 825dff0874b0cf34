#pragma once

#include "core/experiment/Experiment.h"
#include "core/experiment/Units.h"

namespace dqm {

/// The points of a rectangle on which terms are summed.
struct TermPoints
{
    Eigen::ArrayXd x; ///< on a torus inside the grid's rectangle
    Eigen::ArrayXd y;
    Grid grid; ///< its cells are averaged over at sharp edges
    PhysicalConstants constants;

    /// The grid's points, moved by an offset and wrapped into the rectangle of a torus.
    static TermPoints of(const Grid& grid, Vec2 offset, const PhysicalConstants& constants);
    /// One point, wrapped likewise.
    static TermPoints of(const Grid& grid, const PhysicalConstants& constants, Vec2 point);
};

/// Where the terms are summed.
struct TermSums
{
    RealField& V;
    VectorField* gradient = nullptr; ///< if it is wanted
};

// One function per term of the experiment format: adds V and its analytic gradient at the points.
//
// Edges with smoothing s > 0 follow H(q) = (1 + tanh(q/s))/2, q the distance behind the edge; the
// round edge of a disc uses q = (r^2 - R^2)/2R, which is r - R near it and smooth in the centre.
// With s = 0 an edge is sharp: V is the average over the grid cell around the point (exact, also
// for the disc and for a cell that reaches across the seam of a torus) and the gradient is zero.

void addTerm(const HarmonicTerm& term, const TermPoints& points, TermSums sums);
void addTerm(const UniformTerm& term, const TermPoints& points, TermSums sums);
void addTerm(const StepTerm& term, const TermPoints& points, TermSums sums);
void addTerm(const BarrierTerm& term, const TermPoints& points, TermSums sums);
void addTerm(const Sech2Term& term, const TermPoints& points, TermSums sums);
/// The openings lie symmetric about y = 0.
void addTerm(const SlitsTerm& term, const TermPoints& points, TermSums sums);
void addTerm(const DiscTerm& term, const TermPoints& points, TermSums sums);
void addTerm(const CoulombTerm& term, const TermPoints& points, TermSums sums);
void addTerm(const LatticeTerm& term, const TermPoints& points, TermSums sums);
void addTerm(const PlummerTerm& term, const TermPoints& points, TermSums sums);

/// Whichever it is, formulas aside, which have a room of their own.
void addAnyTerm(const PotentialTerm& term, const TermPoints& points, TermSums sums);

/// True if the grid resolves the term's steepest slope: its smoothing, width or softening is at
/// least one spacing.
bool isResolved(const PotentialTerm& term, const Grid& grid);

} // namespace dqm
