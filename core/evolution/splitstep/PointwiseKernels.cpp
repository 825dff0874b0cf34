#include "core/evolution/splitstep/PointwiseKernels.h"

#include "core/grid/WidestVectors.h"

#include <bit>
#include <cstdint>
#include <numbers>

namespace dqm::kernels {

namespace {

/// pi/2 in two pieces; the first is short enough that its multiples are exact.
constexpr long double halfPi = std::numbers::pi_v<long double> / 2.0L;
constexpr double halfPiHigh = static_cast<double>(static_cast<float>(halfPi));
constexpr double halfPiLow = static_cast<double>(halfPi - halfPiHigh);
/// Adding it leaves the nearest integer in the low bits of the sum.
constexpr double rounding = 6755399441055744.0;

struct Angle
{
    double cosine;
    double sine;
};

double withSignFlippedIf(double value, std::uint64_t oddMeansFlip)
{
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(value) ^ (oddMeansFlip << 63U));
}

/// Without branches and calls, so that a loop over it becomes vector code. The quarter turns are
/// split off; for the rest, at most pi/4, the series' first neglected terms are below 3e-18.
DQM_ALWAYS_INLINE Angle turn(double angle)
{
    const double shifted = angle * (2.0 / std::numbers::pi) + rounding;
    const double quarters = shifted - rounding;
    const double r = (angle - quarters * halfPiHigh) - quarters * halfPiLow;
    const double z = r * r;
    const double sine = r
        + r * z
            * (-1.0 / 6.0
                + z
                    * (1.0 / 120.0
                        + z
                            * (-1.0 / 5040.0
                                + z
                                    * (1.0 / 362880.0
                                        + z
                                            * (-1.0 / 39916800.0
                                                + z
                                                    * (1.0 / 6227020800.0
                                                        + z
                                                            * (-1.0 / 1307674368000.0
                                                                + z / 355687428096000.0)))))));
    const double cosine = 1.0 - 0.5 * z
        + z * z
            * (1.0 / 24.0
                + z
                    * (-1.0 / 720.0
                        + z
                            * (1.0 / 40320.0
                                + z
                                    * (-1.0 / 3628800.0
                                        + z
                                            * (1.0 / 479001600.0
                                                + z
                                                    * (-1.0 / 87178291200.0
                                                        + z / 20922789888000.0))))));
    const auto quadrant = std::bit_cast<std::uint64_t>(shifted);
    const bool odd = (quadrant & 1U) != 0;
    return {withSignFlippedIf(odd ? sine : cosine, (quadrant + 1U) >> 1U),
        withSignFlippedIf(odd ? cosine : sine, quadrant >> 1U)};
}

/// Points before the first that begins a cache line: wide loads that straddle two lines cost the
/// loops a third of their speed, and not every row begins at one.
DQM_ALWAYS_INLINE int beforeCacheLine(const std::complex<double>* psi, int n)
{
    constexpr std::uintptr_t line = 64;
    const std::uintptr_t past = reinterpret_cast<std::uintptr_t>(psi) % line;
    const auto points = static_cast<int>((line - past) % line / sizeof(*psi));
    return points < n ? points : n;
}

DQM_ALWAYS_INLINE void multiplyRange(
    std::complex<double>* psi, const std::complex<double>* factor, int begin, int end)
{
    auto* const p = reinterpret_cast<double*>(psi);
    const auto* const f = reinterpret_cast<const double*>(factor);
    DQM_INDEPENDENT_ROUNDS
    for (int i = 2 * begin; i < 2 * end; i += 2) {
        const double re = p[i] * f[i] - p[i + 1] * f[i + 1];
        const double im = p[i] * f[i + 1] + p[i + 1] * f[i];
        p[i] = re;
        p[i + 1] = im;
    }
}

DQM_ALWAYS_INLINE void multiplyRange(std::complex<double>* psi, std::complex<double> row,
    const std::complex<double>* factor, int begin, int end)
{
    auto* const p = reinterpret_cast<double*>(psi);
    const auto* const f = reinterpret_cast<const double*>(factor);
    const double a = row.real();
    const double b = row.imag();
    DQM_INDEPENDENT_ROUNDS
    for (int i = 2 * begin; i < 2 * end; i += 2) {
        const double c = a * f[i] - b * f[i + 1];
        const double s = a * f[i + 1] + b * f[i];
        const double re = p[i] * c - p[i + 1] * s;
        const double im = p[i] * s + p[i + 1] * c;
        p[i] = re;
        p[i + 1] = im;
    }
}

} // namespace

DQM_WIDEST_VECTORS
void multiply(std::complex<double>* psi, const std::complex<double>* factor, int n)
{
    const int head = beforeCacheLine(psi, n);
    multiplyRange(psi, factor, 0, head);
    multiplyRange(psi, factor, head, n);
}

DQM_WIDEST_VECTORS
void multiply(
    std::complex<double>* psi, std::complex<double> row, const std::complex<double>* factor, int n)
{
    const int head = beforeCacheLine(psi, n);
    multiplyRange(psi, row, factor, 0, head);
    multiplyRange(psi, row, factor, head, n);
}

DQM_WIDEST_VECTORS
void rotate(std::complex<double>* psi, const double* V, double scale, int n)
{
    auto* const p = reinterpret_cast<double*>(psi);
    DQM_INDEPENDENT_ROUNDS
    for (int i = 0; i < n; ++i) {
        const Angle a = turn(scale * V[i]);
        const double re = p[2 * i] * a.cosine + p[2 * i + 1] * a.sine;
        const double im = p[2 * i + 1] * a.cosine - p[2 * i] * a.sine;
        p[2 * i] = re;
        p[2 * i + 1] = im;
    }
}

DQM_WIDEST_VECTORS
void phaseFactors(std::complex<double>* factor, const double* V, double scale, int n)
{
    auto* const f = reinterpret_cast<double*>(factor);
    DQM_INDEPENDENT_ROUNDS
    for (int i = 0; i < n; ++i) {
        const Angle a = turn(scale * V[i]);
        f[2 * i] = a.cosine;
        f[2 * i + 1] = -a.sine;
    }
}

} // namespace dqm::kernels
