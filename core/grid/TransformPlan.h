#pragma once

#include <complex>
#include <fftw3.h>
#include <memory>
#include <vector>

namespace dqm {

/// The in-place transforms the room needs, of a row-major (ny, nx) complex array. Along one axis
/// only, they transform every row (X) or every column (Y).
enum class TransformKind
{
    Fourier,
    FourierX,
    FourierY,
    Sine, ///< DST-I of real and imaginary part alike; its own inverse up to a factor
    SineX,
    SineY,
    CosineX, ///< DCT-I, end points included
    CosineY
};

/// Transforms of all lines along an axis, or along one and then the other, by FFTW in blocks of
/// lines. The same to the last bit in every run and for any number of threads: blocks do not depend
/// on the threads, and plans are estimated, not measured. Executed on any array of its shape.
/// Internal to core/grid.
class TransformPlan
{
public:
    /// The shared plan of this kind.
    /// @param stride  numbers from one row to the next, if the array is part of a wider one.
    /// @throws std::runtime_error if FFTW has no plan.
    static std::shared_ptr<const TransformPlan> shared(
        TransformKind kind, int nx, int ny, int threads, int stride = 0);

    TransformPlan(TransformKind kind, int nx, int ny, int threads, int stride);
    TransformPlan(const TransformPlan&) = delete;
    TransformPlan& operator=(const TransformPlan&) = delete;

    void forward(std::complex<double>* data) const { execute(data, true); }
    void inverse(std::complex<double>* data) const { execute(data, false); }

private:
    /// Of some lines side by side.
    class Lines;
    /// All lines along one axis.
    struct Pass
    {
        int lines = 0;
        int perBlock = 1;
        std::ptrdiff_t apart = 1; ///< numbers from one line to the next
        std::shared_ptr<const Lines> block;
        std::shared_ptr<const Lines> rest; ///< of the last block, if it is smaller
    };

    void execute(std::complex<double>* data, bool forward) const;

    int m_threads;
    std::vector<Pass> m_passes;
};

} // namespace dqm
