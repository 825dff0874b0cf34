#include "core/observables/FlowSums.h"

#include "core/grid/Parallel.h"
#include "core/grid/WidestVectors.h"
#include "core/observables/WallQuadrature.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <vector>

namespace dqm {

namespace {

using Row = Eigen::Array<double, 1, Eigen::Dynamic>;

// Fixed, so that the order of summation does not depend on the number of threads.
constexpr int blockCount = 16;
constexpr double nodeFloor = 1e-14;

/// Plain sums over some rows, without the cell's area.
struct Block
{
    explicit Block(Eigen::Index nx)
        : rho(Row::Zero(nx))
        , fluxX(Row::Zero(nx))
        , currentY(Row::Zero(nx))
    {
    }

    double entropy = 0.0;
    double potential = 0.0;
    double cross = 0.0;
    Vec2 gradientSquared{0.0, 0.0};
    Vec2 driftSquared{0.0, 0.0};
    Row rho;
    Row fluxX;
    Row currentY;
};

/// Weights in units of the spacing for what is odd about the walls; all one on a torus.
struct OddWeights
{
    explicit OddWeights(const Grid& grid)
        : x(Row::Ones(grid.nx))
        , y(Eigen::ArrayXd::Ones(grid.ny))
    {
        if (!grid.isTorus()) {
            x = wallQuadrature(grid.nx).odd.transpose() * double(grid.nx + 1);
            y = wallQuadrature(grid.ny).odd * double(grid.ny + 1);
        }
    }

    Row x;
    Eigen::ArrayXd y;
};

/// What one row adds, point by point; small enough to stay in the innermost caches.
struct RowBuffers
{
    explicit RowBuffers(Eigen::Index nx)
    {
        for (Row* row : {&rho, &jx, &jy, &rx, &ry, &gx, &gy, &driftX, &driftY, &cross, &entropy})
            row->resize(nx);
    }

    Row rho, jx, jy, rx, ry, gx, gy, driftX, driftY, cross, entropy;
};

/// ln x of a positive normal number to the last digits, without branches and calls: with x = 2^n m
/// and s = (m - 1)/(m + 1), ln m = 2 s (1 + s^2/3 + s^4/5 + ...), m between 1/sqrt2 and sqrt2.
DQM_ALWAYS_INLINE double logarithm(double x)
{
    constexpr std::uint64_t mantissa = (std::uint64_t{1} << 52U) - 1U;
    constexpr std::uint64_t one = std::uint64_t{1023} << 52U;
    constexpr double power52 = 4503599627370496.0;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    // An integer in the low bits of 2^52 is that much more than it.
    const double exponent
        = std::bit_cast<double>((bits >> 52U) | std::bit_cast<std::uint64_t>(power52)) - power52;
    const double m = std::bit_cast<double>((bits & mantissa) | one);
    const bool isLarge = m > std::numbers::sqrt2;
    const double middle = isLarge ? 0.5 * m : m;
    const double n = exponent - (isLarge ? 1022.0 : 1023.0);
    const double s = (middle - 1.0) / (middle + 1.0);
    const double z = s * s;
    double series = 1.0 / 19.0;
    for (int k = 17; k > 0; k -= 2)
        series = series * z + 1.0 / k;
    return n * std::numbers::ln2 + 2.0 * s * series;
}

/// At a node J_k^2/rho takes the mean over all directions of approach. With the gradient rotated to
/// its principal axes, e = A s + i B t, the mean of J J^T/rho is d (M + d) / (tr M + 2 d) with
/// M = Re(grad e grad e^+) and d = |A B|.
DQM_WIDEST_VECTORS
void termsOfRow(
    const double* e, const double* gradX, const double* gradY, double floor, RowBuffers& buffers)
{
    constexpr double tiny = std::numeric_limits<double>::min();
    double* const rho = buffers.rho.data();
    double* const jx = buffers.jx.data();
    double* const jy = buffers.jy.data();
    double* const rx = buffers.rx.data();
    double* const ry = buffers.ry.data();
    double* const gx = buffers.gx.data();
    double* const gy = buffers.gy.data();
    double* const driftX = buffers.driftX.data();
    double* const driftY = buffers.driftY.data();
    double* const cross = buffers.cross.data();
    double* const entropy = buffers.entropy.data();
    const auto n = static_cast<std::ptrdiff_t>(buffers.rho.size());
    DQM_INDEPENDENT_ROUNDS
    for (std::ptrdiff_t i = 0; i < n; ++i) {
        const double a = e[2 * i];
        const double b = e[2 * i + 1];
        const double xRe = gradX[2 * i];
        const double xIm = gradX[2 * i + 1];
        const double yRe = gradY[2 * i];
        const double yIm = gradY[2 * i + 1];
        const double density = a * a + b * b;
        const double inverse = 1.0 / std::max(density, tiny);
        const double currentX = a * xIm - b * xRe;
        const double currentY = a * yIm - b * yRe;
        const double fluxX = a * xRe + b * xIm;
        const double fluxY = a * yRe + b * yIm;
        const double squareX = xRe * xRe + xIm * xIm;
        const double squareY = yRe * yRe + yIm * yIm;
        const double d = std::abs(xRe * yIm - xIm * yRe);
        const double share = d / std::max(squareX + squareY + 2.0 * d, tiny);
        const bool isNode = density <= floor;
        rho[i] = density;
        jx[i] = currentX;
        jy[i] = currentY;
        rx[i] = fluxX;
        ry[i] = fluxY;
        gx[i] = squareX;
        gy[i] = squareY;
        driftX[i] = isNode ? share * (squareX + d) : currentX * currentX * inverse;
        driftY[i] = isNode ? share * (squareY + d) : currentY * currentY * inverse;
        cross[i] = isNode ? 0.0 : (currentX * fluxX + currentY * fluxY) * inverse;
        entropy[i] = -density * logarithm(std::max(density, tiny));
    }
}

/// In eight partial sums, one in each lane of the widest vectors.
DQM_WIDEST_VECTORS
double sumOf(const double* values, std::ptrdiff_t n)
{
    constexpr int lanes = 8;
    std::array<double, lanes> partial{};
    std::ptrdiff_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (int l = 0; l < lanes; ++l)
            partial[static_cast<std::size_t>(l)] += values[i + l];
    double sum = 0.0;
    for (; i < n; ++i)
        sum += values[i];
    for (const double part : partial)
        sum += part;
    return sum;
}

double sumOf(const Row& row) { return sumOf(row.data(), row.size()); }

DQM_WIDEST_VECTORS
double sumOfProducts(const double* a, const double* b, std::ptrdiff_t n)
{
    constexpr int lanes = 8;
    std::array<double, lanes> partial{};
    std::ptrdiff_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (int l = 0; l < lanes; ++l)
            partial[static_cast<std::size_t>(l)] += a[i + l] * b[i + l];
    double sum = 0.0;
    for (; i < n; ++i)
        sum += a[i] * b[i];
    for (const double part : partial)
        sum += part;
    return sum;
}

DQM_WIDEST_VECTORS
void addMultiple(const double* row, double factor, double* sums, std::ptrdiff_t n)
{
    DQM_INDEPENDENT_ROUNDS
    for (std::ptrdiff_t i = 0; i < n; ++i)
        sums[i] += factor * row[i];
}

/// The largest |e|^2 of a row.
DQM_WIDEST_VECTORS
double peakOf(const double* e, std::ptrdiff_t n)
{
    constexpr int lanes = 8;
    std::array<double, lanes> partial{};
    std::ptrdiff_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (int l = 0; l < lanes; ++l) {
            const double rho
                = e[2 * (i + l)] * e[2 * (i + l)] + e[2 * (i + l) + 1] * e[2 * (i + l) + 1];
            double& largest = partial[static_cast<std::size_t>(l)];
            largest = largest < rho ? rho : largest;
        }
    double peak = 0.0;
    for (; i < n; ++i)
        peak = std::max(peak, e[2 * i] * e[2 * i] + e[2 * i + 1] * e[2 * i + 1]);
    for (const double part : partial)
        peak = std::max(peak, part);
    return peak;
}

double peakOf(const ComplexField& e, int threads)
{
    Eigen::ArrayXd ofRows(e.rows());
    parallelFor(int(e.rows()), threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j)
            ofRows(j) = peakOf(reinterpret_cast<const double*>(e.data() + j * e.cols()), e.cols());
    });
    return ofRows.maxCoeff();
}

const double* rowOf(const ComplexField& field, Eigen::Index j)
{
    return reinterpret_cast<const double*>(&field(j, 0));
}

void addRow(Eigen::Index j, const ComplexField& e, const ComplexVectorField& gradient,
    const RealField& V, double floor, const OddWeights& odd, RowBuffers& w, Block& block,
    FlowSums& sums)
{
    termsOfRow(rowOf(e, j), rowOf(gradient.x, j), rowOf(gradient.y, j), floor, w);
    block.driftSquared += Vec2(sumOf(w.driftX), sumOf(w.driftY));
    block.cross += sumOf(w.cross);
    block.gradientSquared += Vec2(sumOf(w.gx), sumOf(w.gy));
    block.entropy += sumOf(w.entropy);
    if (V.size() > 0)
        block.potential += sumOfProducts(&V(j, 0), w.rho.data(), w.rho.size());
    addMultiple(w.rho.data(), 1.0, block.rho.data(), w.rho.size());
    addMultiple(w.rx.data(), 1.0, block.fluxX.data(), w.rx.size());
    addMultiple(w.jy.data(), odd.y(j), block.currentY.data(), w.jy.size());
    sums.density.y(j) = sumOf(w.rho);
    sums.fluxAlong.y(j) = sumOf(w.ry);
    sums.currentAcross.y(j) = sumOfProducts(w.jx.data(), odd.x.data(), w.jx.size());
}

/// Half the sum of |normal derivative|^2 over both walls of each axis, as the trapezoidal rule
/// wants it. The derivative at a wall is that of the sine series through the points:
/// e'(0) = -(pi/L) sum_j (-1)^j cot(pi j / 2(n+1)) e_j, j = 1..n.
double wallGradientSquared(const ComplexField& e, double length)
{
    const Eigen::Index n = e.cols();
    Eigen::VectorXd lower(n);
    for (Eigen::Index j = 1; j <= n; ++j) {
        const double angle = std::numbers::pi * double(j) / (2.0 * double(n + 1));
        lower(j - 1) = (j % 2 == 0 ? -1.0 : 1.0) * std::numbers::pi / length / std::tan(angle);
    }
    const Eigen::VectorXcd derivative = e.matrix() * lower;
    const Eigen::VectorXcd opposite = e.matrix() * lower.reverse();
    return 0.5 * (derivative.squaredNorm() + opposite.squaredNorm());
}

void requireShape(bool good)
{
    if (!good) {
        throw std::invalid_argument("The state, its gradient and the potential must have the shape "
                                    "of the grid.");
    }
}

FlowSums gathered(
    const std::vector<Block>& blocks, FlowSums sums, const Grid& grid, const OddWeights& odd)
{
    Block all(grid.nx);
    for (const Block& block : blocks) {
        all.entropy += block.entropy;
        all.potential += block.potential;
        all.cross += block.cross;
        all.gradientSquared += block.gradientSquared;
        all.driftSquared += block.driftSquared;
        all.rho += block.rho;
        all.fluxX += block.fluxX;
        all.currentY += block.currentY;
    }
    const double area = grid.cellArea();
    sums.entropy = all.entropy * area;
    sums.potential = all.potential * area;
    sums.cross = all.cross * area;
    sums.gradientSquared = all.gradientSquared * area;
    sums.driftSquared = all.driftSquared * area;
    sums.density.x = all.rho.transpose() * grid.dy();
    sums.fluxAlong.x = all.fluxX.transpose() * grid.dy();
    sums.currentAcross.x = all.currentY.transpose() * grid.dy();
    for (Eigen::ArrayXd* along : {&sums.density.y, &sums.fluxAlong.y, &sums.currentAcross.y})
        *along *= grid.dx();
    sums.norm = sums.density.x.sum() * grid.dx();
    sums.flux = Vec2((sums.fluxAlong.x * odd.x.transpose()).sum() * grid.dx(),
        (sums.fluxAlong.y * odd.y).sum() * grid.dy());
    sums.current
        = Vec2(sums.currentAcross.y.sum() * grid.dy(), sums.currentAcross.x.sum() * grid.dx());
    return sums;
}

} // namespace

FlowSums flowSums(const ComplexField& envelope, const ComplexVectorField& gradient,
    const RealField& V, const Grid& grid, int threads)
{
    const auto fits
        = [&grid](const auto& field) { return field.rows() == grid.ny && field.cols() == grid.nx; };
    requireShape(
        fits(envelope) && fits(gradient.x) && fits(gradient.y) && (V.size() == 0 || fits(V)));

    FlowSums sums;
    sums.density.y.resize(grid.ny);
    sums.fluxAlong.y.resize(grid.ny);
    sums.currentAcross.y.resize(grid.ny);
    const OddWeights odd(grid);
    const double floor = nodeFloor * peakOf(envelope, threads);
    std::vector<Block> blocks(blockCount, Block(grid.nx));
    parallelFor(blockCount, threads, [&](int begin, int end) {
        RowBuffers buffers(grid.nx);
        for (int k = begin; k < end; ++k) {
            const int last = (k + 1) * grid.ny / blockCount;
            for (int j = k * grid.ny / blockCount; j < last; ++j)
                addRow(j, envelope, gradient, V, floor, odd, buffers, blocks[std::size_t(k)], sums);
        }
    });
    sums = gathered(blocks, std::move(sums), grid, odd);
    if (!grid.isTorus()) {
        const ComplexField transposed = envelope.transpose();
        sums.gradientSquared += grid.cellArea()
            * Vec2(wallGradientSquared(envelope, grid.size.x()),
                wallGradientSquared(transposed, grid.size.y()));
    }
    return sums;
}

} // namespace dqm
