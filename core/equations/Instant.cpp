#include "core/equations/Instant.h"

#include "core/observables/DensityMarginals.h"

#include <algorithm>
#include <cmath>

namespace dqm {

Instant instantOf(WaveState state, Vec2 about, const Surroundings& around)
{
    Instant instant{std::move(state), {}, {}};
    if (!around.potential->isZero())
        around.potential->sample(instant.V, instant.state.time);
    const Grid& grid = around.gridInK;
    const DensityMarginals density = densityMarginals(instant.state.envelope, grid);
    const Vec2 middle = middleOf(grid, about);
    const Vec2 mean = meanAbout(density, grid, openedAt(density, grid, middle));
    instant.numbers = observe(instant.state, grid, around.constants, instant.V, {}, Vec2(0.0, 0.0),
        middleOf(grid, mean), around.threads);
    return instant;
}

bool isLocalised(const Instant& instant, const Grid& grid)
{
    if (!grid.isTorus())
        return true;
    const RealField rho = instant.state.envelope.abs2();
    const Vec2 middle = middleOf(grid, instant.numbers.moments.mean);
    const Vec2 mean = openedAt(densityMarginals(rho, grid), grid, middle) - grid.lower();
    const auto opposite = [](double place, double spacing, int n) {
        const int k = static_cast<int>(std::floor(place / spacing)) % n;
        return (k + n + n / 2) % n;
    };
    const int i = opposite(mean.x(), grid.dx(), grid.nx);
    const int j = opposite(mean.y(), grid.dy(), grid.ny);
    return std::max(rho.col(i).maxCoeff(), rho.row(j).maxCoeff()) < 1e-9 * rho.maxCoeff();
}

} // namespace dqm
