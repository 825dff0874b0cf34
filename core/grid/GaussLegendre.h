#pragma once

#include <vector>

namespace dqm {

/// Nodes in (-1, 1), rising, and weights that add up to 2: exact for polynomials of degree 2n - 1.
struct GaussLegendre
{
    std::vector<double> nodes;
    std::vector<double> weights;
};

/// From the eigenvectors of the recurrence of Legendre's polynomials.
/// @param n  >= 1.
/// @throws std::invalid_argument otherwise.
GaussLegendre gaussLegendre(int n);

} // namespace dqm
