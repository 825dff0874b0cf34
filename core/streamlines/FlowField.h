#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"

#include <cstdint>
#include <vector>

namespace dqm {

/// Which vector field of a picture.
enum class FlowKind
{
    Drift, ///< v = grad S/m [Zakir, eq. (6)]
    Diffusion, ///< u = -(hbar/2m) grad rho/rho [Zakir, eqs. (2), (3)]
    DriftFlux, ///< j = rho v
    DiffusionFlux ///< j_D = rho u = -D grad rho [Zakir, eq. (2)]
};

/// The arrays a FlowField reads, row-major (ny, nx) on `grid`. They need to live only for the call.
struct FlowSource
{
    const Grid& grid;
    const FloatField& x; ///< a velocity, v or u, also when its flux is wanted
    const FloatField& y;
    const FloatField& rho;
    double rhoMax; ///< > 0
    double rhoFloor; ///< points with rho <= rhoFloor are masked
    double hbarOverMass; ///< length^2/time: how fast v and u can grow towards a node
    bool flux = false; ///< rho times the velocity
};

/// A field at one place.
struct FlowSample
{
    Vec2 direction{0.0, 0.0}; ///< of length 1; zero where `open` is false
    double speed = 0.0; ///< length/time; of a flux 1/(length time)
    double weight = 0.0; ///< sqrt(rho/rhoMax)
    bool open = false; ///< false at masked cells, beyond walls and where the field vanishes

    Vec2 vector() const { return speed * direction; }
};

/// The place as a torus counts it: inside the rectangle. Unchanged with walls.
Vec2 wrapInto(const Grid& grid, Vec2 position);

/// A velocity or flux that can be read between the grid points, by cubic convolution.
///
/// Nodes   v and u grow as hbar/(m r) towards a node. Interpolated is v / (1 + v^2/V^2) with V the
///         speed one and a half cells from a simple vortex, of the same direction but without a
///         pole. A flux has the direction of its velocity, so its lines are the same lines.
/// Masks   a cell with a masked corner is closed, and so is a place where the velocity is below a
///         thousandth of hbar/(m L) or 1e-4 of its rms: rest up to rounding has no direction.
/// Edges   continues on a torus; with walls it ends at the outermost grid points.
/// Threads any number may read at once.
class FlowField
{
public:
    FlowField() = default;
    explicit FlowField(const FlowSource& source) { assign(source); }
    /// @throws std::invalid_argument if a field has not the shape of the grid.
    void assign(const FlowSource& source);

    bool empty() const { return m_nodes.empty(); }
    const Grid& grid() const { return m_grid; }
    FlowSample at(Vec2 position) const;
    /// Root of the mean square speed, weighted by rho: a steady measure for scales and legends.
    double rmsSpeed() const { return m_rmsSpeed; }

private:
    /// Regularised x and y, v^2/V^2 + 1, weight: one vector register.
    using Node = Eigen::Array4f;

    void load(const FlowSource& source);
    void openCells(const std::vector<bool>& masked);
    void continueIntoMask(const std::vector<bool>& masked);
    void continueBeyondEdge();
    void measureSpeeds(const FlowSource& source);
    Node& node(int i, int j) { return m_nodes[static_cast<size_t>((j + 1) * m_stride + i + 1)]; }
    Node interpolated(double fx, double fy, int i, int j) const;

    Grid m_grid;
    int m_stride = 0;
    int m_cellsX = 0;
    int m_cellsY = 0;
    Vec2 m_first{0.0, 0.0};
    Vec2 m_perLength{0.0, 0.0};
    double m_fluxScale = 0.0; ///< rhoMax for a flux, else 0
    double m_rmsSpeed = 0.0;
    double m_stillVelocity = 0.0;
    std::vector<Node> m_nodes; ///< with a margin: one point before, two behind
    std::vector<std::uint8_t> m_open;
};

} // namespace dqm
