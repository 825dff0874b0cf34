#include "core/ensembles/WalkLaw.h"

#include "core/grid/GaussLegendre.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

/// (x - 1 + e^{-x}) / x^2
double persistence(double x)
{
    if (x < 1e-3)
        return 0.5 - x / 6.0 + x * x / 24.0;
    return (x + std::expm1(-x)) / (x * x);
}

/// (1 - e^{-x}) / x
double decayed(double x) { return x < 1e-12 ? 1.0 : -std::expm1(-x) / x; }

/// How likely directions with this angle to an axis are, per angle, in d dimensions; d = 1 aside.
double isotropicDensity(int dimensions, double angle)
{
    return dimensions == 2 ? 1.0 / std::numbers::pi : 0.5 * std::sin(angle);
}

} // namespace

WalkLaw::WalkLaw(const WalkOptions& options)
    : m_options(options)
{
    check(options);
    constexpr int nodes = 64;
    if (options.dimensions == 1) {
        m_cosines = {-1.0, 1.0};
        m_shares = {0.5, 0.5};
    } else if (options.dimensions == 2) {
        for (int j = 0; j < nodes; ++j) {
            m_cosines.push_back(std::cos(std::numbers::pi * (j + 0.5) / nodes));
            m_shares.push_back(1.0 / nodes);
        }
    } else {
        const GaussLegendre rule = gaussLegendre(nodes);
        m_cosines = rule.nodes;
        for (const double weight : rule.weights)
            m_shares.push_back(0.5 * weight);
    }
    if (options.redirection == Redirection::Fixed)
        addFixedModes();
    else
        addModes();
}

void WalkLaw::addModes()
{
    const auto n = static_cast<Eigen::Index>(m_cosines.size());
    const double gamma = m_options.gamma();
    const double perDuration = m_options.rate() / gamma;
    Eigen::VectorXd root(n);
    Eigen::VectorXd rate(n);
    Eigen::VectorXd source(n);
    for (Eigen::Index j = 0; j < n; ++j) {
        const auto k = static_cast<size_t>(j);
        const double stretch = 1.0 + m_options.beta * m_cosines[k];
        const double presence = m_shares[k] * stretch; // at equal time
        root(j) = std::sqrt(m_shares[k] / stretch);
        rate(j) = perDuration / stretch;
        // u_x - V
        const double w = m_options.c * m_cosines[k] / (gamma * gamma * stretch);
        source(j) = w * std::sqrt(presence);
        if (m_options.dimensions > 1) {
            const double sine = 1.0 - m_cosines[k] * m_cosines[k];
            const double u = m_options.c / (gamma * stretch);
            m_across.push_back({rate(j), presence * u * u * sine / (m_options.dimensions - 1)});
        }
    }
    const Eigen::MatrixXd rates
        = Eigen::MatrixXd(rate.asDiagonal()) - perDuration * root * root.transpose();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(rates);
    const Eigen::VectorXd amplitudes = solver.eigenvectors().transpose() * source;
    for (Eigen::Index j = 0; j < n; ++j)
        m_along.push_back({std::max(0.0, solver.eigenvalues()(j)), amplitudes(j) * amplitudes(j)});
}

void WalkLaw::addFixedModes()
{
    const int d = m_options.dimensions;
    const double cSquared = m_options.c * m_options.c;
    m_along = {{m_options.rate(), cSquared / d}};
    if (d > 1)
        m_across = m_along;
    double start = 0.0;
    for (size_t k = 0; k < m_cosines.size(); ++k) {
        const double shifted = m_cosines[k] + m_options.beta;
        start += m_shares[k] * shifted * shifted / (1.0 + m_options.beta * m_cosines[k]);
    }
    m_excess = cSquared * (start - 1.0 / d);
}

double WalkLaw::square(const std::vector<Mode>& modes, double time)
{
    double sum = 0.0;
    for (const Mode& mode : modes)
        sum += 2.0 * mode.weight * time * time * persistence(mode.rate * time);
    return sum;
}

double WalkLaw::slope(const std::vector<Mode>& modes, double time)
{
    double sum = 0.0;
    for (const Mode& mode : modes)
        sum += 2.0 * mode.weight * time * decayed(mode.rate * time);
    return sum;
}

/// What the start of the variant with a fixed frame adds to <x^2> and takes from the others.
double WalkLaw::anisotropy(double time) const
{
    const double x = m_options.rate() * time;
    return 2.0 * m_excess * time * time
        * (x < 1e-3 ? 0.5 - x / 3.0 + x * x / 8.0 : (decayed(x) - std::exp(-x)) / x);
}

double WalkLaw::along(double time) const { return square(m_along, time) + anisotropy(time); }

double WalkLaw::across(double time) const
{
    if (m_options.dimensions == 1)
        return 0.0;
    return square(m_across, time) - anisotropy(time) / (m_options.dimensions - 1);
}

double WalkLaw::total(double time) const
{
    return square(m_along, time) + (m_options.dimensions - 1) * square(m_across, time);
}

double WalkLaw::diffusion(double time) const
{
    const int d = m_options.dimensions;
    return (slope(m_along, time) + (d - 1) * slope(m_across, time)) / (2.0 * d);
}

double WalkLaw::lateDiffusion() const
{
    if (m_options.redirection == Redirection::Fixed)
        return m_options.diffusion();
    const double d = m_options.dimensions;
    const double gamma = m_options.gamma();
    return m_options.diffusion() / gamma * (1.0 / (gamma * gamma) + d - 1.0) / d;
}

double WalkLaw::meanVelocity(double time) const
{
    const double V = m_options.velocity();
    return m_options.redirection == Redirection::Fixed ? V * std::exp(-m_options.rate() * time) : V;
}

double WalkLaw::front(double time) const
{
    const double turns = m_options.rate() * time;
    if (m_options.redirection == Redirection::Fixed)
        return std::exp(-turns);
    double sum = 0.0;
    for (size_t k = 0; k < m_cosines.size(); ++k) {
        const double stretch = 1.0 + m_options.beta * m_cosines[k];
        sum += m_shares[k] * stretch * std::exp(-turns / (m_options.gamma() * stretch));
    }
    return sum;
}

double WalkLaw::turnRate() const
{
    return m_options.redirection == Redirection::Fixed ? m_options.rate()
                                                       : m_options.rate() / m_options.gamma();
}

double WalkLaw::energyAtOnce() const
{
    return m_options.gamma() * m_options.restEnergy
        * (1.0 + m_options.beta * m_options.beta / m_options.dimensions);
}

double WalkLaw::momentumAtOnce(double time) const
{
    const double start = m_options.gamma() * m_options.mass() * m_options.velocity()
        * (1.0 + 1.0 / m_options.dimensions);
    return m_options.redirection == Redirection::Fixed ? start * std::exp(-m_options.rate() * time)
                                                       : start;
}

double WalkLaw::energyOfFlights() const
{
    return m_options.redirection == Redirection::Fixed ? energyAtOnce()
                                                       : m_options.gamma() * m_options.restEnergy;
}

double WalkLaw::momentumOfFlights() const
{
    return m_options.redirection == Redirection::Fixed
        ? 0.0
        : m_options.gamma() * m_options.mass() * m_options.velocity();
}

double WalkLaw::directionShare(double from, double to, double time) const
{
    const double boosted
        = m_options.redirection == Redirection::Fixed ? std::exp(-m_options.rate() * time) : 1.0;
    const int d = m_options.dimensions;
    const auto weight = [&](double cosine) {
        return 1.0 - boosted
            + boosted / std::pow(m_options.gamma(), d + 1)
            / std::pow(1.0 - m_options.beta * cosine, d);
    };
    if (d == 1)
        return 0.5
            * ((from <= 0.0 ? weight(1.0) : 0.0) + (to >= std::numbers::pi ? weight(-1.0) : 0.0));
    static const GaussLegendre rule = gaussLegendre(16);
    double sum = 0.0;
    for (size_t k = 0; k < rule.nodes.size(); ++k) {
        const double angle = 0.5 * (from + to + (to - from) * rule.nodes[k]);
        sum += 0.5 * (to - from) * rule.weights[k] * weight(std::cos(angle))
            * isotropicDensity(d, angle);
    }
    return sum;
}

bool WalkLaw::hasRadialShare() const { return m_options.dimensions == 2 && m_options.beta == 0.0; }

double WalkLaw::radialShare(double R, double time) const
{
    const double reach = m_options.c * time;
    if (R >= reach)
        return 1.0;
    // t - sqrt(t^2 - R^2/c^2) without cancellation
    const double root = std::sqrt((reach - R) * (reach + R));
    return -std::expm1(-m_options.rate() / m_options.c * R * R / (reach + root));
}

double diffusiveShare(int dimensions, double R, double D, double time)
{
    if (!(time > 0.0))
        return 1.0;
    const double s = R / std::sqrt(4.0 * D * time);
    if (dimensions == 1)
        return std::erf(s);
    if (dimensions == 2)
        return -std::expm1(-s * s);
    return std::erf(s) - 2.0 / std::sqrt(std::numbers::pi) * s * std::exp(-s * s);
}

} // namespace dqm
