#include "core/grid/Derivatives.h"

#include "core/grid/Continuation.h"
#include "core/grid/FourierTransform.h"
#include "core/grid/Parallel.h"
#include "core/grid/TransformPlan.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

namespace dqm {

namespace {

using Complex = std::complex<double>;

constexpr int reach = 4;
/// Weights of f(x + k h) - f(x - k h), k = 1 .. 4, in the eighth-order first derivative.
constexpr std::array<double, reach> stencil{4.0 / 5.0, -1.0 / 5.0, 4.0 / 105.0, -1.0 / 280.0};

ComplexField differencesAlongX(const ComplexField& psi, const Grid& grid, int threads)
{
    ComplexField result(grid.ny, grid.nx);
    const double scale = 1.0 / grid.dx();
    parallelFor(grid.ny, threads, [&](int begin, int end) {
        std::vector<Complex> padded(static_cast<size_t>(grid.nx + 2 * reach));
        Complex* const row = padded.data() + reach;
        for (int j = begin; j < end; ++j) {
            const Complex* const source = psi.data() + static_cast<Eigen::Index>(j) * grid.nx;
            std::copy_n(source, grid.nx, row);
            for (int k = 1; k <= reach; ++k) {
                const ContinuedIndex before = continuedIndex(-k, grid.nx, grid.isTorus());
                const ContinuedIndex after
                    = continuedIndex(grid.nx - 1 + k, grid.nx, grid.isTorus());
                row[-k] = before.sign * source[before.index];
                row[grid.nx - 1 + k] = after.sign * source[after.index];
            }
            Complex* const out = result.data() + static_cast<Eigen::Index>(j) * grid.nx;
            for (int i = 0; i < grid.nx; ++i)
                out[i] = scale
                    * (stencil[0] * (row[i + 1] - row[i - 1])
                        + stencil[1] * (row[i + 2] - row[i - 2])
                        + stencil[2] * (row[i + 3] - row[i - 3])
                        + stencil[3] * (row[i + 4] - row[i - 4]));
        }
    });
    return result;
}

ComplexField differencesAlongY(const ComplexField& psi, const Grid& grid, int threads)
{
    ComplexField result(grid.ny, grid.nx);
    parallelFor(grid.ny, threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j) {
            std::array<const Complex*, 2 * reach> row{};
            std::array<double, 2 * reach> weight{};
            for (size_t k = 0; k < reach; ++k) {
                const int distance = static_cast<int>(k) + 1;
                const ContinuedIndex above = continuedIndex(j + distance, grid.ny, grid.isTorus());
                const ContinuedIndex below = continuedIndex(j - distance, grid.ny, grid.isTorus());
                row[2 * k] = psi.data() + static_cast<Eigen::Index>(above.index) * grid.nx;
                row[2 * k + 1] = psi.data() + static_cast<Eigen::Index>(below.index) * grid.nx;
                weight[2 * k] = above.sign * stencil[k] / grid.dy();
                weight[2 * k + 1] = -below.sign * stencil[k] / grid.dy();
            }
            Complex* const out = result.data() + static_cast<Eigen::Index>(j) * grid.nx;
            for (int i = 0; i < grid.nx; ++i)
                out[i] = weight[0] * row[0][i] + weight[1] * row[1][i] + weight[2] * row[2][i]
                    + weight[3] * row[3][i] + weight[4] * row[4][i] + weight[5] * row[5][i]
                    + weight[6] * row[6][i] + weight[7] * row[7][i];
        }
    });
    return result;
}

/// i k / n; the Nyquist wave number has no sign, hence no derivative.
Eigen::ArrayXcd derivativeFactors(const Eigen::ArrayXd& wavenumbers)
{
    const Eigen::Index n = wavenumbers.size();
    Eigen::ArrayXcd factors
        = wavenumbers.cast<Complex>() * Complex(0.0, 1.0 / static_cast<double>(n));
    if (n % 2 == 0)
        factors[n / 2] = 0.0;
    return factors;
}

ComplexVectorField torusGradient(const ComplexField& psi, const Grid& grid, int threads)
{
    ComplexVectorField result{psi, psi};
    const auto alongX = TransformPlan::shared(TransformKind::FourierX, grid.nx, grid.ny, threads);
    const auto alongY = TransformPlan::shared(TransformKind::FourierY, grid.nx, grid.ny, threads);
    const Eigen::ArrayXcd factorX = derivativeFactors(grid.wavenumbersX());
    const Eigen::ArrayXcd factorY = derivativeFactors(grid.wavenumbersY());
    alongX->forward(result.x.data());
    alongY->forward(result.y.data());
    parallelFor(grid.ny, threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j) {
            result.x.row(j) *= factorX.transpose();
            result.y.row(j) *= factorY[j];
        }
    });
    alongX->inverse(result.x.data());
    alongY->inverse(result.y.data());
    return result;
}

/// Sine coefficients b_n become cosine coefficients k_n b_n, summed with both walls included; only
/// the points between them are kept.
ComplexField wallDerivativeX(const ComplexField& psi, const Grid& grid, int threads)
{
    ComplexField sines = psi;
    TransformPlan::shared(TransformKind::SineX, grid.nx, grid.ny, threads)->forward(sines.data());
    ComplexField cosines = ComplexField::Zero(grid.ny, grid.nx + 2);
    const Eigen::ArrayXcd factor = (grid.wavenumbersX() / (2.0 * (grid.nx + 1))).cast<Complex>();
    cosines.middleCols(1, grid.nx) = sines.rowwise() * factor.transpose();
    TransformPlan::shared(TransformKind::CosineX, grid.nx + 2, grid.ny, threads)
        ->forward(cosines.data());
    return cosines.middleCols(1, grid.nx);
}

ComplexField wallDerivativeY(const ComplexField& psi, const Grid& grid, int threads)
{
    ComplexField sines = psi;
    TransformPlan::shared(TransformKind::SineY, grid.nx, grid.ny, threads)->forward(sines.data());
    ComplexField cosines = ComplexField::Zero(grid.ny + 2, grid.nx);
    const Eigen::ArrayXcd factor = (grid.wavenumbersY() / (2.0 * (grid.ny + 1))).cast<Complex>();
    cosines.middleRows(1, grid.ny) = sines.colwise() * factor;
    TransformPlan::shared(TransformKind::CosineY, grid.nx, grid.ny + 2, threads)
        ->forward(cosines.data());
    return cosines.middleRows(1, grid.ny);
}

void requireShape(const ComplexField& psi, const Grid& grid)
{
    if (psi.rows() != grid.ny || psi.cols() != grid.nx)
        throw std::invalid_argument("The field's shape differs from the grid's.");
}

} // namespace

ComplexVectorField gradient(
    const ComplexField& psi, const Grid& grid, DerivativeMethod method, int threads)
{
    requireShape(psi, grid);
    if (method == DerivativeMethod::EighthOrder)
        return {differencesAlongX(psi, grid, threads), differencesAlongY(psi, grid, threads)};
    if (grid.isTorus())
        return torusGradient(psi, grid, threads);
    return {wallDerivativeX(psi, grid, threads), wallDerivativeY(psi, grid, threads)};
}

ComplexField laplacian(const ComplexField& psi, const Grid& grid, int threads)
{
    requireShape(psi, grid);
    ComplexField result = psi;
    const FourierTransform transform(grid, threads);
    const Eigen::ArrayXd squareX = grid.wavenumbersX().square() * transform.normalisation();
    const Eigen::ArrayXd squareY = grid.wavenumbersY().square() * transform.normalisation();
    transform.forward(result);
    parallelFor(grid.ny, threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j)
            result.row(j) *= -(squareX + squareY[j]).transpose().cast<Complex>();
    });
    transform.inverse(result);
    return result;
}

} // namespace dqm
