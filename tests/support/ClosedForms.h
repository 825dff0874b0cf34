#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"

#include <cmath>
#include <complex>
#include <numbers>

/// Exact solutions of Schroedinger's equation to compare with. Everything is in one axis unless its
/// name says otherwise; planes are products. Initial phases as in the packets of an experiment:
/// e^{i m v (x - x0)/hbar} at t = 0.
namespace dqm::test {

using Complex = std::complex<double>;

/// hbar, m and the state at t = 0 of one axis.
struct Packet1D
{
    double sigma = 1.0;
    double position = 0.0;
    double velocity = 0.0;
    double hbar = 1.0;
    double mass = 1.0;
};

/// A Gaussian that stays one: its complex width q (|q| = sigma, arg q followed continuously), the
/// rate dq/dt, its centre, momentum and classical action.
struct Gaussian1D
{
    Complex q{1.0, 0.0};
    Complex rate{0.0, 0.0};
    double argument = 0.0; ///< arg q, unwrapped
    double position = 0.0;
    double momentum = 0.0;
    double action = 0.0;
    double hbar = 1.0;
    double mass = 1.0;

    double sigma() const { return std::abs(q); }
    double sigmaRate() const { return std::real(std::conj(q) * rate) / std::abs(q); }
    /// Mean m u^2/2 of the axis.
    double diffusionEnergy() const { return hbar * hbar / (8.0 * mass * std::norm(q)); }
    /// Mean m v^2/2 of the axis.
    double driftEnergy() const
    {
        return momentum * momentum / (2.0 * mass) + 0.5 * mass * sigmaRate() * sigmaRate();
    }
    double v(double x) const { return momentum / mass + (x - position) * sigmaRate() / sigma(); }
    /// The paper's diffusion velocity, outward for a bump.
    double u(double x) const { return hbar * (x - position) / (2.0 * mass * std::norm(q)); }

    Complex operator()(double x) const
    {
        const double d = x - position;
        const Complex exponent = Complex(0.0, mass / (2.0 * hbar)) * (rate / q) * d * d
            + Complex(0.0, (momentum * d + action) / hbar - 0.5 * argument);
        return std::pow(2.0 * std::numbers::pi * std::norm(q), -0.25) * std::exp(exponent);
    }
};

/// No force: sigma = s0 sqrt(1 + theta^2), theta = hbar t / (2 m s0^2).
inline Gaussian1D freeGaussian(const Packet1D& p, double t)
{
    const double spread = p.hbar / (2.0 * p.mass * p.sigma);
    const double momentum = p.mass * p.velocity;
    const Complex q(p.sigma, spread * t);
    return {q, Complex(0.0, spread), std::arg(q), p.position + p.velocity * t, momentum,
        0.5 * momentum * p.velocity * t, p.hbar, p.mass};
}

/// A constant force F: the width of a free packet, the centre of a falling stone.
inline Gaussian1D fallingGaussian(const Packet1D& p, double force, double t)
{
    Gaussian1D g = freeGaussian(p, t);
    const double p0 = p.mass * p.velocity;
    g.position += 0.5 * force * t * t / p.mass;
    g.momentum += force * t;
    g.action = (p0 * p0 * t + p0 * force * t * t + force * force * t * t * t / 3.0) / (2.0 * p.mass)
        + force * (p.position * t + 0.5 * p.velocity * t * t + force * t * t * t / (6.0 * p.mass));
    return g;
}

/// V = m omega^2 x^2 / 2: coherent for sigma^2 = hbar / (2 m omega), squeezed otherwise.
inline Gaussian1D harmonicGaussian(const Packet1D& p, double omega, double t)
{
    const double c = std::cos(omega * t);
    const double s = std::sin(omega * t);
    const double spread = p.hbar / (2.0 * p.mass * p.sigma);
    const double p0 = p.mass * p.velocity;
    const Complex q(p.sigma * c, spread * s / omega);
    const double wrapped = std::arg(q);
    const double turn = 2.0 * std::numbers::pi;
    const double position = p.position * c + p.velocity * s / omega;
    const double momentum = p0 * c - p.mass * omega * p.position * s;
    return {q, Complex(-p.sigma * omega * s, spread * c),
        wrapped + turn * std::round((omega * t - wrapped) / turn), position, momentum,
        0.5 * (momentum * position - p0 * p.position), p.hbar, p.mass};
}

/// A free vortex of charge n at the origin, (x + i sign(n) y)^|n| times a Gaussian: its shape is
/// kept while s0 -> sigma(t).
inline Complex freeVortex(
    double x, double y, double t, int n, double sigma, double hbar = 1.0, double mass = 1.0)
{
    const int m = std::abs(n);
    const Complex spread(1.0, hbar * t / (2.0 * mass * sigma * sigma));
    const double norm
        = std::sqrt(std::numbers::pi * std::pow(2.0 * sigma * sigma, m + 1) * std::tgamma(m + 1.0));
    const Complex z(x, n < 0 ? -y : y);
    return std::pow(z, m) * std::exp(-(x * x + y * y) / (4.0 * sigma * sigma * spread))
        / (norm * std::pow(spread, m + 1));
}

/// Eigenfunction sqrt(2/L) sin(n pi x / L) of a box from 0 to L.
inline double boxMode(int n, double x, double L)
{
    return std::sqrt(2.0 / L) * std::sin(n * std::numbers::pi * x / L);
}

/// f(x, y) at every grid point.
template <class Function>
ComplexField fieldOn(const Grid& grid, const Function& f)
{
    ComplexField field(grid.ny, grid.nx);
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
            field(j, i) = f(grid.x(i), grid.y(j));
    return field;
}

/// The product fx(x) fy(y) at every grid point.
inline ComplexField productOn(const Grid& grid, const Gaussian1D& fx, const Gaussian1D& fy)
{
    return fieldOn(grid, [&](double x, double y) { return fx(x) * fy(y); });
}

/// sqrt of the integral of |a - b|^2.
inline double distance(const ComplexField& a, const ComplexField& b, const Grid& grid)
{
    return std::sqrt((a - b).abs2().sum() * grid.cellArea());
}

inline double norm(const ComplexField& a, const Grid& grid)
{
    return a.abs2().sum() * grid.cellArea();
}

/// Integral of a* b.
inline Complex overlap(const ComplexField& a, const ComplexField& b, const Grid& grid)
{
    return (a.conjugate() * b).sum() * grid.cellArea();
}

/// Mean and standard deviation of rho along one axis.
struct Spread1D
{
    double mean = 0.0;
    double sigma = 0.0;
};

inline Spread1D spreadX(const ComplexField& psi, const Grid& grid)
{
    const Eigen::ArrayXd marginal = psi.abs2().colwise().sum().transpose();
    const double mean = (marginal * grid.xs()).sum() / marginal.sum();
    const double square = (marginal * (grid.xs() - mean).square()).sum() / marginal.sum();
    return {mean, std::sqrt(square)};
}

inline Spread1D spreadY(const ComplexField& psi, const Grid& grid)
{
    const Eigen::ArrayXd marginal = psi.abs2().rowwise().sum();
    const double mean = (marginal * grid.ys()).sum() / marginal.sum();
    const double square = (marginal * (grid.ys() - mean).square()).sum() / marginal.sum();
    return {mean, std::sqrt(square)};
}

} // namespace dqm::test
