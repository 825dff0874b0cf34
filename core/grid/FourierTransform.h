#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"

#include <memory>

namespace dqm {

class TransformPlan;

/// In-place transform of a complex field between the grid and its wave numbers (FFTW): the DFT on a
/// torus, the sine transform of both real and imaginary part with walls. Plans are made once per
/// shape, kind and thread count, and shared; the result is the same for any number of threads.
///
/// Normalisation: forward and inverse are unnormalised; their product is 1/normalisation().
/// Speed: n with small prime factors on a torus, n + 1 with walls (255 rather than 256).
/// Threads: execution on different fields may run side by side.
class FourierTransform
{
public:
    FourierTransform(const Grid& grid, int threads = 1);

    /// @throws std::invalid_argument if the field's shape differs from the grid's.
    void forward(ComplexField& field) const;
    void inverse(ComplexField& field) const;
    /// 1/(nx ny) on a torus, 1/(4 (nx+1) (ny+1)) with walls.
    double normalisation() const { return m_normalisation; }
    static double normalisation(const Grid& grid);

private:
    void requireShape(const ComplexField& field) const;

    std::shared_ptr<const TransformPlan> m_plan;
    int m_nx;
    int m_ny;
    double m_normalisation;
};

} // namespace dqm
