#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"

#include <memory>

namespace dqm {

/// In-place transform of a complex field between the grid and its wave numbers (FFTW): the DFT on a
/// torus, the sine transform of both real and imaginary part with walls. Plans are made once per
/// shape, kind and thread count, measured, and shared.
///
/// Normalisation: forward and inverse are unnormalised; their product is 1/normalisation().
/// Threads: execution on different fields may run side by side.
class FourierTransform
{
public:
    FourierTransform(const Grid& grid, int threads = 1);
    ~FourierTransform();
    FourierTransform(const FourierTransform&) = delete;
    FourierTransform& operator=(const FourierTransform&) = delete;

    void forward(ComplexField& field) const;
    void inverse(ComplexField& field) const;
    /// 1/(nx ny) on a torus, 1/(4 (nx+1) (ny+1)) with walls.
    double normalisation() const;

private:
    struct Plans;
    std::shared_ptr<const Plans> m_plans;
    int m_nx;
    int m_ny;
    bool m_torus;
};

} // namespace dqm
