#pragma once

#include "core/grid/Field.h"

#include <functional>

namespace dqm {

/// (rho, S) on a lattice: the phase space of [Zakir, eqs. (9), (10)]. One dimension or two, any
/// shape; derivatives are those of a functional with respect to the value at one point, over the
/// cell's size.
struct LatticeState
{
    RealField rho; ///< > 0
    RealField S;
    double cell = 1.0; ///< length or area of a cell
    double hbar = 1.0;

    /// rho^1/2 e^{iS/hbar} [Zakir, eq. (15)].
    ComplexField psi() const;
};

using Functional = std::function<double(const LatticeState&)>;

/// {A, B} = integral (dA/drho dB/dS - dB/drho dA/dS) [Zakir, eq. (9)], by central differences.
/// @param step  of S/hbar, and of rho relative to its value; the error falls as its square.
/// @throws std::invalid_argument unless rho is positive everywhere and the shapes agree.
double poissonBracket(
    const Functional& A, const Functional& B, const LatticeState& state, double step = 1e-4);

/// <psi, A psi> = A(rho, S) [Zakir, eqs. (17)-(19)]; the kernel must be Hermitian, which (17) as
/// printed is not for momenta (erratum X8).
/// @param A  matrix over the lattice's points in row order.
Functional bilinear(Eigen::MatrixXcd A);

/// <psi, [A, B] psi>/(i hbar), equal to the bracket of the two [Zakir, eq. (20)].
double commutatorBracket(
    const Eigen::MatrixXcd& A, const Eigen::MatrixXcd& B, const LatticeState& state);

/// F(a + b) + F(a - b) - 2F(a) - 2F(b): zero for every bilinear observable, but neither for U_u nor
/// for U_v alone (erratum X8).
/// @param F  of a psi that need not be normalised.
double parallelogramDefect(const std::function<double(const ComplexField&)>& F,
    const ComplexField& a, const ComplexField& b);

} // namespace dqm
