#include "core/hydrodynamics/Brackets.h"

#include <cmath>
#include <stdexcept>
#include <utility>

namespace dqm {

namespace {

Eigen::VectorXcd asVector(const ComplexField& psi)
{
    return Eigen::Map<const Eigen::VectorXcd>(psi.data(), psi.size());
}

double slope(const Functional& F, LatticeState& state, double& value, double step)
{
    const double kept = value;
    value = kept + step;
    const double above = F(state);
    value = kept - step;
    const double below = F(state);
    value = kept;
    return (above - below) / (2.0 * step);
}

} // namespace

ComplexField LatticeState::psi() const
{
    ComplexField result(rho.rows(), rho.cols());
    for (Eigen::Index k = 0; k < rho.size(); ++k)
        result.data()[k] = std::polar(std::sqrt(rho.data()[k]), S.data()[k] / hbar);
    return result;
}

double poissonBracket(
    const Functional& A, const Functional& B, const LatticeState& state, double step)
{
    if (state.rho.rows() != state.S.rows() || state.rho.cols() != state.S.cols()
        || !(state.rho > 0.0).all())
        throw std::invalid_argument("A bracket needs a density that is positive everywhere and an "
                                    "action of the same shape.");
    LatticeState moved = state;
    double sum = 0.0;
    for (Eigen::Index k = 0; k < state.rho.size(); ++k) {
        double& rho = moved.rho.data()[k];
        double& S = moved.S.data()[k];
        const double stepRho = step * rho;
        const double stepS = step * state.hbar;
        sum += slope(A, moved, rho, stepRho) * slope(B, moved, S, stepS)
            - slope(B, moved, rho, stepRho) * slope(A, moved, S, stepS);
    }
    return sum / state.cell;
}

Functional bilinear(Eigen::MatrixXcd A)
{
    if (A.rows() != A.cols() || !A.isApprox(A.adjoint(), 1e-12))
        throw std::invalid_argument("The kernel of an observable must be Hermitian.");
    return [A = std::move(A)](const LatticeState& state) {
        const Eigen::VectorXcd psi = asVector(state.psi());
        return state.cell * std::real(psi.dot(A * psi));
    };
}

double commutatorBracket(
    const Eigen::MatrixXcd& A, const Eigen::MatrixXcd& B, const LatticeState& state)
{
    const Eigen::VectorXcd psi = asVector(state.psi());
    const std::complex<double> mean = psi.dot(A * (B * psi)) - psi.dot(B * (A * psi));
    return state.cell * std::real(mean / std::complex<double>(0.0, state.hbar));
}

double parallelogramDefect(const std::function<double(const ComplexField&)>& F,
    const ComplexField& a, const ComplexField& b)
{
    return F(a + b) + F(a - b) - 2.0 * F(a) - 2.0 * F(b);
}

} // namespace dqm
