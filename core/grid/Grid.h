#pragma once

#include "core/grid/Field.h"

namespace dqm {

/// What happens at the edge of the rectangle.
enum class BoundaryKind
{
    Periodic, ///< a torus
    Absorbing, ///< a torus whose edge carries a smooth absorbing layer
    Walls ///< psi = 0 on the rectangle
};

/// A uniform rectangular grid. A plain value, checked where an Experiment is checked.
///
/// Points   periodic and absorbing: center - size/2 + i * size/n, i = 0 .. n-1;
///          walls: strictly inside, center - size/2 + (i+1) * size/(n+1).
/// Units    lengths of the experiment.
struct Grid
{
    int nx = 256;
    int ny = 256;
    Vec2 size{40.0, 40.0};
    Vec2 center{0.0, 0.0};
    BoundaryKind boundary = BoundaryKind::Periodic;

    double dx() const;
    double dy() const;
    double x(int i) const;
    double y(int j) const;
    double cellArea() const { return dx() * dy(); }
    /// Lower left corner center - size/2.
    Vec2 lower() const { return center - 0.5 * size; }
    /// All x coordinates, length nx.
    Eigen::ArrayXd xs() const;
    /// All y coordinates, length ny.
    Eigen::ArrayXd ys() const;
    /// True for both kinds that live on a torus (periodic, absorbing).
    bool isTorus() const { return boundary != BoundaryKind::Walls; }
    /// Maps a coordinate difference to its shortest representative on the torus; identity with
    /// walls.
    Vec2 shortest(Vec2 difference) const;
    /// The same grid carried along by an offset.
    Grid movedBy(Vec2 offset) const;
    /// Wave numbers 2 pi n / L in FFT order (torus; Nyquist of an even nx is negative), or
    /// pi (n+1) / L (walls), length nx.
    Eigen::ArrayXd wavenumbersX() const;
    /// The same along y, length ny.
    Eigen::ArrayXd wavenumbersY() const;

    bool operator==(const Grid&) const = default;
};

} // namespace dqm
