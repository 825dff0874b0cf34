#pragma once

#include <cstdint>
#include <random>

namespace dqm {

/// A stream of random numbers: the same seed gives the same ones. One thread at a time.
class RandomNumbers
{
public:
    explicit RandomNumbers(std::uint64_t seed)
        : m_engine(seed)
    {
    }

    /// 0 <= u < 1
    double uniform() { return static_cast<double>(m_engine() >> 11U) * 0x1p-53; }
    /// 0, 1, ... count - 1, equally often. @pre count >= 1
    int below(int count) { return static_cast<int>(uniform() * count); }
    double exponential(); ///< mean 1
    double normal(); ///< mean 0, variance 1
    /// Density x^{shape-1} e^{-x}/Gamma(shape), shape > 0 [Marsaglia2000]; divided by their sum, M
    /// of them are weights of Dirichlet's law, uniform on the simplex for shape 1.
    double gamma(double shape);

private:
    std::mt19937_64 m_engine;
    double m_spare = 0.0;
    bool m_hasSpare = false;
};

} // namespace dqm
