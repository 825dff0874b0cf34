#pragma once

#include <algorithm>
#include <chrono>
#include <fftw3.h>
#include <vector>

/// What benchmarks of a step measure themselves against.
namespace dqm::test {

using Clock = std::chrono::steady_clock;

/// The lower quartile: other programs only ever add to a time.
inline double typical(std::vector<double> values)
{
    const auto quarter = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 4);
    std::nth_element(values.begin(), quarter, values.end());
    return *quarter;
}

template <class Work>
double milliseconds(const Work& work)
{
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// FFTW alone, on an array of its own: zeros, which unnormalised transforms leave finite.
class BarePair
{
public:
    BarePair(int n, int threads)
        : m_data(fftw_alloc_complex(static_cast<size_t>(n) * static_cast<size_t>(n)))
    {
        fftw_plan_with_nthreads(threads);
        m_forward = fftw_plan_dft_2d(n, n, m_data, m_data, FFTW_FORWARD, FFTW_MEASURE);
        m_inverse = fftw_plan_dft_2d(n, n, m_data, m_data, FFTW_BACKWARD, FFTW_MEASURE);
        std::fill_n(&m_data[0][0], 2 * static_cast<size_t>(n) * static_cast<size_t>(n), 0.0);
    }
    ~BarePair()
    {
        fftw_destroy_plan(m_forward);
        fftw_destroy_plan(m_inverse);
        fftw_free(m_data);
    }
    BarePair(const BarePair&) = delete;
    BarePair& operator=(const BarePair&) = delete;

    void run()
    {
        fftw_execute(m_forward);
        fftw_execute(m_inverse);
    }

private:
    fftw_complex* m_data;
    fftw_plan m_forward = nullptr;
    fftw_plan m_inverse = nullptr;
};

} // namespace dqm::test
