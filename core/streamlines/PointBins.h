#pragma once

#include "core/grid/Grid.h"

#include <optional>
#include <vector>

namespace dqm {

/// A point of a line, kept for questions of nearness.
struct BinnedPoint
{
    Vec2 position{0.0, 0.0}; ///< inside the rectangle
    int line = 0;
    double arc = 0.0; ///< along its line, from the seed
};

/// A spatial hash: the points of many lines in square bins, on a torus or between walls.
///
/// Cost  a question about a radius up to `reach` looks into nine bins.
class PointBins
{
public:
    /// Empties it. @param reach  length, > 0.
    void reset(const Grid& grid, double reach);
    void insert(const BinnedPoint& point);
    size_t size() const { return m_points.size(); }
    /// Takes out the points inserted last, until `size` are left.
    void shrinkTo(size_t size);

    /// True if a point lies nearer than `radius` (at most `reach`), those of `line` excepted whose
    /// arc differs from `arc` by less than `gap`.
    bool isCrowded(Vec2 position, double radius, int line, double arc, double gap) const;
    /// The nearest point, if any is nearer than `within`.
    std::optional<BinnedPoint> nearest(Vec2 position, double within) const;

private:
    struct Entry
    {
        BinnedPoint point;
        int bin = 0;
        int next = -1;
    };

    /// Bins along one axis, from `first` on; below 0 and from `bins` on they are images across the
    /// edge.
    struct Span
    {
        int first;
        int count;
        int bins;
        bool isAll; ///< of a torus so small that a bin is near from both sides

        int wrapped(int bin) const { return bin < 0 ? bin + bins : bin < bins ? bin : bin - bins; }
    };

    Span span(double coordinate, int axis, int ring) const;
    template <class Visit>
    void visit(Vec2 position, int ring, const Visit& visitor) const;
    int axisBin(double coordinate, int axis) const;

    Grid m_grid;
    Vec2 m_binSize{1.0, 1.0};
    int m_bins[2] = {1, 1};
    std::vector<int> m_heads;
    std::vector<Entry> m_points;
};

} // namespace dqm
