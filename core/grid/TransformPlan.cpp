#include "core/grid/TransformPlan.h"

#include "core/grid/Parallel.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>
#include <tuple>

namespace dqm {

namespace {

std::mutex plannerMutex;

/// FFTW's own threads would come and go with every transform and compete with the pool's.
void runOnPool(void* (*work)(char*), char* jobs, size_t size, int count, void* /*unused*/)
{
    parallelFor(count, count, [&](int begin, int end) {
        for (int i = begin; i < end; ++i)
            work(jobs + size * static_cast<size_t>(i));
    });
}

void initialiseThreads()
{
    static const bool ready = [] {
        if (fftw_init_threads() == 0)
            throw std::runtime_error("FFTW cannot start its thread support.");
        fftw_threads_set_callback(&runOnPool, nullptr);
        return true;
    }();
    static_cast<void>(ready);
}

class Scratch
{
public:
    explicit Scratch(size_t count)
        : m_data(fftw_alloc_complex(count))
    {
        if (m_data == nullptr)
            throw std::bad_alloc();
        std::fill_n(&m_data[0][0], 2 * count, 0.0);
    }
    ~Scratch() { fftw_free(m_data); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    fftw_complex* data() { return m_data; }

private:
    fftw_complex* m_data;
};

struct Axes
{
    bool x;
    bool y;
};

Axes axesOf(TransformKind kind)
{
    switch (kind) {
    case TransformKind::FourierX:
    case TransformKind::SineX:
    case TransformKind::CosineX:
        return {true, false};
    case TransformKind::FourierY:
    case TransformKind::SineY:
    case TransformKind::CosineY:
        return {false, true};
    default:
        return {true, true};
    }
}

/// The dimensions that are transformed and those that are looped over, strides in complex numbers.
struct Layout
{
    fftw_iodim transformed[2];
    int rank = 0;
    fftw_iodim looped[2];
    int loops = 0;
};

Layout layoutOf(TransformKind kind, int nx, int ny, int stride)
{
    const Axes axes = axesOf(kind);
    Layout layout;
    const auto add = [&layout](bool transform, fftw_iodim dimension) {
        if (transform)
            layout.transformed[layout.rank++] = dimension;
        else
            layout.looped[layout.loops++] = dimension;
    };
    add(axes.y, {ny, stride, stride});
    add(axes.x, {nx, 1, 1});
    return layout;
}

fftw_plan planFourier(const Layout& layout, fftw_complex* data, int sign)
{
    return fftw_plan_guru_dft(layout.rank, layout.transformed, layout.loops, layout.looped, data,
        data, sign, FFTW_MEASURE);
}

/// Real and imaginary part are two interleaved real arrays: strides double, one more loop of two.
fftw_plan planReal(Layout layout, fftw_complex* data, fftw_r2r_kind kind)
{
    fftw_iodim looped[3];
    const auto doubled = [](fftw_iodim d) { return fftw_iodim{d.n, 2 * d.is, 2 * d.os}; };
    for (int i = 0; i < layout.rank; ++i)
        layout.transformed[i] = doubled(layout.transformed[i]);
    for (int i = 0; i < layout.loops; ++i)
        looped[i] = doubled(layout.looped[i]);
    looped[layout.loops] = {2, 1, 1};
    const fftw_r2r_kind kinds[2] = {kind, kind};
    return fftw_plan_guru_r2r(layout.rank, layout.transformed, layout.loops + 1, looped,
        &data[0][0], &data[0][0], kinds, FFTW_MEASURE);
}

bool isFourier(TransformKind kind)
{
    return kind == TransformKind::Fourier || kind == TransformKind::FourierX
        || kind == TransformKind::FourierY;
}

bool isCosine(TransformKind kind)
{
    return kind == TransformKind::CosineX || kind == TransformKind::CosineY;
}

} // namespace

PlannerLock::PlannerLock()
{
    plannerMutex.lock();
    // Before anything else, or wisdom of threaded plans would be foreign to the planner.
    try {
        initialiseThreads();
    } catch (...) {
        plannerMutex.unlock();
        throw;
    }
}

PlannerLock::~PlannerLock() { plannerMutex.unlock(); }

std::shared_ptr<const TransformPlan> TransformPlan::shared(
    TransformKind kind, int nx, int ny, int threads, int stride)
{
    static std::map<std::tuple<TransformKind, int, int, int, int>,
        std::shared_ptr<const TransformPlan>>
        plans;
    const int rowLength = std::max(nx, stride);
    const int threadsUsed = std::max(1, threads);
    const PlannerLock lock;
    std::shared_ptr<const TransformPlan>& plan = plans[{kind, nx, ny, threadsUsed, rowLength}];
    if (!plan)
        plan = std::make_shared<const TransformPlan>(kind, nx, ny, threadsUsed, rowLength);
    return plan;
}

TransformPlan::TransformPlan(TransformKind kind, int nx, int ny, int threads, int stride)
    : m_isFourier(isFourier(kind))
{
    fftw_plan_with_nthreads(threads);
    // An Eigen array is aligned as FFTW's SIMD code wants it, and so is this one: what is measured
    // here is valid for every field.
    Scratch scratch(static_cast<size_t>(stride) * static_cast<size_t>(ny));
    const Layout layout = layoutOf(kind, nx, ny, stride);
    if (m_isFourier) {
        m_forward = planFourier(layout, scratch.data(), FFTW_FORWARD);
        m_inverse = planFourier(layout, scratch.data(), FFTW_BACKWARD);
    } else {
        m_forward = planReal(layout, scratch.data(), isCosine(kind) ? FFTW_REDFT00 : FFTW_RODFT00);
    }
    if (m_forward == nullptr || (m_isFourier && m_inverse == nullptr))
        throw std::runtime_error("FFTW has no transform for " + std::to_string(nx) + " x "
            + std::to_string(ny) + " points.");
}

TransformPlan::~TransformPlan()
{
    if (m_forward != nullptr)
        fftw_destroy_plan(m_forward);
    if (m_inverse != nullptr)
        fftw_destroy_plan(m_inverse);
}

void TransformPlan::forward(std::complex<double>* data) const
{
    auto* const pairs = reinterpret_cast<fftw_complex*>(data);
    if (m_isFourier)
        fftw_execute_dft(m_forward, pairs, pairs);
    else
        fftw_execute_r2r(m_forward, &pairs[0][0], &pairs[0][0]);
}

void TransformPlan::inverse(std::complex<double>* data) const
{
    auto* const pairs = reinterpret_cast<fftw_complex*>(data);
    if (m_isFourier)
        fftw_execute_dft(m_inverse, pairs, pairs);
    else
        fftw_execute_r2r(m_forward, &pairs[0][0], &pairs[0][0]);
}

} // namespace dqm
