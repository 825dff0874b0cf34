#include "core/dissipation/ExponentialFlux.h"

#include "core/grid/Parallel.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace dqm {

namespace {

constexpr double steepest = 50.0;
/// Hops per Poisson sum: e^{-hops} must not underflow, and fewer sums are cheaper than more.
constexpr double hopsAtOnce = 200.0;

double bernoulli(double z) { return std::abs(z) < 1e-9 ? 1.0 - 0.5 * z : z / std::expm1(z); }

struct Rates
{
    double forward;
    double backward;
};

Rates edgeRates(double difference, double kT, double windNumber)
{
    const double z = std::clamp(-difference / kT + windNumber, -steepest, steepest);
    const double B = bernoulli(z);
    return {B + z, B};
}

/// Poisson weights e^{-mean} mean^k / k! up to where the rest is below rounding, summing to 1.
std::vector<double> poissonWeights(double mean)
{
    std::vector<double> weights;
    double weight = std::exp(-mean);
    for (int k = 0; k < mean || weight > 1e-18; ++k) {
        weights.push_back(weight);
        weight *= mean / (k + 1);
    }
    double sum = 0.0;
    for (const double w : weights)
        sum += w;
    for (double& w : weights)
        w /= sum;
    return weights;
}

} // namespace

ExponentialFlux::ExponentialFlux(
    const DensityLayout& layout, double D, double kT, Vec2 W, const RealField& V)
    : m_layout(layout)
    , m_cells((layout.cellY.matrix() * layout.cellX.matrix().transpose()).array())
    , m_x{layout.zero(), layout.zero()}
    , m_y{layout.zero(), layout.zero()}
{
    const int nx = layout.nx;
    const int ny = layout.ny;
    const double hx = layout.grid.dx();
    const double hy = layout.grid.dy();
    RealField leave = layout.zero();
    const auto connect = [&](Edges& edges, int j, int i, int nextJ, int nextI, double h,
                             double wind, double cell, double nextCell) {
        const Rates rates = edgeRates(V(nextJ, nextI) - V(j, i), kT, wind * h / D);
        edges.forward(j, i) = D / (h * cell) * rates.forward;
        edges.backward(j, i) = D / (h * nextCell) * rates.backward;
        leave(j, i) += edges.forward(j, i);
        leave(nextJ, nextI) += edges.backward(j, i);
    };
    for (int j = 0; j < ny; ++j) {
        for (int i = 0; i < nx; ++i) {
            const int nextI = (i + 1) % nx;
            const int nextJ = (j + 1) % ny;
            if (nextI > 0 || layout.isTorus())
                connect(m_x, j, i, j, nextI, hx, W.x(), layout.cellX[i], layout.cellX[nextI]);
            if (nextJ > 0 || layout.isTorus())
                connect(m_y, j, i, nextJ, i, hy, W.y(), layout.cellY[j], layout.cellY[nextJ]);
        }
    }
    m_fastest = leave.maxCoeff();
    m_stay = 1.0 - leave / m_fastest;
    for (RealField* rates : {&m_x.forward, &m_x.backward, &m_y.forward, &m_y.backward})
        *rates /= m_fastest;
}

void ExponentialFlux::hop(
    const RealField& from, RealField& to, RealField& sum, double weight, int threads) const
{
    const int nx = m_layout.nx;
    const int ny = m_layout.ny;
    parallelFor(ny, threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j) {
            const int below = j > 0 ? j - 1 : ny - 1;
            const int above = j + 1 < ny ? j + 1 : 0;
            const double* const q = &from(j, 0);
            const double* const right = &m_x.forward(j, 0);
            const double* const left = &m_x.backward(j, 0);
            double* const out = &to(j, 0);
            to.row(j) = m_stay.row(j) * from.row(j) + m_y.forward.row(below) * from.row(below)
                + m_y.backward.row(j) * from.row(above);
            out[0] += right[nx - 1] * q[nx - 1] + left[0] * q[1 % nx];
            for (int i = 1; i + 1 < nx; ++i)
                out[i] += right[i - 1] * q[i - 1] + left[i] * q[i + 1];
            out[nx - 1] += right[nx - 2] * q[nx - 2] + left[nx - 1] * q[0];
            sum.row(j) += weight * to.row(j);
        }
    });
}

void ExponentialFlux::evolve(RealField& rho, double span, int threads) const
{
    const int parts = std::max(1, static_cast<int>(std::ceil(m_fastest * span / hopsAtOnce)));
    const std::vector<double> weights = poissonWeights(m_fastest * span / parts);
    RealField mass = rho * m_cells;
    RealField next = mass;
    RealField sum = mass;
    for (int part = 0; part < parts; ++part) {
        sum = weights[0] * mass;
        for (size_t k = 1; k < weights.size(); ++k) {
            hop(mass, next, sum, weights[k], threads);
            mass.swap(next);
        }
        mass.swap(sum);
    }
    rho = mass / m_cells;
}

VectorField ExponentialFlux::current(const RealField& rho) const
{
    const int nx = m_layout.nx;
    const int ny = m_layout.ny;
    VectorField J{m_layout.zero(), m_layout.zero()};
    for (int j = 0; j < ny; ++j) {
        for (int i = 0; i < nx; ++i) {
            const int nextI = (i + 1) % nx;
            const int nextJ = (j + 1) % ny;
            const double x = m_fastest
                * (m_x.forward(j, i) * m_layout.cellX[i] * rho(j, i)
                    - m_x.backward(j, i) * m_layout.cellX[nextI] * rho(j, nextI));
            const double y = m_fastest
                * (m_y.forward(j, i) * m_layout.cellY[j] * rho(j, i)
                    - m_y.backward(j, i) * m_layout.cellY[nextJ] * rho(nextJ, i));
            J.x(j, i) += 0.5 * x;
            J.x(j, nextI) += 0.5 * x;
            J.y(j, i) += 0.5 * y;
            J.y(nextJ, i) += 0.5 * y;
        }
    }
    return J;
}

} // namespace dqm
