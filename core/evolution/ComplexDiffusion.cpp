#include "core/evolution/ComplexDiffusion.h"

#include "core/grid/FourierTransform.h"
#include "core/grid/Parallel.h"

#include <stdexcept>

namespace dqm {

void diffuse(ComplexField& field, const Grid& grid, std::complex<double> D, double t, int threads)
{
    const std::complex<double> span = D * t;
    if (span.real() < 0.0)
        throw std::domain_error("With a real part of D the equation cannot be run backward: it is "
                                "ill-posed, every ripple would grow without bound.");
    const FourierTransform transform(grid, threads);
    const auto factors = [&span](const Eigen::ArrayXd& k, double scale) {
        return Eigen::ArrayXcd((-span * k.square().cast<std::complex<double>>()).exp() * scale);
    };
    const Eigen::ArrayXcd alongX = factors(grid.wavenumbersX(), transform.normalisation());
    const Eigen::ArrayXcd alongY = factors(grid.wavenumbersY(), 1.0);
    transform.forward(field);
    parallelFor(grid.ny, threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j)
            field.row(j) *= alongY[j] * alongX.transpose();
    });
    transform.inverse(field);
}

} // namespace dqm
