#include "core/hydrodynamics/Circulation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

using Point = std::pair<int, int>; // (i, j)

/// The envelope beyond its edge: around a torus, zero behind walls.
class Continued
{
public:
    Continued(const ComplexField& envelope, const Grid& grid)
        : m_envelope(envelope)
        , m_grid(grid)
    {
    }

    std::complex<double> operator()(int i, int j) const
    {
        if (m_grid.isTorus())
            return m_envelope((j + m_grid.ny) % m_grid.ny, (i + m_grid.nx) % m_grid.nx);
        const bool inside = i >= 0 && j >= 0 && i < m_grid.nx && j < m_grid.ny;
        return inside ? m_envelope(j, i) : 0.0;
    }

private:
    const ComplexField& m_envelope;
    const Grid& m_grid;
};

/// Winding number of the phase along a closed chain of points.
template <std::size_t N>
int winding(const std::array<std::complex<double>, N>& loop)
{
    double turned = 0.0;
    for (std::size_t k = 0; k < N; ++k)
        turned += std::arg(loop[(k + 1) % N] * std::conj(loop[k]));
    return static_cast<int>(std::lround(turned / (2.0 * std::numbers::pi)));
}

std::array<std::complex<double>, 4> cell(const Continued& e, int i, int j)
{
    return {e(i, j), e(i + 1, j), e(i + 1, j + 1), e(i, j + 1)};
}

std::array<std::complex<double>, 8> ring(const Continued& e, int i, int j)
{
    return {e(i + 1, j), e(i + 1, j + 1), e(i, j + 1), e(i - 1, j + 1), e(i - 1, j),
        e(i - 1, j - 1), e(i, j - 1), e(i + 1, j - 1)};
}

/// Whether rho exceeds a floor anywhere from (i - 1, j - 1) to (i + 2, j + 2).
bool isPopulated(const Continued& e, int i, int j, double floor)
{
    for (int dj = -1; dj <= 2; ++dj) {
        for (int di = -1; di <= 2; ++di) {
            if (std::norm(e(i + di, j + dj)) > floor)
                return true;
        }
    }
    return false;
}

/// Whether zero may lie among the corners of a cell: else their phases cannot wind.
bool maySurroundZero(const std::array<std::complex<double>, 4>& corners)
{
    const auto changesSign = [&corners](auto part) {
        int negative = 0;
        for (const std::complex<double>& corner : corners)
            negative += part(corner) < 0.0 ? 1 : 0;
        return negative > 0 && negative < 4;
    };
    return changesSign([](const std::complex<double>& c) { return c.real(); })
        && changesSign([](const std::complex<double>& c) { return c.imag(); });
}

Point nearestPoint(const Grid& grid, Vec2 place)
{
    const auto nearest = [](double from, double first, double spacing, int count) {
        return std::clamp(static_cast<int>(std::lround((from - first) / spacing)), 0, count - 1);
    };
    return {nearest(place.x(), grid.x(0), grid.dx(), grid.nx),
        nearest(place.y(), grid.y(0), grid.dy(), grid.ny)};
}

/// The neighbour of a point on a way that keeps close to the straight line to the goal.
Point stepTowards(Point at, Point from, Point goal)
{
    const int dx = goal.first - at.first;
    const int dy = goal.second - at.second;
    const Point alongX{at.first + (dx > 0 ? 1 : -1), at.second};
    const Point alongY{at.first, at.second + (dy > 0 ? 1 : -1)};
    if (dy == 0)
        return alongX;
    if (dx == 0)
        return alongY;
    const auto aside = [&](Point p) {
        return std::abs((p.first - from.first) * (goal.second - from.second)
            - (p.second - from.second) * (goal.first - from.first));
    };
    return aside(alongX) <= aside(alongY) ? alongX : alongY;
}

void requireInside(const Grid& grid, Point p)
{
    if (p.first < 0 || p.second < 0 || p.first >= grid.nx || p.second >= grid.ny)
        throw std::invalid_argument("A path for the circulation must stay on the grid.");
}

} // namespace

std::vector<Vortex> vortices(const WaveState& state, const Grid& grid, double floor)
{
    const Continued e(state.envelope, grid);
    const double peak = state.envelope.abs2().maxCoeff();
    const double node = 1e-24 * peak;
    const int nx = grid.isTorus() ? grid.nx : grid.nx - 1;
    const int ny = grid.isTorus() ? grid.ny : grid.ny - 1;
    std::vector<Vortex> found;
    for (int j = 0; j < ny; ++j) {
        for (int i = 0; i < nx; ++i) {
            const auto corners = cell(e, i, j);
            int charge = 0;
            Vec2 offset(0.5, 0.5);
            if (std::norm(corners[0]) <= node) {
                charge = winding(ring(e, i, j));
                offset = Vec2::Zero();
            } else if (std::norm(corners[1]) > node && std::norm(corners[2]) > node
                && std::norm(corners[3]) > node && maySurroundZero(corners)) {
                charge = winding(corners);
            }
            if (charge != 0 && isPopulated(e, i, j, floor * peak)) {
                const Vec2 position(
                    grid.x(i) + offset.x() * grid.dx(), grid.y(j) + offset.y() * grid.dy());
                found.push_back({position, charge});
            }
        }
    }
    return found;
}

double circulationAlong(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants, Point from, Point to)
{
    requireInside(grid, from);
    requireInside(grid, to);
    if (from.first != to.first && from.second != to.second)
        throw std::invalid_argument("A path for the circulation must follow one axis.");
    const auto sign = [](int difference) { return (difference > 0) - (difference < 0); };
    const int di = sign(to.first - from.first);
    const int dj = sign(to.second - from.second);
    double turned = state.carrier.dot(
        Vec2((to.first - from.first) * grid.dx(), (to.second - from.second) * grid.dy()));
    for (Point p = from; p != to; p = {p.first + di, p.second + dj}) {
        turned += std::arg(state.envelope(p.second + dj, p.first + di)
            * std::conj(state.envelope(p.second, p.first)));
    }
    return constants.hbar / constants.mass * turned;
}

double circulation(const WaveState& state, const Grid& grid, const PhysicalConstants& constants,
    int i0, int i1, int j0, int j1)
{
    if (i0 >= i1 || j0 >= j1)
        throw std::invalid_argument("The rectangle of the circulation must not be empty.");
    const std::array<Point, 5> corners{{{i0, j0}, {i1, j0}, {i1, j1}, {i0, j1}, {i0, j0}}};
    double sum = 0.0;
    for (std::size_t k = 0; k + 1 < corners.size(); ++k)
        sum += circulationAlong(state, grid, constants, corners[k], corners[k + 1]);
    return sum;
}

std::optional<double> circulationAround(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants, std::span<const Vec2> corners)
{
    constexpr double emptiness = 1e-20; // of the peak's density: below, phases are round-off
    if (corners.size() < 3)
        return {};
    const double floor = emptiness * state.envelope.abs2().maxCoeff();
    // The carrier turns back what it turned on the way out.
    double turned = 0.0;
    for (std::size_t k = 0; k < corners.size(); ++k) {
        const Point from = nearestPoint(grid, corners[k]);
        const Point goal = nearestPoint(grid, corners[(k + 1) % corners.size()]);
        for (Point at = from; at != goal;) {
            const Point next = stepTowards(at, from, goal);
            const std::complex<double> here = state.envelope(at.second, at.first);
            const std::complex<double> there = state.envelope(next.second, next.first);
            if (std::norm(here) <= floor || std::norm(there) <= floor)
                return {};
            turned += std::arg(there * std::conj(here));
            at = next;
        }
    }
    return constants.hbar / constants.mass * turned;
}

} // namespace dqm
