#include "core/dissipation/kramers/FreeKramers.h"

#include "core/dissipation/kramers/CloudDeposit.h"
#include "core/grid/FourierTransform.h"
#include "core/grid/Parallel.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

using Complex = std::complex<double>;

/// The largest distance between samples, in cells, that WideClouds even out.
constexpr double widestGap = 1.2;
/// Of WideClouds, in cells.
constexpr double cloudVariance = 0.5;
/// Undershoot, relative to the peak, that is taken for an edge in the density.
constexpr double deepestRipple = 1e-4;
/// What is aimed at where there is a choice, and the most samples per cell and axis.
constexpr double usualGap = 0.7;
constexpr int mostPerAxis = 4;
/// Displacements that differ by less than this share of a cell do not differ.
constexpr double sameDisplacement = 1e-9;

Eigen::ArrayXd withoutNyquist(Eigen::ArrayXd k)
{
    if (k.size() % 2 == 0)
        k[k.size() / 2] = 0.0;
    return k;
}

/// What a wave number loses in WideClouds: (sin(kh/2) / (kh/2))^6.
Eigen::ArrayXd cloudWindow(const Eigen::ArrayXd& k, double h)
{
    return k.unaryExpr([h](double wavenumber) {
        const double a = 0.5 * wavenumber * h;
        return a == 0.0 ? 1.0 : std::pow(std::sin(a) / a, 6);
    });
}

ComplexField pack(const RealField& real, const RealField& imaginary)
{
    ComplexField packed(real.rows(), real.cols());
    packed.real() = real;
    packed.imag() = imaginary;
    return packed;
}

} // namespace

FreeKramers::FreeKramers(WaveState psi, const DensityLayout& layout,
    const PhysicalConstants& constants, std::optional<Vec2> mean)
    : m_psi(std::move(psi))
    , m_layout(layout)
    , m_constants(constants)
    , m_initial(densityFlow(m_psi, layout, constants))
    , m_moments(driftMoments(
          m_initial, layout, mean ? layout.mean(m_initial.rho, *mean) : layout.mean(m_initial.rho)))
    , m_strain(strainRate(m_initial, layout))
{
    if (!layout.isTorus())
        throw std::invalid_argument(
            "Between walls the particles of a Kramers ensemble are needed.");
}

void FreeKramers::follow(const ThermalMedium& medium, double mass, double t)
{
    m_motion.follow(medium, mass, t);
}

FreeKramers FreeKramers::withoutSamples() const
{
    FreeKramers other = *this;
    other.m_samples = {};
    other.m_perAxis = 0;
    return other;
}

std::size_t FreeKramers::bytes() const
{
    const auto points = static_cast<std::size_t>(m_psi.envelope.size());
    return sizeof *this + points * (sizeof(std::complex<double>) + 3 * sizeof(double));
}

DriftMoments FreeKramers::moments() const
{
    const KramersFlow& go = m_motion;
    DriftMoments now = m_moments;
    now.mean += go.reach * m_moments.velocity + go.shift;
    now.velocity = go.decay * m_moments.velocity + go.drift;
    now.varianceX += go.reach * (2.0 * m_moments.covariance + go.reach * m_moments.varianceV);
    now.varianceX.array() += go.varianceX;
    now.covariance = go.decay * (m_moments.covariance + go.reach * m_moments.varianceV);
    now.covariance.array() += go.covariance;
    now.varianceV *= go.decay * go.decay;
    now.varianceV.array() += go.varianceV;
    return now;
}

bool FreeKramers::isCarriedWhole() const
{
    const double spreadOfV = std::sqrt(m_moments.varianceV.maxCoeff());
    const double cell = std::min(m_layout.grid.dx(), m_layout.grid.dy());
    return std::abs(m_motion.reach) * spreadOfV < sameDisplacement * cell;
}

DensityFlow FreeKramers::flow(int threads)
{
    if (!isCarriedWhole())
        return deposited(threads);
    const KramersFlow& go = m_motion;
    const VectorField& j = m_initial.current;
    const Grid& grid = m_layout.grid;
    const Vec2 shift = grid.shortest(go.reach * m_moments.velocity + go.shift);
    return convolved(m_initial.rho.cast<Complex>(),
        pack(go.decay * j.x + go.drift.x() * m_initial.rho,
            go.decay * j.y + go.drift.y() * m_initial.rho),
        go.covariance, gaussianFactors(grid.wavenumbersX(), go.varianceX, shift.x()),
        gaussianFactors(grid.wavenumbersY(), go.varianceX, shift.y()), threads);
}

const DriftSamples& FreeKramers::samplesFor(double stretch)
{
    const int finer = std::min(mostPerAxis, static_cast<int>(std::ceil(stretch / usualGap)));
    const int wanted = stretch <= widestGap ? 1 : finer;
    if (wanted > m_perAxis) {
        m_samples = driftSamples(m_psi, m_layout, m_constants, wanted);
        m_perAxis = wanted;
    }
    return m_samples;
}

DensityFlow FreeKramers::deposited(int threads)
{
    // Neighbours part by the strain; half as much again covers all but a few of them.
    const double stretch = 1.0 + 1.5 * std::abs(m_motion.reach) * m_strain;
    const DriftSamples& samples = samplesFor(stretch);
    const KramersFlow& go = m_motion;
    const Vec2 v = m_moments.velocity;
    const DensityFlow laid = depositInParts<6>(
        m_layout, samples.count(), threads, [&](int begin, int end, WideClouds& deposit) {
            for (int n = begin; n < end; ++n) {
                const auto k = static_cast<size_t>(n);
                const Vec2 v0(samples.vx[k], samples.vy[k]);
                deposit.add(samples.x[k] + go.reach * (v0.x() - v.x()),
                    samples.y[k] + go.reach * (v0.y() - v.y()), samples.mass[k],
                    samples.mass[k] * (go.decay * v0 + go.drift));
            }
        });
    DensityFlow sharp = evened(laid, stretch / m_perAxis, true, threads);
    if (sharp.rho.minCoeff() > -deepestRipple * sharp.rho.maxCoeff())
        return sharp;
    // Where paths cross or leave a hole the density has edges, and undoing the clouds would ripple.
    return evened(laid, stretch / m_perAxis, false, threads);
}

DensityFlow FreeKramers::evened(
    const DensityFlow& laid, double gap, bool undoesClouds, int threads) const
{
    const Grid& grid = m_layout.grid;
    const Vec2 shift = grid.shortest(m_motion.reach * m_moments.velocity + m_motion.shift);
    const auto factors = [&](const Eigen::ArrayXd& k, double h, double displacement) {
        const double fillsGaps = gap > widestGap ? 0.25 * h * h * gap * gap : 0.0;
        const double variance = std::max(m_motion.varianceX, fillsGaps);
        if (undoesClouds)
            return Eigen::ArrayXcd(gaussianFactors(k, variance, displacement) / cloudWindow(k, h));
        return gaussianFactors(k, std::max(0.0, variance - cloudVariance * h * h), displacement);
    };
    DensityFlow result = convolved(laid.rho.cast<Complex>(), pack(laid.current.x, laid.current.y),
        undoesClouds ? m_motion.covariance : 0.0,
        factors(grid.wavenumbersX(), grid.dx(), shift.x()),
        factors(grid.wavenumbersY(), grid.dy(), shift.y()), threads);
    if (!undoesClouds) {
        result.isGrainy = true;
        const VectorField steep = slope(result, m_layout, threads);
        result.current.x -= m_motion.covariance * steep.x;
        result.current.y -= m_motion.covariance * steep.y;
    }
    return result;
}

/// The kernel of the noise and the common displacement, one factor per axis. The noise of v goes
/// with that of x: the cloud of a sample carries the current (V + (x - X) covariance/variance) rho,
/// which adds up to -covariance grad rho.
DensityFlow FreeKramers::convolved(ComplexField rho, ComplexField momentum, double covariance,
    const Eigen::ArrayXcd& alongX, const Eigen::ArrayXcd& alongY, int threads) const
{
    const Grid& grid = m_layout.grid;
    const FourierTransform transform(grid, threads);
    const double scale = transform.normalisation();
    const Eigen::ArrayXd kx = withoutNyquist(grid.wavenumbersX());
    const Eigen::ArrayXd ky = withoutNyquist(grid.wavenumbersY());
    transform.forward(rho);
    transform.forward(momentum);
    parallelFor(grid.ny, threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j) {
            for (int i = 0; i < grid.nx; ++i) {
                const Complex factor = scale * alongY[j] * alongX[i];
                const Complex along(-ky[j], kx[i]);
                rho(j, i) *= factor;
                momentum(j, i) = factor * momentum(j, i) - covariance * along * rho(j, i);
            }
        }
    });
    transform.inverse(rho);
    transform.inverse(momentum);
    return {rho.real(), {momentum.real(), momentum.imag()}};
}

} // namespace dqm
