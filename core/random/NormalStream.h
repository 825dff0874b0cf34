#pragma once

#include <array>
#include <cstdint>

namespace dqm {

/// Random numbers that belong to a place instead of an order: draw (particle, step) gives the same
/// two numbers whoever asks, and when. The generator is Philox 4x32-10 [Salmon2011].
///
/// Machines  only +, -, *, /, sqrt and integers are used: the numbers do not depend on a
///           mathematics library.
class NormalStream
{
public:
    /// @param seed, stream  different pairs are independent.
    NormalStream(std::uint32_t seed, std::uint32_t stream);

    /// Two independent standard normal numbers.
    std::array<double, 2> normals(std::uint64_t particle, std::uint64_t step) const;
    /// Two independent numbers, uniform in (0, 1).
    std::array<double, 2> uniforms(std::uint64_t particle, std::uint64_t step) const;

private:
    std::array<std::uint32_t, 2> m_key;
};

} // namespace dqm
