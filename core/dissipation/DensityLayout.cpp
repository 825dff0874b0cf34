#include "core/dissipation/DensityLayout.h"

#include "core/grid/FourierTransform.h"

#include <cmath>
#include <complex>
#include <numbers>

namespace dqm {

namespace {

using Complex = std::complex<double>;

struct AxisPoints
{
    Eigen::ArrayXd at;
    Eigen::ArrayXd cell;
};

AxisPoints axisPoints(const Eigen::ArrayXd& own, double spacing, double lower, bool torus)
{
    if (torus)
        return {own, Eigen::ArrayXd::Constant(own.size(), spacing)};
    const Eigen::Index n = own.size() + 2;
    AxisPoints points{
        lower + spacing * Eigen::ArrayXd::LinSpaced(n, 0.0, static_cast<double>(n - 1)),
        Eigen::ArrayXd::Constant(n, spacing)};
    points.cell[0] = points.cell[n - 1] = 0.5 * spacing;
    return points;
}

Eigen::ArrayXd distances(const Eigen::ArrayXd& at, double from, double length, bool torus)
{
    Eigen::ArrayXd d = at - from;
    if (torus)
        d -= length * (d / length).round();
    return d;
}

/// The density on one axis.
struct Marginals
{
    Eigen::ArrayXd x;
    Eigen::ArrayXd y;
};

Marginals marginals(const DensityLayout& layout, const RealField& field)
{
    return {(field.colwise() * layout.cellY).colwise().sum().transpose() * layout.cellX,
        (field.rowwise() * layout.cellX.transpose()).rowwise().sum() * layout.cellY};
}

double meanNear(
    const Eigen::ArrayXd& weight, const Eigen::ArrayXd& at, double length, bool torus, double guess)
{
    const double total = weight.sum();
    if (!(total > 0.0))
        return guess;
    if (!torus)
        return (weight * at).sum() / total;
    for (int i = 0; i < 30; ++i) {
        const double shift = (weight * distances(at, guess, length, true)).sum() / total;
        guess += shift;
        if (std::abs(shift) < 1e-15 * length)
            break;
    }
    return guess;
}

double meanOnCircle(
    const Eigen::ArrayXd& weight, const Eigen::ArrayXd& at, double length, double center)
{
    Complex sum = 0.0;
    for (Eigen::Index i = 0; i < at.size(); ++i)
        sum += weight[i] * std::polar(1.0, 2.0 * std::numbers::pi * (at[i] - center) / length);
    const bool isSpreadAround = std::abs(sum) <= 1e-9 * weight.sum();
    return isSpreadAround ? center : center + length * std::arg(sum) / (2.0 * std::numbers::pi);
}

/// One component of the wave vector; that of Nyquist has no sign, hence no derivative.
Eigen::ArrayXd derivativeNumbers(Eigen::ArrayXd k)
{
    if (k.size() % 2 == 0)
        k[k.size() / 2] = 0.0;
    return k;
}

VectorField spectralGradient(const RealField& rho, const Grid& grid, int threads)
{
    const FourierTransform transform(grid, threads);
    const Eigen::ArrayXd kx = derivativeNumbers(grid.wavenumbersX());
    const Eigen::ArrayXd ky = derivativeNumbers(grid.wavenumbersY());
    ComplexField packed = rho.cast<Complex>();
    transform.forward(packed);
    // Both components come back at once: d_x + i d_y has the factor i k_x - k_y.
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
            packed(j, i) *= transform.normalisation() * Complex(-ky[j], kx[i]);
    transform.inverse(packed);
    return {packed.real(), packed.imag()};
}

int mirrored(int i, int last) { return i < 0 ? -i : (i > last ? 2 * last - i : i); }

VectorField mirrorGradient(const RealField& rho, const DensityLayout& layout)
{
    VectorField result{layout.zero(), layout.zero()};
    const auto slope = [](double before2, double before, double after, double after2, double h) {
        return (8.0 * (after - before) - (after2 - before2)) / (12.0 * h);
    };
    const auto atX = [&](int j, int i) { return rho(j, mirrored(i, layout.nx - 1)); };
    const auto atY = [&](int j, int i) { return rho(mirrored(j, layout.ny - 1), i); };
    for (int j = 0; j < layout.ny; ++j) {
        for (int i = 0; i < layout.nx; ++i) {
            result.x(j, i) = slope(
                atX(j, i - 2), atX(j, i - 1), atX(j, i + 1), atX(j, i + 2), layout.grid.dx());
            result.y(j, i) = slope(
                atY(j - 2, i), atY(j - 1, i), atY(j + 1, i), atY(j + 2, i), layout.grid.dy());
        }
    }
    return result;
}

} // namespace

DensityLayout::DensityLayout(const Grid& where)
    : grid(where)
{
    AxisPoints alongX = axisPoints(grid.xs(), grid.dx(), grid.lower().x(), isTorus());
    AxisPoints alongY = axisPoints(grid.ys(), grid.dy(), grid.lower().y(), isTorus());
    x = std::move(alongX.at);
    cellX = std::move(alongX.cell);
    y = std::move(alongY.at);
    cellY = std::move(alongY.cell);
    nx = static_cast<int>(x.size());
    ny = static_cast<int>(y.size());
}

double DensityLayout::integral(const RealField& field) const
{
    double sum = 0.0;
    for (int j = 0; j < ny; ++j)
        sum += cellY[j] * (field.row(j) * cellX.transpose()).sum();
    return sum;
}

RealField DensityLayout::extended(const RealField& onGrid) const
{
    RealField field = zero();
    field.block(margin(), margin(), onGrid.rows(), onGrid.cols()) = onGrid;
    return field;
}

RealField DensityLayout::inside(const RealField& field) const
{
    return field.block(margin(), margin(), grid.ny, grid.nx);
}

Vec2 DensityLayout::moment(const RealField& field, Vec2 from) const
{
    const Marginals weight = marginals(*this, field);
    return {(weight.x * distances(x, from.x(), grid.size.x(), isTorus())).sum(),
        (weight.y * distances(y, from.y(), grid.size.y(), isTorus())).sum()};
}

Vec2 DensityLayout::mean(const RealField& rho, Vec2 guess) const
{
    const Marginals weight = marginals(*this, rho);
    return {meanNear(weight.x, x, grid.size.x(), isTorus(), guess.x()),
        meanNear(weight.y, y, grid.size.y(), isTorus(), guess.y())};
}

Vec2 DensityLayout::mean(const RealField& rho) const
{
    const Marginals weight = marginals(*this, rho);
    return mean(rho,
        Vec2(meanOnCircle(weight.x, x, grid.size.x(), grid.center.x()),
            meanOnCircle(weight.y, y, grid.size.y(), grid.center.y())));
}

Vec2 DensityLayout::variance(const RealField& rho, Vec2 mean) const
{
    const Marginals weight = marginals(*this, rho);
    const auto along = [](const Eigen::ArrayXd& w, const Eigen::ArrayXd& d) {
        return (w * d.square()).sum() / w.sum();
    };
    return {along(weight.x, distances(x, mean.x(), grid.size.x(), isTorus())),
        along(weight.y, distances(y, mean.y(), grid.size.y(), isTorus()))};
}

RealField DensityLayout::potential(const Potential& potential, double time, Vec2 offset) const
{
    RealField V;
    potential.sample(V, time, offset);
    if (isTorus())
        return V;
    RealField all = extended(V);
    const auto fill
        = [&](int j, int i) { all(j, i) = potential.at(Vec2(x[i], y[j]) + offset, time); };
    for (int i = 0; i < nx; ++i) {
        fill(0, i);
        fill(ny - 1, i);
    }
    for (int j = 1; j + 1 < ny; ++j) {
        fill(j, 0);
        fill(j, nx - 1);
    }
    return all;
}

VectorField DensityLayout::gradient(const RealField& rho, int threads) const
{
    return isTorus() ? spectralGradient(rho, grid, threads) : mirrorGradient(rho, *this);
}

} // namespace dqm
