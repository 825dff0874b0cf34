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

/// A few rows fill the first cache; neighbouring columns, in whole cache lines, are many enough for
/// FFTW to copy them in and out at little cost, few enough to stay in the second cache.
constexpr int rowsTogether = 4;
constexpr int pointsTogether = 1 << 14;
constexpr int fewestColumnsTogether = 8;
/// Below this many points waking another thread costs more than it brings.
constexpr std::ptrdiff_t smallestShared = 96 * 96;

/// FFTW's planner is not safe between threads.
std::recursive_mutex& plannerMutex()
{
    static std::recursive_mutex mutex;
    return mutex;
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

enum class Wave
{
    Fourier,
    Sine,
    Cosine
};

struct Axes
{
    bool x;
    bool y;
    Wave wave;
};

Axes axesOf(TransformKind kind)
{
    switch (kind) {
    case TransformKind::FourierX:
        return {true, false, Wave::Fourier};
    case TransformKind::SineX:
        return {true, false, Wave::Sine};
    case TransformKind::CosineX:
        return {true, false, Wave::Cosine};
    case TransformKind::FourierY:
        return {false, true, Wave::Fourier};
    case TransformKind::SineY:
        return {false, true, Wave::Sine};
    case TransformKind::CosineY:
        return {false, true, Wave::Cosine};
    case TransformKind::Sine:
        return {true, true, Wave::Sine};
    default:
        return {true, true, Wave::Fourier};
    }
}

fftw_plan planFourier(fftw_iodim line, fftw_iodim lines, fftw_complex* data, int sign)
{
    return fftw_plan_guru_dft(1, &line, 1, &lines, data, data, sign, FFTW_ESTIMATE);
}

/// Real and imaginary part are two interleaved real arrays: strides double, one more loop of two.
fftw_plan planReal(fftw_iodim line, fftw_iodim lines, fftw_complex* data, fftw_r2r_kind kind)
{
    const auto doubled = [](fftw_iodim d) { return fftw_iodim{d.n, 2 * d.is, 2 * d.os}; };
    const fftw_iodim along = doubled(line);
    const fftw_iodim looped[2] = {doubled(lines), {2, 1, 1}};
    return fftw_plan_guru_r2r(1, &along, 2, looped, &data[0][0], &data[0][0], &kind, FFTW_ESTIMATE);
}

} // namespace

class TransformPlan::Lines
{
public:
    /// Of `count` lines of n numbers, `step` from one number to the next and `apart` from line to
    /// line. Needs the planner's mutex.
    Lines(Wave wave, int n, int count, int step, int apart)
        : m_isFourier(wave == Wave::Fourier)
    {
        // An Eigen array is aligned as FFTW's SIMD code wants it, and so is this one.
        Scratch scratch(static_cast<size_t>(n - 1) * static_cast<size_t>(step)
            + static_cast<size_t>(count - 1) * static_cast<size_t>(apart) + 1);
        const fftw_iodim line{n, step, step};
        const fftw_iodim lines{count, apart, apart};
        if (m_isFourier) {
            m_forward = planFourier(line, lines, scratch.data(), FFTW_FORWARD);
            m_inverse = planFourier(line, lines, scratch.data(), FFTW_BACKWARD);
        } else {
            m_forward = planReal(
                line, lines, scratch.data(), wave == Wave::Cosine ? FFTW_REDFT00 : FFTW_RODFT00);
        }
        if (m_forward == nullptr || (m_isFourier && m_inverse == nullptr))
            throw std::runtime_error(
                "FFTW has no transform for lines of " + std::to_string(n) + " points.");
    }
    ~Lines()
    {
        const std::lock_guard lock(plannerMutex());
        for (const fftw_plan plan : {m_forward, m_inverse})
            if (plan != nullptr)
                fftw_destroy_plan(plan);
    }
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;

    void execute(std::complex<double>* data, bool forward) const
    {
        auto* const pairs = reinterpret_cast<fftw_complex*>(data);
        if (m_isFourier)
            fftw_execute_dft(forward ? m_forward : m_inverse, pairs, pairs);
        else
            fftw_execute_r2r(m_forward, &pairs[0][0], &pairs[0][0]);
    }

private:
    bool m_isFourier;
    fftw_plan m_forward = nullptr;
    fftw_plan m_inverse = nullptr;
};

std::shared_ptr<const TransformPlan> TransformPlan::shared(
    TransformKind kind, int nx, int ny, int threads, int stride)
{
    static std::mutex mutex;
    static std::map<std::tuple<TransformKind, int, int, int, int>,
        std::shared_ptr<const TransformPlan>>
        plans;
    const int rowLength = std::max(nx, stride);
    const int threadsUsed = std::max(1, threads);
    const std::lock_guard lock(mutex);
    std::shared_ptr<const TransformPlan>& plan = plans[{kind, nx, ny, threadsUsed, rowLength}];
    if (!plan)
        plan = std::make_shared<const TransformPlan>(kind, nx, ny, threadsUsed, rowLength);
    return plan;
}

TransformPlan::TransformPlan(TransformKind kind, int nx, int ny, int threads, int stride)
    : m_threads(std::ptrdiff_t(nx) * ny < smallestShared ? 1 : threads)
{
    const std::lock_guard lock(plannerMutex());
    const Axes axes = axesOf(kind);
    const auto add = [&](int n, int step, int lines, int apart, int together) {
        Pass pass;
        pass.lines = lines;
        pass.perBlock = std::min(lines, together);
        pass.apart = apart;
        pass.block = std::make_shared<const Lines>(axes.wave, n, pass.perBlock, step, apart);
        if (const int rest = lines % pass.perBlock; rest > 0)
            pass.rest = std::make_shared<const Lines>(axes.wave, n, rest, step, apart);
        m_passes.push_back(std::move(pass));
    };
    if (axes.x)
        add(nx, 1, ny, stride, rowsTogether);
    if (axes.y)
        add(ny, stride, nx, 1, std::max(fewestColumnsTogether, pointsTogether / ny / 4 * 4));
}

void TransformPlan::execute(std::complex<double>* data, bool forward) const
{
    for (const Pass& pass : m_passes) {
        const int blocks = (pass.lines + pass.perBlock - 1) / pass.perBlock;
        parallelFor(blocks, m_threads, [&](int begin, int end) {
            for (int b = begin; b < end; ++b) {
                const bool isWhole = (b + 1) * pass.perBlock <= pass.lines;
                (isWhole ? pass.block : pass.rest)
                    ->execute(data + pass.apart * b * pass.perBlock, forward);
            }
        });
    }
}

} // namespace dqm
