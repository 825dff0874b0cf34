#include "core/observables/FlowSums.h"

#include "core/grid/Parallel.h"
#include "core/observables/WallQuadrature.h"

#include <algorithm>
#include <numbers>
#include <stdexcept>
#include <vector>

namespace dqm {

namespace {

using Row = Eigen::Array<double, 1, Eigen::Dynamic>;
using ComplexRow = Eigen::Array<std::complex<double>, 1, Eigen::Dynamic>;

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

/// Buffers of one row; small enough to stay in the innermost cache.
struct RowBuffers
{
    Row a, b, p, q, rho, inverse, jx, jy, rx, ry, gx, gy;
};

/// The mean of J_k^2/rho over all directions in which a node is approached. With the gradient
/// rotated to its principal axes, e = A s + i B t, the mean of J J^T/rho is
/// d (M + d) / (tr M + 2 d) with M = Re(grad e grad e^+) and d = |A B|.
Vec2 driftSquaredAtNode(std::complex<double> gx, std::complex<double> gy)
{
    const double d = std::abs(std::imag(std::conj(gx) * gy));
    const double trace = std::norm(gx) + std::norm(gy) + 2.0 * d;
    if (trace <= 0.0) {
        return Vec2::Zero();
    }
    return (d / trace) * Vec2(std::norm(gx) + d, std::norm(gy) + d);
}

/// J, R and |d_k e|^2 of one component of the gradient.
void products(RowBuffers& w, const Eigen::Ref<const ComplexRow>& component, Row& J, Row& R, Row& g)
{
    w.p = component.real();
    w.q = component.imag();
    J = w.a * w.q - w.b * w.p;
    R = w.a * w.p + w.b * w.q;
    g = w.p.square() + w.q.square();
}

void addRow(Eigen::Index j, const ComplexField& e, const ComplexVectorField& gradient,
    const RealField& V, double floor, const OddWeights& odd, RowBuffers& w, Block& block,
    FlowSums& sums)
{
    w.a = e.row(j).real();
    w.b = e.row(j).imag();
    w.rho = w.a.square() + w.b.square();
    products(w, gradient.x.row(j), w.jx, w.rx, w.gx);
    products(w, gradient.y.row(j), w.jy, w.ry, w.gy);

    w.inverse = (w.rho > floor).select(w.rho.cwiseInverse(), 0.0);
    block.driftSquared
        += Vec2((w.jx.square() * w.inverse).sum(), (w.jy.square() * w.inverse).sum());
    block.cross += ((w.jx * w.rx + w.jy * w.ry) * w.inverse).sum();
    block.gradientSquared += Vec2(w.gx.sum(), w.gy.sum());
    for (Eigen::Index i = 0; i < e.cols(); ++i) {
        if (w.rho(i) <= floor) {
            block.driftSquared += driftSquaredAtNode(gradient.x(j, i), gradient.y(j, i));
        }
    }

    constexpr double tiny = std::numeric_limits<double>::min();
    block.entropy -= (w.rho * w.rho.max(tiny).log()).sum();
    if (V.size() > 0) {
        block.potential += (V.row(j) * w.rho).sum();
    }
    block.rho += w.rho;
    block.fluxX += w.rx;
    block.currentY += odd.y(j) * w.jy;
    sums.density.y(j) = w.rho.sum();
    sums.fluxAlong.y(j) = w.ry.sum();
    sums.currentAcross.y(j) = (w.jx * odd.x).sum();
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
    for (Eigen::ArrayXd* along : {&sums.density.y, &sums.fluxAlong.y, &sums.currentAcross.y}) {
        *along *= grid.dx();
    }
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
    const double floor = nodeFloor * envelope.abs2().maxCoeff();
    std::vector<Block> blocks(blockCount, Block(grid.nx));
    parallelFor(blockCount, threads, [&](int begin, int end) {
        RowBuffers buffers;
        for (int k = begin; k < end; ++k) {
            const int last = (k + 1) * grid.ny / blockCount;
            for (int j = k * grid.ny / blockCount; j < last; ++j) {
                addRow(j, envelope, gradient, V, floor, odd, buffers, blocks[std::size_t(k)], sums);
            }
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
