#include "core/hydrodynamics/EighthOrderFlow.h"

#include "core/evolution/FlowScale.h"
#include "core/grid/Parallel.h"
#include "core/grid/WidestVectors.h"

#include <algorithm>
#include <array>
#include <limits>

namespace dqm {

namespace {

constexpr int margin = EighthOrder::reach;

/// Where a point of the margin finds its value: around the torus, or mirrored with the opposite
/// sign behind a wall (and zero on it).
struct Source
{
    int index;
    double sign;
};

Source source(int i, int n, bool torus)
{
    if (torus)
        return {((i % n) + n) % n, 1.0};
    const int period = 2 * (n + 1);
    const int k = ((i + 1) % period + period) % period; // 0 and n + 1 lie on the walls
    if (k == 0 || k == n + 1)
        return {0, 0.0};
    return k <= n ? Source{k - 1, 1.0} : Source{period - k - 1, -1.0};
}

/// Both differences of one part of psi at p, whose neighbours lie `stride` apart.
DQM_ALWAYS_INLINE double firstDifference(const double* p, std::ptrdiff_t stride)
{
    constexpr auto& first = EighthOrder::first;
    return first[0] * (p[stride] - p[-stride]) + first[1] * (p[2 * stride] - p[-2 * stride])
        + first[2] * (p[3 * stride] - p[-3 * stride]) + first[3] * (p[4 * stride] - p[-4 * stride]);
}

DQM_ALWAYS_INLINE double secondDifference(const double* p, std::ptrdiff_t stride)
{
    constexpr auto& second = EighthOrder::second;
    return EighthOrder::secondCentre * p[0] + second[0] * (p[stride] + p[-stride])
        + second[1] * (p[2 * stride] + p[-2 * stride])
        + second[2] * (p[3 * stride] + p[-3 * stride])
        + second[3] * (p[4 * stride] + p[-4 * stride]);
}

/// What does not change from row to row.
struct Stencil
{
    FlowScale<double> scale;
    double perDx, perDy;
    double floor; ///< absolute
    std::ptrdiff_t stride; ///< between rows
    int nx;
};

/// One row of every target.
template <class T>
struct TargetRow
{
    T* rho;
    T* re;
    T* im;
    T* vx;
    T* vy;
    T* ux;
    T* uy;
    T* Q;
};

template <class T>
DQM_ALWAYS_INLINE void writeRow(const double* re, const double* im, const double* carrierCos,
    const double* carrierSin, const Stencil& stencil, const TargetRow<T>& out)
{
    const Stencil s = stencil;
    const TargetRow<T> row = out;
    DQM_INDEPENDENT_ROUNDS
    for (int i = 0; i < s.nx; ++i) {
        const double a = re[i];
        const double b = im[i];
        const double rho = a * a + b * b;
        const double safe = std::max(rho, std::numeric_limits<double>::min());
        const double there = rho > s.floor ? 1.0 : 0.0;
        const double inverse = there / safe;
        const LocalFlow<double> flow = localFlow(a, b, s.perDx * firstDifference(re + i, 1),
            s.perDx * firstDifference(im + i, 1), s.perDy * firstDifference(re + i, s.stride),
            s.perDy * firstDifference(im + i, s.stride),
            s.perDx * s.perDx * secondDifference(re + i, 1)
                + s.perDy * s.perDy * secondDifference(re + i, s.stride),
            s.perDx * s.perDx * secondDifference(im + i, 1)
                + s.perDy * s.perDy * secondDifference(im + i, s.stride),
            inverse, there, s.scale);
        row.rho[i] = T(rho);
        row.re[i] = T(a * carrierCos[i] - b * carrierSin[i]);
        row.im[i] = T(a * carrierSin[i] + b * carrierCos[i]);
        row.vx[i] = T(flow.vx);
        row.vy[i] = T(flow.vy);
        row.ux[i] = T(flow.ux);
        row.uy[i] = T(flow.uy);
        row.Q[i] = T(flow.Q);
    }
}

/// Real and imaginary part of a row, times a sign.
DQM_WIDEST_VECTORS
void splitRow(const double* row, double sign, std::ptrdiff_t n, double* re, double* im)
{
    DQM_INDEPENDENT_ROUNDS
    for (std::ptrdiff_t i = 0; i < n; ++i) {
        re[i] = sign * row[2 * i];
        im[i] = sign * row[2 * i + 1];
    }
}

/// The largest of re^2 + im^2.
DQM_WIDEST_VECTORS
double peakOf(const double* re, const double* im, std::ptrdiff_t n)
{
    constexpr int lanes = 8;
    std::array<double, lanes> partial{};
    for (std::ptrdiff_t i = 0; i + lanes <= n; i += lanes)
        for (int l = 0; l < lanes; ++l) {
            const double rho = re[i + l] * re[i + l] + im[i + l] * im[i + l];
            double& largest = partial[static_cast<std::size_t>(l)];
            largest = largest < rho ? rho : largest;
        }
    double peak = 0.0;
    for (std::ptrdiff_t i = n - n % lanes; i < n; ++i)
        peak = std::max(peak, re[i] * re[i] + im[i] * im[i]);
    for (const double part : partial)
        peak = std::max(peak, part);
    return peak;
}

// Templates have no clones.

DQM_WIDEST_VECTORS
void evaluateRow(const double* re, const double* im, const double* carrierCos,
    const double* carrierSin, const Stencil& stencil, const TargetRow<float>& out)
{
    writeRow(re, im, carrierCos, carrierSin, stencil, out);
}

DQM_WIDEST_VECTORS
void evaluateRow(const double* re, const double* im, const double* carrierCos,
    const double* carrierSin, const Stencil& stencil, const TargetRow<double>& out)
{
    writeRow(re, im, carrierCos, carrierSin, stencil, out);
}

} // namespace

double EighthOrderFlow::load(const ComplexField& envelope, const Grid& grid, int threads)
{
    m_re.resize(grid.ny + 2 * margin, grid.nx + 2 * margin);
    m_im.resize(grid.ny + 2 * margin, grid.nx + 2 * margin);
    Eigen::ArrayXd rowPeak = Eigen::ArrayXd::Zero(m_re.rows());
    parallelFor(int(m_re.rows()), threads, [&](int begin, int end) {
        for (int row = begin; row < end; ++row) {
            const Source from = source(row - margin, grid.ny, grid.isTorus());
            double* const re = &m_re(row, margin);
            double* const im = &m_im(row, margin);
            splitRow(reinterpret_cast<const double*>(&envelope(from.index, 0)), from.sign, grid.nx,
                re, im);
            for (int k = 0; k < margin; ++k) {
                for (const int i : {k - margin, grid.nx + k}) {
                    const Source at = source(i, grid.nx, grid.isTorus());
                    m_re(row, i + margin) = at.sign * m_re(row, at.index + margin);
                    m_im(row, i + margin) = at.sign * m_im(row, at.index + margin);
                }
            }
            rowPeak(row) = peakOf(re, im, grid.nx);
        }
    });
    return rowPeak.maxCoeff();
}

template <class T>
double EighthOrderFlow::evaluate(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants, double floor, int threads, FlowTargets<T> targets)
{
    targets.resize(grid.ny, grid.nx);
    const double peak = load(state.envelope, grid, threads);
    const Stencil stencil{flowScale(constants, state.carrier), 1.0 / grid.dx(), 1.0 / grid.dy(),
        floor * peak, m_re.cols(), grid.nx};
    const Eigen::ArrayXd along = state.carrier.x() * grid.xs();
    const Eigen::ArrayXd cosAlong = along.cos();
    const Eigen::ArrayXd sinAlong = along.sin();
    parallelFor(grid.ny, threads, [&](int begin, int end) {
        Eigen::ArrayXd cosines(grid.nx);
        Eigen::ArrayXd sines(grid.nx);
        for (int j = begin; j < end; ++j) {
            const double across = state.carrier.y() * grid.y(j) + state.phase;
            cosines = std::cos(across) * cosAlong - std::sin(across) * sinAlong;
            sines = std::sin(across) * cosAlong + std::cos(across) * sinAlong;
            const auto row = [j](Field<T>& field) { return field.data() + j * field.cols(); };
            evaluateRow(m_re.data() + (j + margin) * m_re.cols() + margin,
                m_im.data() + (j + margin) * m_im.cols() + margin, cosines.data(), sines.data(),
                stencil,
                TargetRow<T>{row(targets.rho), row(targets.re), row(targets.im), row(targets.vx),
                    row(targets.vy), row(targets.ux), row(targets.uy), row(targets.Q)});
        }
    });
    return peak;
}

template double EighthOrderFlow::evaluate(
    const WaveState&, const Grid&, const PhysicalConstants&, double, int, FlowTargets<float>);
template double EighthOrderFlow::evaluate(
    const WaveState&, const Grid&, const PhysicalConstants&, double, int, FlowTargets<double>);

} // namespace dqm
