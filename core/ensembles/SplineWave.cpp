#include "core/ensembles/SplineWave.h"

#include "core/grid/Continuation.h"
#include "core/grid/Parallel.h"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

/// The filter forgets what lies further away to one part in 10^12.
constexpr int margin = 24;
constexpr double pole = -0.26794919243112270647; // sqrt(3) - 2

struct Weights
{
    std::array<double, 4> value;
    std::array<double, 4> slope;
};

Weights cubicWeights(double t)
{
    const double s = 1.0 - t;
    return {{s * s * s / 6.0, (4.0 - 6.0 * t * t + 3.0 * t * t * t) / 6.0,
                (4.0 - 6.0 * s * s + 3.0 * s * s * s) / 6.0, t * t * t / 6.0},
        {-0.5 * s * s, -2.0 * t + 1.5 * t * t, 2.0 * s - 1.5 * s * s, 0.5 * t * t}};
}

/// The B-spline coefficients of every column, or of a line of `count` values `stride` apart.
void filterLine(std::complex<double>* line, Eigen::Index count, Eigen::Index stride)
{
    for (Eigen::Index k = 1; k < count; ++k)
        line[k * stride] += pole * line[(k - 1) * stride];
    line[(count - 1) * stride] *= -pole;
    for (Eigen::Index k = count - 1; k-- > 0;)
        line[k * stride] = pole * (line[(k + 1) * stride] - line[k * stride]);
}

/// The same along y for the columns [begin, end), row by row.
void filterColumns(ComplexField& field, Eigen::Index begin, Eigen::Index end)
{
    const Eigen::Index rows = field.rows();
    const Eigen::Index width = end - begin;
    for (Eigen::Index j = 1; j < rows; ++j)
        field.row(j).segment(begin, width) += pole * field.row(j - 1).segment(begin, width);
    field.row(rows - 1).segment(begin, width) *= -pole;
    for (Eigen::Index j = rows - 1; j-- > 0;)
        field.row(j).segment(begin, width)
            = pole * (field.row(j + 1).segment(begin, width) - field.row(j).segment(begin, width));
}

} // namespace

void SplineWave::assign(
    const WaveState& state, const Grid& grid, const PhysicalConstants& constants, int threads)
{
    const ComplexField& e = state.envelope;
    if (e.rows() != grid.ny || e.cols() != grid.nx)
        throw std::invalid_argument("The wave function's shape differs from the grid's.");
    m_grid = grid;
    m_time = state.time;
    m_velocityScale = constants.hbar / constants.mass;
    m_carrierVelocity = m_velocityScale * state.carrier;
    m_resolvedSpeed = std::numbers::pi * m_velocityScale / std::max(grid.dx(), grid.dy());
    m_first = {grid.x(0), grid.y(0)};
    m_perLength = {1.0 / grid.dx(), 1.0 / grid.dy()};
    m_rhoMax = e.abs2().maxCoeff();
    m_norm = e.abs2().sum() * grid.cellArea();
    m_floor = 1e-24 * m_rhoMax;

    m_coefficients.resize(grid.ny + 2 * margin, grid.nx + 2 * margin);
    const bool torus = grid.isTorus();
    const Eigen::Index width = m_coefficients.cols();
    parallelFor(int(m_coefficients.rows()), threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j) {
            const ContinuedIndex from = continuedIndex(j - margin, grid.ny, torus);
            // 36 undoes the weights 1/6 of both axes.
            m_coefficients.row(j).segment(margin, grid.nx) = 36.0 * from.sign * e.row(from.index);
            for (int k = 0; k < margin; ++k) {
                for (const int i : {k - margin, grid.nx + k}) {
                    const ContinuedIndex at = continuedIndex(i, grid.nx, torus);
                    m_coefficients(j, i + margin)
                        = 36.0 * from.sign * at.sign * e(from.index, at.index);
                }
            }
            filterLine(&m_coefficients(j, 0), width, 1);
        }
    });
    parallelFor(int(width), threads,
        [&](int begin, int end) { filterColumns(m_coefficients, begin, end); });
}

bool SplineWave::locate(Vec2 place, Place& found) const
{
    double fx = (place.x() - m_first.x()) * m_perLength.x();
    double fy = (place.y() - m_first.y()) * m_perLength.y();
    if (m_grid.isTorus()) {
        fx -= m_grid.nx * std::floor(fx / m_grid.nx);
        fy -= m_grid.ny * std::floor(fy / m_grid.ny);
    } else if (!(fx > -1.0 && fy > -1.0 && fx < m_grid.nx && fy < m_grid.ny)) {
        return false;
    }
    const double i = std::floor(fx);
    const double j = std::floor(fy);
    const Eigen::Index row = static_cast<Eigen::Index>(j) + margin - 1;
    const Eigen::Index column = static_cast<Eigen::Index>(i) + margin - 1;
    found.corner = reinterpret_cast<const double*>(
        m_coefficients.data() + row * m_coefficients.cols() + column);
    found.tx = fx - i;
    found.ty = fy - j;
    return true;
}

LocalWave SplineWave::at(Vec2 place) const
{
    LocalWave local;
    local.v = m_carrierVelocity;
    Place here{};
    if (!locate(place, here))
        return local;
    const Weights wx = cubicWeights(here.tx);
    const Weights wy = cubicWeights(here.ty);
    Pair e(0.0, 0.0);
    Pair ex(0.0, 0.0);
    Pair ey(0.0, 0.0);
    const double* row = here.corner;
    for (size_t b = 0; b < 4; ++b, row += 2 * m_coefficients.cols()) {
        Pair value(0.0, 0.0);
        Pair slope(0.0, 0.0);
        for (size_t a = 0; a < 4; ++a) {
            const Pair c(row[2 * a], row[2 * a + 1]);
            value += wx.value[a] * c;
            slope += wx.slope[a] * c;
        }
        e += wy.value[b] * value;
        ex += wy.value[b] * slope;
        ey += wy.slope[b] * value;
    }
    local.rho = e[0] * e[0] + e[1] * e[1];
    if (local.rho <= m_floor)
        return local;
    const double inverse = m_velocityScale / local.rho;
    const Vec2 rate(inverse * m_perLength.x(), inverse * m_perLength.y());
    local.v
        += Vec2(rate.x() * (e[0] * ex[1] - e[1] * ex[0]), rate.y() * (e[0] * ey[1] - e[1] * ey[0]));
    local.u = Vec2(
        -rate.x() * (e[0] * ex[0] + e[1] * ex[1]), -rate.y() * (e[0] * ey[0] + e[1] * ey[1]));
    return local;
}

double SplineWave::rho(Vec2 place) const
{
    Place here{};
    if (!locate(place, here))
        return 0.0;
    const Weights wx = cubicWeights(here.tx);
    const Weights wy = cubicWeights(here.ty);
    Pair e(0.0, 0.0);
    const double* row = here.corner;
    for (size_t b = 0; b < 4; ++b, row += 2 * m_coefficients.cols()) {
        Pair value(0.0, 0.0);
        for (size_t a = 0; a < 4; ++a)
            value += wx.value[a] * Pair(row[2 * a], row[2 * a + 1]);
        e += wy.value[b] * value;
    }
    return e[0] * e[0] + e[1] * e[1];
}

RealField SplineWave::cellProbabilities(int threads) const
{
    RealField probabilities(cellsY(), cellsX());
    const Vec2 lower = m_grid.lower();
    const double dx = m_grid.dx();
    const double dy = m_grid.dy();
    const double offset = 0.5 / std::numbers::sqrt3;
    parallelFor(cellsY(), threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j) {
            for (int i = 0; i < cellsX(); ++i) {
                double sum = 0.0;
                for (const double sx : {0.5 - offset, 0.5 + offset})
                    for (const double sy : {0.5 - offset, 0.5 + offset})
                        sum += rho({lower.x() + (i + sx) * dx, lower.y() + (j + sy) * dy});
                probabilities(j, i) = 0.25 * sum * dx * dy;
            }
        }
    });
    return probabilities;
}

} // namespace dqm
