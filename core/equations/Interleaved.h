#pragma once

#include "core/grid/Grid.h"

#include <algorithm>
#include <array>

namespace dqm {

/// An integral over the grid, taken over each of the four lattices of twice its spacing that make
/// it up. Their mean is the integral. What the grid resolves they all find alike; next to a node,
/// where J^2/rho and rho ln rho are not smooth, they differ, and by more than what the grid itself
/// may be off.
struct Interleaved
{
    std::array<double, 4> parts{};

    double mean() const { return 0.25 * (parts[0] + parts[1] + parts[2] + parts[3]); }
    double spread() const
    {
        const auto [least, most] = std::minmax_element(parts.begin(), parts.end());
        return *most - *least;
    }

    /// @param integrand  of row and column.
    template <class Integrand>
    static Interleaved over(const Grid& grid, Integrand integrand)
    {
        Interleaved sum;
        for (int j = 0; j < grid.ny; ++j)
            for (int i = 0; i < grid.nx; ++i)
                sum.parts[static_cast<std::size_t>(2 * (j % 2) + i % 2)] += integrand(j, i);
        for (double& part : sum.parts)
            part *= 4.0 * grid.cellArea();
        return sum;
    }
};

/// a (first - second) + b third, part by part.
inline Interleaved combined(double a, const Interleaved& first, const Interleaved& second, double b,
    const Interleaved& third)
{
    Interleaved sum;
    for (std::size_t k = 0; k < sum.parts.size(); ++k)
        sum.parts[k] = a * (first.parts[k] - second.parts[k]) + b * third.parts[k];
    return sum;
}

} // namespace dqm
