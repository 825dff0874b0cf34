#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"
#include "core/values/Axis.h"
#include "core/values/PhysicalConstants.h"

#include <optional>

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

/// Where a term stands: what its check may ask.
struct TermSetting
{
    const Grid& grid;
    PhysicalConstants constants;
};

/// A length of a term and the key that says it.
struct NamedLength
{
    const char* key;
    double length;
};

// What terms are made of.
//
// Edges with smoothing s > 0 follow H(q) = (1 + tanh(q/s))/2, q the distance behind the edge; the
// round edge of a disc uses q = (r^2 - R^2)/2R, which is r - R near it and smooth in the centre.
// With s = 0 an edge is sharp: V is the average over the grid cell around the point (exact, also
// for the disc and for a cell that reaches across the seam of a torus) and the gradient is zero.

/// A function of one coordinate and its slope.
struct Profile
{
    Eigen::ArrayXd value;
    Eigen::ArrayXd slope;
};

Profile constantProfile(Eigen::Index size, double value);

/// 1 between `from` and `to` along an axis, 0 outside; its edges smooth over s or sharp.
Profile box(const TermPoints& points, Axis axis, double from, double to, double s);

/// X(x) + Y(y).
void addSum(const Profile& X, const Profile& Y, TermSums sums);
/// X(x) Y(y).
void addProduct(const Profile& X, const Profile& Y, TermSums sums);
/// A profile along one axis, the same all along the other.
void addAlong(Axis axis, const Profile& profile, const TermPoints& points, TermSums sums);

/// What a function of r^2 is at a place: its value, and its derivative by r^2.
struct Radial
{
    double value;
    double slope;
};

/// A function of r^2 about a centre; `f` gives a Radial.
template <class F>
void addRadial(Vec2 center, const F& f, const TermPoints& points, TermSums sums)
{
    const Eigen::ArrayXd dx = points.x - center.x();
    const Eigen::ArrayXd dy = points.y - center.y();
    for (Eigen::Index j = 0; j < dy.size(); ++j) {
        double* V = &sums.V(j, 0);
        double* gx = sums.gradient ? &sums.gradient->x(j, 0) : nullptr;
        double* gy = sums.gradient ? &sums.gradient->y(j, 0) : nullptr;
        for (Eigen::Index i = 0; i < dx.size(); ++i) {
            const auto [value, slope] = f(dx[i] * dx[i] + dy[j] * dy[j]);
            V[i] += value;
            if (gx) {
                gx[i] += 2.0 * slope * dx[i];
                gy[i] += 2.0 * slope * dy[j];
            }
        }
    }
}

/// -strength / sqrt(r^2 + core^2)
void addSoftened(
    double strength, double core, Vec2 center, const TermPoints& points, TermSums sums);

double spacingAlong(const Grid& grid, Axis axis);
/// The larger of both.
double coarserSpacing(const Grid& grid);

} // namespace dqm
