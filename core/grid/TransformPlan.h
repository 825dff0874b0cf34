#pragma once

#include <complex>
#include <fftw3.h>
#include <memory>

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

/// A measured FFTW plan, executed on any array of its shape. Internal to core/grid.
class TransformPlan
{
public:
    /// The shared plan of this kind; measured at the first call, which may take seconds.
    /// @param stride  numbers from one row to the next, if the array is part of a wider one.
    /// @throws std::runtime_error if FFTW has no plan.
    static std::shared_ptr<const TransformPlan> shared(
        TransformKind kind, int nx, int ny, int threads, int stride = 0);

    /// Needs the PlannerLock; shared() takes it.
    TransformPlan(TransformKind kind, int nx, int ny, int threads, int stride);
    ~TransformPlan();
    TransformPlan(const TransformPlan&) = delete;
    TransformPlan& operator=(const TransformPlan&) = delete;

    void forward(std::complex<double>* data) const;
    void inverse(std::complex<double>* data) const;

private:
    bool m_isFourier;
    fftw_plan m_forward = nullptr;
    fftw_plan m_inverse = nullptr;
};

/// Held while FFTW's planner or its wisdom is touched: neither is safe between threads.
class PlannerLock
{
public:
    PlannerLock();
    ~PlannerLock();
    PlannerLock(const PlannerLock&) = delete;
    PlannerLock& operator=(const PlannerLock&) = delete;
};

} // namespace dqm
