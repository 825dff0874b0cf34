#include "core/streamlines/FlowField.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr int margin = 3;
/// Distance from a simple vortex, in cells, at which its speed is V.
constexpr double coreCells = 1.5;

Eigen::Array4f cubicWeights(float t)
{
    const float t2 = t * t;
    const float t3 = t2 * t;
    return {0.5F * (-t + 2.0F * t2 - t3), 0.5F * (2.0F - 5.0F * t2 + 3.0F * t3),
        0.5F * (t + 4.0F * t2 - 3.0F * t3), 0.5F * (t3 - t2)};
}

double wrapIndex(double index, int n)
{
    const double wrapped = index - n * std::floor(index / n);
    return wrapped < n ? wrapped : 0.0;
}

} // namespace

Vec2 wrapInto(const Grid& grid, Vec2 position)
{
    if (!grid.isTorus())
        return position;
    const Vec2 lower = grid.lower();
    const Eigen::Array2d turns = (position - lower).cwiseQuotient(grid.size).array().floor();
    const Vec2 inside = position - grid.size.cwiseProduct(turns.matrix());
    return {inside.x() < lower.x() + grid.size.x() ? inside.x() : lower.x(),
        inside.y() < lower.y() + grid.size.y() ? inside.y() : lower.y()};
}

void FlowField::assign(const FlowSource& source)
{
    const Grid& grid = source.grid;
    for (const FloatField* field : {&source.x, &source.y, &source.rho}) {
        if (field->rows() != grid.ny || field->cols() != grid.nx)
            throw std::invalid_argument("The flow must have the shape of the grid.");
    }
    m_grid = grid;
    m_stride = grid.nx + margin;
    m_cellsX = grid.isTorus() ? grid.nx : grid.nx - 1;
    m_cellsY = grid.isTorus() ? grid.ny : grid.ny - 1;
    m_first = {grid.x(0), grid.y(0)};
    m_perLength = {1.0 / grid.dx(), 1.0 / grid.dy()};
    m_fluxScale = source.flux ? source.rhoMax : 0.0;
    load(source);
    measureSpeeds(source);
}

void FlowField::load(const FlowSource& source)
{
    const double core = coreCells * std::max(m_grid.dx(), m_grid.dy());
    const auto poleScale = static_cast<float>(
        source.hbarOverMass > 0.0 ? std::pow(core / source.hbarOverMass, 2) : 0.0);
    const auto weightScale = static_cast<float>(source.rhoMax > 0.0 ? 1.0 / source.rhoMax : 0.0);
    const auto least = static_cast<float>(source.rhoFloor);
    m_nodes.assign(static_cast<size_t>(m_stride * (m_grid.ny + margin)), Node::Zero());
    std::vector<bool> masked(static_cast<size_t>(m_grid.nx * m_grid.ny));
    for (int j = 0; j < m_grid.ny; ++j) {
        for (int i = 0; i < m_grid.nx; ++i) {
            const float x = source.x(j, i);
            const float y = source.y(j, i);
            const float rho = source.rho(j, i);
            const float factor = 1.0F + (x * x + y * y) * poleScale;
            const bool defined = rho > least && std::isfinite(factor);
            masked[static_cast<size_t>(j * m_grid.nx + i)] = !defined;
            const float weight = std::sqrt(std::max(rho, 0.0F) * weightScale);
            node(i, j)
                = defined ? Node(x / factor, y / factor, factor, weight) : Node(0, 0, 1, weight);
        }
    }
    openCells(masked);
    continueIntoMask(masked);
    continueBeyondEdge();
}

void FlowField::openCells(const std::vector<bool>& masked)
{
    m_open.assign(static_cast<size_t>(m_cellsX * m_cellsY), 0);
    const auto isMasked = [&](int i, int j) {
        return masked[static_cast<size_t>((j % m_grid.ny) * m_grid.nx + i % m_grid.nx)];
    };
    for (int j = 0; j < m_cellsY; ++j) {
        for (int i = 0; i < m_cellsX; ++i) {
            m_open[static_cast<size_t>(j * m_cellsX + i)] = !isMasked(i, j) && !isMasked(i + 1, j)
                && !isMasked(i, j + 1) && !isMasked(i + 1, j + 1);
        }
    }
}

/// The cubic reaches one point beyond an open cell: masked points take the mean of what is around
/// them, which at a node is the zero it ought to be.
void FlowField::continueIntoMask(const std::vector<bool>& masked)
{
    const int nx = m_grid.nx;
    const int ny = m_grid.ny;
    const bool torus = m_grid.isTorus();
    for (int j = 0; j < ny; ++j) {
        for (int i = 0; i < nx; ++i) {
            if (!masked[static_cast<size_t>(j * nx + i)])
                continue;
            Node sum = Node::Zero();
            int count = 0;
            for (int dj = -1; dj <= 1; ++dj) {
                for (int di = -1; di <= 1; ++di) {
                    const int ii = torus ? (i + di + nx) % nx : std::clamp(i + di, 0, nx - 1);
                    const int jj = torus ? (j + dj + ny) % ny : std::clamp(j + dj, 0, ny - 1);
                    if (masked[static_cast<size_t>(jj * nx + ii)])
                        continue;
                    sum += node(ii, jj);
                    ++count;
                }
            }
            if (count > 0)
                node(i, j).head<3>() = sum.head<3>() / static_cast<float>(count);
        }
    }
}

void FlowField::continueBeyondEdge()
{
    const int nx = m_grid.nx;
    const int ny = m_grid.ny;
    const bool torus = m_grid.isTorus();
    for (int j = 0; j < ny; ++j) {
        node(-1, j) = torus ? node(nx - 1, j) : Node(2.0F * node(0, j) - node(1, j));
        node(nx, j) = torus ? node(0, j) : Node(2.0F * node(nx - 1, j) - node(nx - 2, j));
        node(nx + 1, j) = torus ? node(1, j) : node(nx, j);
    }
    for (int i = -1; i < nx + 2; ++i) {
        node(i, -1) = torus ? node(i, ny - 1) : Node(2.0F * node(i, 0) - node(i, 1));
        node(i, ny) = torus ? node(i, 0) : Node(2.0F * node(i, ny - 1) - node(i, ny - 2));
        node(i, ny + 1) = torus ? node(i, 1) : node(i, ny);
    }
}

void FlowField::measureSpeeds(const FlowSource& source)
{
    double weight = 0.0;
    double squares = 0.0;
    double fluxSquares = 0.0;
    for (int j = 0; j < m_grid.ny; ++j) {
        for (int i = 0; i < m_grid.nx; ++i) {
            const double rho = source.rho(j, i);
            const double x = source.x(j, i);
            const double y = source.y(j, i);
            if (!(rho > source.rhoFloor) || !std::isfinite(x * x + y * y))
                continue;
            weight += rho;
            squares += rho * (x * x + y * y);
            fluxSquares += rho * rho * rho * (x * x + y * y);
        }
    }
    const double rmsVelocity = weight > 0.0 ? std::sqrt(squares / weight) : 0.0;
    m_rmsSpeed = !source.flux ? rmsVelocity : weight > 0.0 ? std::sqrt(fluxSquares / weight) : 0.0;
    m_stillVelocity
        = std::max(1e-3 * source.hbarOverMass / m_grid.size.maxCoeff(), 1e-4 * rmsVelocity);
}

FlowField::Node FlowField::interpolated(double fx, double fy, int i, int j) const
{
    const Eigen::Array4f wx = cubicWeights(static_cast<float>(fx - i));
    const Eigen::Array4f wy = cubicWeights(static_cast<float>(fy - j));
    const Node* row = &m_nodes[static_cast<size_t>(j * m_stride + i)];
    Node sum = Node::Zero();
    for (int k = 0; k < 4; ++k, row += m_stride)
        sum += wy[k] * (wx[0] * row[0] + wx[1] * row[1] + wx[2] * row[2] + wx[3] * row[3]);
    return sum;
}

FlowSample FlowField::at(Vec2 position) const
{
    if (empty())
        return {};
    double fx = (position.x() - m_first.x()) * m_perLength.x();
    double fy = (position.y() - m_first.y()) * m_perLength.y();
    if (m_grid.isTorus()) {
        fx = wrapIndex(fx, m_grid.nx);
        fy = wrapIndex(fy, m_grid.ny);
    } else if (!(fx >= 0.0 && fy >= 0.0 && fx <= m_cellsX && fy <= m_cellsY)) {
        return {};
    }
    const int i = std::min(static_cast<int>(fx), m_cellsX - 1);
    const int j = std::min(static_cast<int>(fy), m_cellsY - 1);
    const Node value = interpolated(fx, fy, i, j);
    FlowSample sample;
    sample.weight = std::clamp(static_cast<double>(value[3]), 0.0, 1.0);
    const Vec2 vector(value[0], value[1]);
    const double length = vector.norm();
    const double velocity = length * std::max(1.0, static_cast<double>(value[2]));
    sample.speed
        = m_fluxScale > 0.0 ? velocity * m_fluxScale * sample.weight * sample.weight : velocity;
    sample.open = m_open[static_cast<size_t>(j * m_cellsX + i)] != 0 && velocity > m_stillVelocity;
    if (sample.open)
        sample.direction = vector / length;
    return sample;
}

} // namespace dqm
