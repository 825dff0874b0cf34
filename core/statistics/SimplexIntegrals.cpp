#include "core/statistics/SimplexIntegrals.h"

#include <cmath>

namespace dqm {

double simplexStep(double a, int m, int n)
{
    // m! n!/(m+n+1)! factor by factor, so that none overflows.
    double value = std::pow(a, m + n + 1) / (m + n + 1.0);
    for (int k = 1; k <= n; ++k)
        value *= k / (m + static_cast<double>(k));
    return value;
}

double simplexStepByParts(double a, int m, int n)
{
    if (n == 0)
        return std::pow(a, m + 1) / (m + 1.0);
    return n / (m + 1.0) * simplexStepByParts(a, m + 1, n - 1);
}

double probabilityAsPrinted(const Occupations& n)
{
    // From the last state backward: delta fixes w_M = a - w, and each integral leaves a power of a.
    double value = 1.0;
    int particles = 0;
    int power = 0;
    for (size_t i = n.size(); i-- > 0;) {
        if (i + 1 < n.size()) {
            value *= simplexStep(1.0, n[i], power);
            ++power;
        }
        power += n[i];
        for (int k = 1; k <= n[i]; ++k)
            value *= static_cast<double>(++particles) / k;
    }
    return value;
}

double probabilityOfSharedWeights(const Occupations& n)
{
    double value = probabilityAsPrinted(n);
    for (size_t k = 2; k < n.size(); ++k)
        value *= static_cast<double>(k);
    return value;
}

double varianceOfMixture(int particles, double meanWeight, double weightVariance)
{
    const double N = particles;
    return N * meanWeight * (1.0 - meanWeight) + N * (N - 1.0) * weightVariance;
}

} // namespace dqm
