#include "core/ensembles/ParticleEnsemble.h"
#include "core/grid/Parallel.h"
#include "core/streamlines/FlowField.h"

#include <algorithm>
#include <stdexcept>

namespace dqm {

namespace {

constexpr std::uint32_t placeStream = 12;
constexpr std::uint32_t sortStream = 100; // and beyond, one for each sorting
constexpr std::uint64_t stayingDraw = std::uint64_t(1) << 40U; // beyond all attempts
constexpr int attempts = 4000;
/// Between the nine places of a cell that are looked at, rho may be a little higher.
constexpr double headroom = 1.15;

/// An upper bound of rho in every cell.
RealField cellBounds(const SplineWave& wave, int threads)
{
    const Vec2 lower = wave.grid().lower();
    const Vec2 half(0.5 * wave.grid().dx(), 0.5 * wave.grid().dy());
    RealField corners(2 * wave.cellsY() + 1, 2 * wave.cellsX() + 1);
    parallelFor(int(corners.rows()), threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j)
            for (int i = 0; i < int(corners.cols()); ++i)
                corners(j, i) = wave.rho({lower.x() + i * half.x(), lower.y() + j * half.y()});
    });
    RealField bounds(wave.cellsY(), wave.cellsX());
    for (int j = 0; j < wave.cellsY(); ++j)
        for (int i = 0; i < wave.cellsX(); ++i)
            bounds(j, i) = headroom * corners.block(2 * j, 2 * i, 3, 3).maxCoeff();
    return bounds;
}

} // namespace

/// By rejection, so that the places are distributed as rho itself and not as its cells.
void ParticleEnsemble::drawFromRho(
    std::uint32_t stream, const std::vector<std::uint8_t>& whom, int threads)
{
    const RealField bounds = cellBounds(m_before, threads);
    std::vector<double> below(static_cast<size_t>(bounds.size()));
    double sum = 0.0;
    for (Eigen::Index c = 0; c < bounds.size(); ++c) {
        sum += bounds.data()[c];
        below[static_cast<size_t>(c)] = sum;
    }
    const NormalStream places(m_options.seed, placeStream + stream);
    const Vec2 lower = m_grid.lower();
    const Vec2 spacing(m_grid.dx(), m_grid.dy());
    m_x.resize(static_cast<size_t>(m_options.count));
    parallelFor(m_options.count, threads, [&](int begin, int end) {
        for (int p = begin; p < end; ++p) {
            const auto k = static_cast<size_t>(p);
            if (whom[k] == 0)
                continue;
            for (std::uint64_t attempt = 0; attempt < attempts; ++attempt) {
                const auto choice = places.uniforms(k, 2 * attempt);
                const auto jitter = places.uniforms(k, 2 * attempt + 1);
                const auto cell = std::min(
                    std::upper_bound(below.begin(), below.end(), choice[0] * sum) - below.begin(),
                    bounds.size() - 1);
                const auto row = cell / bounds.cols();
                const auto column = cell % bounds.cols();
                const Vec2 inCells(
                    static_cast<double>(column) + jitter[0], static_cast<double>(row) + jitter[1]);
                m_x[k] = lower + spacing.cwiseProduct(inCells);
                if (choice[1] * bounds.data()[cell] < m_before.rho(m_x[k]))
                    break;
            }
        }
    });
}

void ParticleEnsemble::sort(
    const std::function<double(Vec2)>& staying, std::uint64_t index, int threads)
{
    const std::uint32_t stream = sortStream + static_cast<std::uint32_t>(index);
    const NormalStream chance(m_options.seed, placeStream + stream);
    std::vector<std::uint8_t> goes(m_x.size(), 0);
    for (std::size_t k = 0; k < m_x.size(); ++k) {
        const bool stays = m_isAlive[k] == 0
            || chance.uniforms(k, stayingDraw)[0] < staying(wrapInto(m_grid, m_x[k]));
        goes[k] = stays ? 0 : 1;
    }
    drawFromRho(stream, goes, threads);
    m_start = m_x;
}

void ParticleEnsemble::drawFromCloud(const GaussianCloud& cloud)
{
    const NormalStream places(m_options.seed, placeStream);
    for (int p = 0; p < m_options.count; ++p) {
        Vec2 place = cloud.center;
        bool isInside = false;
        for (std::uint64_t attempt = 0; attempt < attempts && !isInside; ++attempt) {
            const auto xi = places.normals(static_cast<std::uint64_t>(p), attempt);
            place = cloud.center + cloud.sigma.cwiseProduct(Vec2(xi[0], xi[1]));
            isInside = m_grid.isTorus() || m_before.rho(place) > 0.0;
        }
        if (!isInside)
            throw std::invalid_argument("The cloud of particles lies outside the walls.");
        m_x.push_back(place);
    }
}

} // namespace dqm
