#pragma once

#include <complex>

namespace dqm {

/// The loops over grid points that every step runs between its transforms, compiled for the
/// processor's widest vectors. Internal to core/evolution.
namespace kernels {

/// psi[i] *= factor[i]
void multiply(std::complex<double>* psi, const std::complex<double>* factor, int n);

/// psi[i] *= row * factor[i]
void multiply(
    std::complex<double>* psi, std::complex<double> row, const std::complex<double>* factor, int n);

/// psi[i] *= e^{-i scale V[i]}, as exact as the product scale V[i] itself.
void rotate(std::complex<double>* psi, const double* V, double scale, int n);

/// factor[i] = e^{-i scale V[i]}
void phaseFactors(std::complex<double>* factor, const double* V, double scale, int n);

} // namespace kernels

} // namespace dqm
