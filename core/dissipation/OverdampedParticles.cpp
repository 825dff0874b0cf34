#include "core/dissipation/OverdampedParticles.h"

#include "core/grid/Parallel.h"
#include "core/grid/Walls.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr std::uint32_t noiseStream = 3;
constexpr std::uint32_t placeStream = 4;
constexpr double longestSlide = 2.0; // cells

} // namespace

OverdampedParticles::OverdampedParticles(
    const RealField& rho, const DensityLayout& layout, int count, unsigned seed)
    : m_layout(layout)
    , m_noise(seed, noiseStream)
{
    const double norm = layout.integral(rho);
    if (count < 1 || !(norm > 0.0))
        throw std::invalid_argument("Brownian particles need a density to be drawn from.");
    const NormalStream places(seed, placeStream);
    const auto mass = [&](Eigen::Index cell) {
        return rho.data()[cell] * layout.cellX[cell % layout.nx] * layout.cellY[cell / layout.nx];
    };
    Eigen::Index cell = 0;
    double reached = mass(0);
    m_x.reserve(static_cast<size_t>(count));
    for (int p = 0; p < count; ++p) {
        while (reached < (p + 0.5) / count * norm && cell + 1 < rho.size())
            reached += mass(++cell);
        const auto jitter = places.uniforms(static_cast<std::uint64_t>(p), 0);
        const Eigen::Index i = cell % layout.nx;
        const Eigen::Index j = cell / layout.nx;
        m_x.push_back(thrownBack({layout.x[i] + (jitter[0] - 0.5) * layout.cellX[i],
            layout.y[j] + (jitter[1] - 0.5) * layout.cellY[j]}));
    }
}

Vec2 OverdampedParticles::thrownBack(Vec2 place) const
{
    return dqm::thrownBack(m_layout.grid, place);
}

void OverdampedParticles::advanceOne(size_t particle, const Push& push, double dt, int steps)
{
    const double kick = std::sqrt(2.0 * push.medium.diffusion * dt);
    const Vec2 longest = longestSlide * Vec2(m_layout.grid.dx(), m_layout.grid.dy());
    Vec2 x = m_x[particle];
    for (int n = 0; n < steps; ++n) {
        const auto xi = m_noise.normals(particle, m_step + static_cast<unsigned>(n));
        Vec2 way = push.medium.velocity * dt + kick * Vec2(xi[0], xi[1]);
        if (push.slope != nullptr) {
            const Vec2 slide = dt / push.medium.friction * push.slope->acceleration(x.x(), x.y());
            way += slide.cwiseMin(longest).cwiseMax(-longest);
        }
        x = thrownBack(x + way);
    }
    m_x[particle] = x;
}

void OverdampedParticles::advance(const Push& push, double dt, int steps, int threads)
{
    parallelFor(static_cast<int>(m_x.size()), threads, [&](int begin, int end) {
        for (int p = begin; p < end; ++p)
            advanceOne(static_cast<size_t>(p), push, dt, steps);
    });
    m_step += static_cast<unsigned>(steps);
}

std::vector<Vec2> OverdampedParticles::places(int most) const
{
    const auto count = static_cast<long long>(m_x.size());
    const long long shown = std::min<long long>(most, count);
    std::vector<Vec2> result;
    result.reserve(static_cast<size_t>(shown));
    for (long long k = 0; k < shown; ++k)
        result.push_back(m_x[static_cast<size_t>(k * count / shown)]);
    return result;
}

} // namespace dqm
