#include "core/observables/PairObservables.h"

#include "core/observables/DensityMarginals.h"

#include <cmath>
#include <stdexcept>
#include <vector>

namespace dqm {

namespace {

constexpr double nodeFloor = 1e-12; ///< of max rho
constexpr double emptyLine = 1e-14; ///< of the norm: such rows and columns say nothing of purity

void requireOneLine(const ComplexField& psi, const ComplexVectorField& gradient, const Grid& grid)
{
    const bool isOneLine = grid.nx == grid.ny && grid.size.x() == grid.size.y();
    const auto fits = [&grid](const ComplexField& field) {
        return field.rows() == grid.ny && field.cols() == grid.nx;
    };
    if (!isOneLine || !fits(psi) || !fits(gradient.x) || !fits(gradient.y))
        throw std::invalid_argument("Two particles need one field on the square of their line.");
}

void readPlaces(PairObservables& pair, const RealField& rho, const Grid& grid, Vec2 mean)
{
    const Eigen::ArrayXd x1 = unwrappedXs(grid, mean.x()) - mean.x();
    const Eigen::ArrayXd x2 = unwrappedYs(grid, mean.y()) - mean.y();
    const double norm = rho.sum();
    const Eigen::ArrayXd along = rho.colwise().sum().transpose() / norm;
    const Eigen::ArrayXd across = rho.rowwise().sum() / norm;
    const Vec2 off((along * x1).sum(), (across * x2).sum());
    const double variance1 = (along * (x1 - off.x()).square()).sum();
    const double variance2 = (across * (x2 - off.y()).square()).sum();
    const double mixed = x2.matrix().dot(rho.matrix() * x1.matrix()) / norm;
    const double covariance = mixed - off.x() * off.y();
    const double apart = mean.x() + off.x() - mean.y() - off.y();
    pair.distanceSquared = variance1 + variance2 - 2.0 * covariance + apart * apart;
    pair.correlation = covariance / std::sqrt(variance1 * variance2);
}

/// Indices of the lines that hold a share of the norm.
std::vector<Eigen::Index> filled(const Eigen::ArrayXd& weights)
{
    std::vector<Eigen::Index> indices;
    for (Eigen::Index i = 0; i < weights.size(); ++i) {
        if (weights[i] > emptyLine * weights.sum())
            indices.push_back(i);
    }
    return indices;
}

/// Tr (psi psi^dagger)^2 over (Tr psi psi^dagger)^2: either particle gives the same.
double purity(const ComplexField& psi, const RealField& rho)
{
    const std::vector<Eigen::Index> rows = filled(rho.rowwise().sum());
    const std::vector<Eigen::Index> columns = filled(rho.colwise().sum().transpose());
    const Eigen::MatrixXcd part = psi(rows, columns).matrix();
    Eigen::MatrixXcd product = Eigen::MatrixXcd::Zero(part.rows(), part.rows());
    product.selfadjointView<Eigen::Lower>().rankUpdate(part);
    const double diagonal = product.diagonal().squaredNorm();
    const double below
        = product.triangularView<Eigen::StrictlyLower>().toDenseMatrix().squaredNorm();
    const double trace = product.diagonal().real().sum();
    return (diagonal + 2.0 * below) / (trace * trace);
}

/// integral |Im(psi* d1 d2 psi - (psi* d1 psi)(psi* d2 psi)/rho)| hbar/m over integral rho: with
/// v_1 = (hbar/m) Im(d1 psi / psi) that is rho |d2 v_1|.
double driftCoupling(const ComplexField& psi, const RealField& rho,
    const ComplexVectorField& gradient, const ComplexField& mixed,
    const PhysicalConstants& constants)
{
    const double floor = nodeFloor * rho.maxCoeff();
    double sum = 0.0;
    for (Eigen::Index k = 0; k < psi.size(); ++k) {
        const double density = rho.data()[k];
        if (density <= floor)
            continue;
        const std::complex<double> bra = std::conj(psi.data()[k]);
        const std::complex<double> first = bra * gradient.x.data()[k];
        const std::complex<double> second = bra * gradient.y.data()[k];
        sum += std::abs(std::imag(bra * mixed.data()[k] - first * second / density));
    }
    return constants.hbar / constants.mass * sum / rho.sum();
}

} // namespace

PairObservables pairObservables(const ComplexField& psi, const ComplexVectorField& gradient,
    const Grid& grid, const PhysicalConstants& constants, Vec2 mean, int threads)
{
    requireOneLine(psi, gradient, grid);
    const RealField rho = psi.abs2();
    PairObservables pair;
    readPlaces(pair, rho, grid, mean);
    pair.exchange = (psi.conjugate() * psi.transpose()).real().sum() / rho.sum();
    pair.purity = purity(psi, rho);
    const ComplexField mixed
        = dqm::gradient(gradient.x, grid, DerivativeMethod::Spectral, threads).y;
    pair.driftCoupling = driftCoupling(psi, rho, gradient, mixed, constants);
    return pair;
}

} // namespace dqm
