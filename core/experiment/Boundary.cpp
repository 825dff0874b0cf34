#include "core/experiment/Boundary.h"

#include "core/experiment/Units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace dqm {

namespace {

using Complex = std::complex<double>;

constexpr double c2 = 0.9 * 0.9;
/// Integral over its depth of the profile that is imaginary alone.
const double profileArea = (1.0 - c2) * (1.0 - c2)
    * (1.0 / (2.0 * c2 * (1.0 - c2)) - std::atanh(std::sqrt(c2)) / (2.0 * c2 * std::sqrt(c2)));
constexpr double letThrough = 3e-4;

/// P and Q, by powers of 2s - 1: fitted to the share that comes back.
constexpr std::array absorptionSeries{-2.4915, 38.258, -92.330, 107.556, -44.317};
constexpr std::array dipSeries{32.08, 69.56, 56.10, -114.22, 51.90};
/// Times the width: the wave number up to which the profile as fitted takes waves.
constexpr double fittedBand = 40.0;
/// Of a layer that resolves the dip.
constexpr double fewestPoints = 20.0;
/// Of the largest wave number of the grid: waves that the dip makes shorter come back as others.
constexpr double fastestDrawnIn = 0.9;
/// Phase of a kick at the layer's deepest, beyond which it acts otherwise than the layer.
constexpr double largestKick = 2.0;

template <std::size_t N>
constexpr double series(const std::array<double, N>& terms, double t)
{
    double sum = 0.0;
    for (std::size_t n = N; n-- > 0;)
        sum = sum * t + terms[n];
    return sum;
}

/// Gamma at full depth, in hbar^2/(m width^2).
const double fittedPeak = std::exp(series(absorptionSeries, 1.0));

/// -U - i Gamma over the Gamma at full depth.
Complex dippingProfile(double s)
{
    const double t = 2.0 * s - 1.0;
    return s * s / fittedPeak
        * Complex(-series(dipSeries, t), -std::exp(series(absorptionSeries, t)));
}

Complex imaginaryProfile(double s)
{
    const double root = (1.0 - c2) * s / (1.0 - c2 * s * s);
    return {0.0, -root * root};
}

/// A solution of psi'' = (2v - kappa^2) psi that is even or odd about the seam, at the last two
/// points of a line of equal steps from there into the open, as waves in and out.
class HalfLine
{
public:
    HalfLine(double sign, Complex atSeam)
        : m_before(sign)
        , m_here(1.0)
        , m_weightBefore(atSeam)
        , m_weightHere(atSeam)
    {
    }

    /// @param weight  h^2 (kappa^2 - 2v)/12 at the next point.
    void step(Complex weight)
    {
        const Complex next
            = (2.0 * (1.0 - 5.0 * m_weightHere) * m_here - (1.0 + m_weightBefore) * m_before)
            / (1.0 + weight);
        // Deep in the layer it grows by many orders; only the ratio at the end counts.
        const double scale = 1.0 / std::max(1.0, std::abs(next));
        m_before = scale * m_here;
        m_here = scale * next;
        m_weightBefore = m_weightHere;
        m_weightHere = weight;
    }

    /// |out/in|^2, where a step turns the phase of a wave by `turn`.
    double reflection(double turn) const
    {
        const Complex z = std::polar(1.0, turn);
        const Complex out = (m_here - m_before / z) / (z - 1.0 / z);
        return std::norm(out / (m_before - out));
    }

private:
    Complex m_before;
    Complex m_here;
    Complex m_weightBefore;
    Complex m_weightHere;
};

} // namespace

AbsorbingLayer::AbsorbingLayer(const Experiment& experiment)
    : m_grid(experiment.grid)
    , m_active(experiment.grid.boundary == BoundaryKind::Absorbing)
{
    if (!m_active)
        return;
    const PhysicalConstants constants = physicalConstants(experiment);
    m_hbar = constants.hbar;
    m_mass = constants.mass;
    const double size = m_grid.size.minCoeff();
    const double spacing = std::max(m_grid.dx(), m_grid.dy());
    double fastest = 0.0;
    double slowest = std::numbers::pi / spacing;
    for (const Packet& packet : experiment.packets) {
        const WaveNumbers k = waveNumbersOf(packet, constants);
        fastest = std::max(fastest, 1.5 * (k.mean + 3.0 * k.spread));
        slowest = std::min(slowest, k.mean - 2.0 * k.spread);
    }
    const double wanted = slowest > 0.0 ? 10.0 / slowest : size;
    m_width = experiment.absorber.width.value_or(std::clamp(wanted, size / 8.0, size / 5.0));
    m_dips = m_width / spacing > fewestPoints * (1.0 - 1e-9)
        && fastest < fastestDrawnIn * std::numbers::pi / spacing;
    const double unit = m_hbar * m_hbar / (m_mass * m_width);
    // A weaker layer would let more slow waves through than it reflects less.
    const double usual = m_dips
        ? unit * fittedPeak * std::max(1.0 / m_width, fastest / fittedBand)
        : unit * std::max(fastest, 20.0 / m_width) * -std::log(letThrough) / (4.0 * profileArea);
    m_strength = experiment.absorber.strength.value_or(usual);
}

Complex AbsorbingLayer::at(double depth) const
{
    if (depth <= 0.0)
        return 0.0;
    return m_strength * (m_dips ? dippingProfile(depth) : imaginaryProfile(depth));
}

double AbsorbingLayer::longestStep() const
{
    return m_active && m_dips ? largestKick * m_hbar / m_strength
                              : std::numeric_limits<double>::infinity();
}

double AbsorbingLayer::comesBack(double speed) const
{
    // In units of the width, hbar and the mass.
    const double kappa = m_mass * speed * m_width / m_hbar;
    const double unit = m_hbar * m_hbar / (m_mass * m_width * m_width);
    const int points = std::max(400, static_cast<int>(4.0 * kappa));
    const double h = 1.0 / points;
    const auto weight = [&](int n) {
        return h * h / 12.0 * (kappa * kappa - 2.0 / unit * at(1.0 - (n + 0.5) * h));
    };
    HalfLine even(1.0, weight(0));
    HalfLine odd(-1.0, weight(0));
    for (int n = 1; n <= points + 1; ++n) {
        const Complex next = weight(n);
        even.step(next);
        odd.step(next);
    }
    const double open = h * h * kappa * kappa / 12.0;
    const double turn = std::acos((1.0 - 5.0 * open) / (1.0 + open));
    return 0.5 * (even.reflection(turn) + odd.reflection(turn));
}

AbsorbingLayer::Band AbsorbingLayer::taken(double share) const
{
    constexpr double ratio = 1.05;
    const double lowest = 0.02 * m_hbar / (m_mass * m_width);
    const double highest
        = std::numbers::pi * m_hbar / (m_mass * std::max(m_grid.dx(), m_grid.dy()));
    double best = 0.0;
    double least = share;
    for (double v = lowest; v < highest; v *= ratio) {
        const double back = comesBack(v);
        if (back < least) {
            least = back;
            best = v;
        }
    }
    if (best == 0.0)
        return {std::numeric_limits<double>::infinity(), 0.0};
    // From there out to where more comes back, and that point by halving.
    const auto edge = [&](double factor) {
        double inside = best;
        double outside = inside * factor;
        while (outside > lowest && outside < highest && comesBack(outside) <= share) {
            inside = outside;
            outside *= factor;
        }
        for (int n = 0; n < 12; ++n) {
            const double middle = std::sqrt(inside * outside);
            (comesBack(middle) <= share ? inside : outside) = middle;
        }
        return inside;
    };
    return {edge(1.0 / ratio), edge(ratio)};
}

RealField AbsorbingLayer::sum(bool isDip, Vec2 offset) const
{
    const Grid& grid = m_grid;
    const auto along = [&](Eigen::ArrayXd q, int axis) {
        for (double& value : q) {
            const Vec2 d = grid.shortest(Vec2::Constant(value - grid.center[axis]));
            const double toEdge = 0.5 * grid.size[axis] - std::abs(d[axis]);
            const Complex here = at(1.0 - toEdge / m_width);
            value = -(isDip ? here.real() : here.imag());
        }
        return q;
    };
    const Eigen::ArrayXd X = along(grid.xs() + offset.x(), 0);
    const Eigen::ArrayXd Y = along(grid.ys() + offset.y(), 1);
    return X.transpose().replicate(grid.ny, 1) + Y.replicate(1, grid.nx);
}

void AbsorbingLayer::sample(RealField& gamma, Vec2 offset) const
{
    if (m_active)
        gamma = sum(false, offset);
    else
        gamma.resize(0, 0);
}

void AbsorbingLayer::addDip(RealField& V, Vec2 offset) const
{
    if (!m_active || !m_dips)
        return;
    if (V.size() == 0)
        V = RealField::Zero(m_grid.ny, m_grid.nx);
    V -= sum(true, offset);
}

} // namespace dqm
