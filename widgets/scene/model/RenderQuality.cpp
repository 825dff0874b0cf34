#include "widgets/scene/model/RenderQuality.h"

#include <algorithm>
#include <array>

namespace dqm {

namespace {

/// From coarse to fine; pixels are given up last. Most cells lie under the packet, so that even few
/// draw it well.
constexpr std::array<RenderQuality, 10> ladder{{{48, 0.5}, {64, 0.5}, {48, 1.0}, {64, 1.0},
    {96, 1.0}, {128, 1.0}, {192, 1.0}, {256, 1.0}, {384, 1.0}, {512, 1.0}}};
/// Of a moving picture, milliseconds.
constexpr double softwareTarget = 18.0;
constexpr double gpuTarget = 14.0;
constexpr int finestMesh = 512;
constexpr int startLevel = 4;
/// Pictures that are watched before a step down or up.
constexpr int patienceDown = 3;
constexpr int patienceUp = 12;

double meshWork(int level)
{
    const double cells = ladder[static_cast<std::size_t>(level)].meshCells;
    return cells * cells;
}

} // namespace

int fullMesh(const SceneState& state)
{
    const Picture* picture = state.picture();
    const int limit = state.options.meshLimit > 0 ? state.options.meshLimit : finestMesh;
    const int samples
        = picture ? static_cast<int>(std::max(picture->rho.cols(), picture->rho.rows())) : 64;
    return std::min(samples, limit);
}

RenderQuality settledQuality(const SceneState& state) { return {fullMesh(state), 2.0}; }

QualityGovernor::QualityGovernor(double target)
    : m_target(target)
    , m_level(startLevel)
{
}

RenderQuality QualityGovernor::quality(int fullMesh) const
{
    RenderQuality quality = ladder[static_cast<std::size_t>(m_level)];
    quality.meshCells = std::min(quality.meshCells, fullMesh);
    return quality;
}

void QualityGovernor::measured(double milliseconds, int fullMesh)
{
    m_average = m_samples == 0 ? milliseconds : 0.7 * m_average + 0.3 * milliseconds;
    ++m_samples;
    if (m_samples >= patienceDown && m_average > 1.15 * m_target && m_level > 0) {
        --m_level;
        m_samples = 0;
        return;
    }
    const bool finest = m_level + 1 >= static_cast<int>(ladder.size())
        || ladder[static_cast<std::size_t>(m_level)].meshCells >= fullMesh;
    if (finest || m_samples < patienceUp)
        return;
    // Half of the time goes into the mesh, as measured at 128 cells and more.
    const double expected
        = m_average * (0.5 + 0.5 * meshWork(m_level + 1) / std::max(meshWork(m_level), 1.0));
    if (expected < 0.9 * m_target) {
        ++m_level;
        m_samples = 0;
    }
}

RenderQuality CommonQuality::quality(const SceneState& state)
{
    const int full = fullMesh(state);
    const std::scoped_lock lock(m_mutex);
    auto moment = std::ranges::find_if(m_moments, [&](const Moment& each) {
        return each.frame.lock() == state.frame && each.camera == state.camera;
    });
    if (moment == m_moments.end() || !state.frame) {
        moment = m_moments.begin() + static_cast<std::ptrdiff_t>(m_next);
        m_next = (m_next + 1) % m_moments.size();
        *moment = {state.frame, state.camera, m_governor.quality(finestMesh)};
    }
    RenderQuality quality = moment->quality;
    quality.meshCells = std::min(quality.meshCells, full);
    return quality;
}

void CommonQuality::measured(double milliseconds, int fullMesh)
{
    const std::scoped_lock lock(m_mutex);
    m_governor.measured(milliseconds, fullMesh);
}

std::shared_ptr<CommonQuality> commonQuality(RenderRoute route)
{
    return std::make_shared<CommonQuality>(route == RenderRoute::Gpu ? gpuTarget : softwareTarget);
}

} // namespace dqm
