#include "core/grid/GaussLegendre.h"

#include <Eigen/Eigenvalues>
#include <cmath>
#include <stdexcept>

namespace dqm {

GaussLegendre gaussLegendre(int n)
{
    if (n < 1)
        throw std::invalid_argument("A quadrature needs one node at least.");
    Eigen::MatrixXd recurrence = Eigen::MatrixXd::Zero(n, n);
    for (int k = 1; k < n; ++k)
        recurrence(k, k - 1) = recurrence(k - 1, k) = k / std::sqrt(4.0 * k * k - 1.0);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(recurrence);
    GaussLegendre rule;
    for (int k = 0; k < n; ++k) {
        const double first = solver.eigenvectors()(0, k);
        rule.nodes.push_back(solver.eigenvalues()(k));
        rule.weights.push_back(2.0 * first * first);
    }
    return rule;
}

} // namespace dqm
