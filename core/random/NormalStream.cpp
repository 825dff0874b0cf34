#include "core/random/NormalStream.h"

#include <bit>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

using Block = std::array<std::uint32_t, 4>;

struct WideProduct
{
    std::uint32_t high;
    std::uint32_t low;
};

WideProduct multiply(std::uint32_t a, std::uint32_t b)
{
    const std::uint64_t product = static_cast<std::uint64_t>(a) * b;
    return {static_cast<std::uint32_t>(product >> 32), static_cast<std::uint32_t>(product)};
}

Block philox(Block counter, std::array<std::uint32_t, 2> key)
{
    for (int round = 0; round < 10; ++round) {
        const WideProduct p = multiply(0xD2511F53U, counter[0]);
        const WideProduct q = multiply(0xCD9E8D57U, counter[2]);
        counter = {q.high ^ counter[1] ^ key[0], q.low, p.high ^ counter[3] ^ key[1], p.low};
        key[0] += 0x9E3779B9U;
        key[1] += 0xBB67AE85U;
    }
    return counter;
}

/// 53 bits, centred between 0 and 1.
double unit(std::uint32_t high, std::uint32_t low)
{
    const std::uint64_t bits = ((static_cast<std::uint64_t>(high) << 32) | low) >> 12;
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
}

template <size_t count, class Term>
constexpr std::array<double, count> table(Term term)
{
    std::array<double, count> values{};
    for (size_t n = 0; n < count; ++n)
        values[n] = term(static_cast<double>(n));
    return values;
}

/// sum of coefficients[n] x^n
template <size_t count>
double polynomial(const std::array<double, count>& coefficients, double x)
{
    double sum = 0.0;
    for (size_t n = count; n-- > 0;)
        sum = sum * x + coefficients[n];
    return sum;
}

constexpr double factorial(double n) { return n < 1.5 ? 1.0 : n * factorial(n - 1.0); }
constexpr double sign(double n) { return static_cast<int>(n) % 2 == 0 ? 1.0 : -1.0; }

constexpr auto logarithmSeries = table<11>([](double n) { return 2.0 / (2.0 * n + 1.0); });
constexpr auto cosineSeries = table<10>([](double n) { return sign(n) / factorial(2.0 * n); });
constexpr auto sineSeries = table<10>([](double n) { return sign(n) / factorial(2.0 * n + 1.0); });

/// ln u by its series about 1, after the exponent is split off: u = 2^e m, 1/sqrt2 <= m < sqrt2.
double naturalLogarithm(double u)
{
    const auto bits = std::bit_cast<std::uint64_t>(u);
    int exponent = static_cast<int>(bits >> 52) - 1023;
    double m = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
    if (m > std::numbers::sqrt2) {
        m *= 0.5;
        ++exponent;
    }
    const double s = (m - 1.0) / (m + 1.0);
    return exponent * std::numbers::ln2 + s * polynomial(logarithmSeries, s * s);
}

/// cos and sin of 2 pi u: Taylor within an eighth of a turn, then quarter turns.
std::array<double, 2> cosineAndSine(double u)
{
    const int quarter = (static_cast<int>(8.0 * u) + 1) / 2;
    const double a = (4.0 * u - quarter) * (0.5 * std::numbers::pi);
    const double c = polynomial(cosineSeries, a * a);
    const double s = a * polynomial(sineSeries, a * a);
    switch (quarter & 3) {
    case 1:
        return {-s, c};
    case 2:
        return {-c, -s};
    case 3:
        return {s, -c};
    default:
        return {c, s};
    }
}

} // namespace

NormalStream::NormalStream(std::uint32_t seed, std::uint32_t stream)
    : m_key{seed, stream}
{
}

std::array<double, 2> NormalStream::uniforms(std::uint64_t particle, std::uint64_t step) const
{
    const Block random
        = philox({static_cast<std::uint32_t>(particle), static_cast<std::uint32_t>(particle >> 32),
                     static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(step >> 32)},
            m_key);
    return {unit(random[0], random[1]), unit(random[2], random[3])};
}

std::array<double, 2> NormalStream::normals(std::uint64_t particle, std::uint64_t step) const
{
    const std::array<double, 2> u = uniforms(particle, step);
    const double radius = std::sqrt(-2.0 * naturalLogarithm(u[0]));
    const std::array<double, 2> direction = cosineAndSine(u[1]);
    return {radius * direction[0], radius * direction[1]};
}

} // namespace dqm
