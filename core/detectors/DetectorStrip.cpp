#include "core/detectors/DetectorStrip.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace dqm {

DetectorStrip::DetectorStrip(const Detector& detector, const Grid& grid)
    : m_detector(detector)
    , m_grid(grid)
{
    const auto& [x1, y1, x2, y2] = detector.line;
    const Vec2 way(x2 - x1, y2 - y1);
    m_length = way.norm();
    m_middle = 0.5 * Vec2(x1 + x2, y1 + y2);
    m_along = way / m_length;
    m_cellAlong = std::abs(m_along.x()) * grid.dx() + std::abs(m_along.y()) * grid.dy();
    m_cellAcross = std::abs(m_along.y()) * grid.dx() + std::abs(m_along.x()) * grid.dy();
}

Vec2 DetectorStrip::local(Vec2 place) const
{
    const Vec2 d = m_grid.shortest(place - m_middle);
    return {d.dot(m_along), d.y() * m_along.x() - d.x() * m_along.y()};
}

double DetectorStrip::across(double z) const
{
    if (std::abs(z) >= 0.5 * m_detector.depth)
        return 0.0;
    const double root = std::cos(std::numbers::pi * z / m_detector.depth);
    return m_detector.strength * root * root;
}

/// Of Gamma, from the middle of the strip on.
double DetectorStrip::integralAcross(double z) const
{
    const double inside = std::clamp(z, -0.5 * m_detector.depth, 0.5 * m_detector.depth);
    const double turn = 2.0 * std::numbers::pi / m_detector.depth;
    return 0.5 * m_detector.strength * (inside + std::sin(turn * inside) / turn);
}

double DetectorStrip::at(Vec2 place) const
{
    const Vec2 here = local(place);
    return std::abs(here.x()) <= 0.5 * m_length ? across(here.y()) : 0.0;
}

double DetectorStrip::averageAt(Vec2 place) const
{
    const Vec2 here = local(place);
    const double half = 0.5 * m_cellAcross;
    const double beyond = 0.5 * m_length + 0.5 * m_cellAlong;
    if (std::abs(here.y()) >= 0.5 * m_detector.depth + half || std::abs(here.x()) >= beyond)
        return 0.0;
    const double average
        = (integralAcross(here.y() + half) - integralAcross(here.y() - half)) / m_cellAcross;
    return average * std::clamp((beyond - std::abs(here.x())) / m_cellAlong, 0.0, 1.0);
}

double DetectorStrip::along(Vec2 place) const
{
    return std::clamp(local(place).x() + 0.5 * m_length, 0.0, m_length);
}

double DetectorStrip::distance(Vec2 place) const
{
    const Vec2 here = local(place).cwiseAbs();
    return Vec2(here.x() - 0.5 * m_length, here.y() - 0.5 * m_detector.depth).cwiseMax(0.0).norm();
}

void DetectorStrip::addTo(RealField& gamma, Vec2 offset) const
{
    for (int j = 0; j < m_grid.ny; ++j)
        for (int i = 0; i < m_grid.nx; ++i)
            gamma(j, i) += averageAt(Vec2(m_grid.x(i), m_grid.y(j)) + offset);
}

DetectorStrip::Fate DetectorStrip::fateAt(double speed, const PhysicalConstants& constants) const
{
    const double k = constants.mass * speed / constants.hbar;
    const double absorbs = 2.0 * constants.mass / (constants.hbar * constants.hbar);
    // A wave has more than a hundred points, and so has the strip.
    const double depth = m_detector.depth;
    const int points = std::max(400, static_cast<int>(32.0 * k * depth));
    const double h = depth / points;
    const auto weight = [&](int n) {
        return h * h / 12.0 * std::complex<double>(k * k, absorbs * across(0.5 * depth - n * h));
    };
    const double open = h * h * k * k / 12.0;
    const std::complex<double> turn = std::polar(1.0, std::acos((1.0 - 5.0 * open) / (1.0 + open)));
    // From where it has left the strip back to where it came from.
    std::complex<double> before = turn;
    std::complex<double> here = 1.0;
    for (int n = 0; n < points + 1; ++n) {
        const std::complex<double> next
            = (2.0 * (1.0 - 5.0 * weight(n)) * here - (1.0 + weight(n - 1)) * before)
            / (1.0 + weight(n + 1));
        before = here;
        here = next;
    }
    // here = in + back, before = in turn + back/turn.
    const std::complex<double> in = (before - here / turn) / (turn - 1.0 / turn);
    const std::complex<double> back = here - in;
    return {std::norm(back / in), 1.0 / std::norm(in)};
}

} // namespace dqm
