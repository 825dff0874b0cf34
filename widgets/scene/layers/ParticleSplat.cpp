#include "widgets/scene/layers/ParticleSplat.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

/// Nearer to the eye than they are, so that the ground does not cut them; less than lines.
constexpr double lift = 0.008; // scene units
constexpr float slack = 1e-6F; // of the depth

QRgb blended(QRgb ground, const std::array<int, 3>& ink, int alpha)
{
    const auto mixed = [alpha](int from, int to) { return from + (to - from) * alpha / 256; };
    return qRgb(
        mixed(qRed(ground), ink[0]), mixed(qGreen(ground), ink[1]), mixed(qBlue(ground), ink[2]));
}

std::array<int, 3> channels(const QColor& color)
{
    return {color.red(), color.green(), color.blue()};
}

} // namespace

ParticleSplat::ParticleSplat(const SceneCamera& camera, const PictureDepths& depths)
    : m_depths(depths)
    , m_parallel(camera.isParallel())
    , m_near(camera.nearDistance())
    , m_far(camera.farDistance())
    , m_eye(camera.position())
    , m_forward((camera.focalPoint() - camera.position()).normalized())
{
    const double half = m_parallel
        ? camera.parallelScale()
        : std::tan(0.5 * SceneCamera::viewAngle * std::numbers::pi / 180.0);
    const double aspect = camera.pane().width() / camera.pane().height();
    m_right = m_forward.cross(camera.up()).normalized() / (half * aspect);
    m_up = camera.up() / half;
}

ParticleSplat::Seen ParticleSplat::project(const float* position, QSize size) const
{
    const Eigen::Vector3d way = Eigen::Vector3d(position[0], position[1], position[2]) - m_eye;
    const double distance = std::max(way.dot(m_forward), 1e-6);
    const double shrink = m_parallel ? 1.0 : 1.0 / distance;
    const double nearer = std::max(distance - lift, m_near);
    const double depth = m_parallel ? (nearer - m_near) / (m_far - m_near)
                                    : m_far * (nearer - m_near) / (nearer * (m_far - m_near));
    return {static_cast<float>(0.5 * (1.0 + shrink * way.dot(m_right)) * size.width()),
        static_cast<float>(0.5 * (1.0 - shrink * way.dot(m_up)) * size.height()),
        static_cast<float>(depth)};
}

bool ParticleSplat::isHidden(const Seen& seen, QSize size) const
{
    const int x = static_cast<int>(
        seen.x * static_cast<float>(m_depths.width) / static_cast<float>(size.width()));
    const int y = m_depths.height - 1
        - static_cast<int>(
            seen.y * static_cast<float>(m_depths.height) / static_cast<float>(size.height()));
    const auto at = static_cast<std::size_t>(std::clamp(y, 0, m_depths.height - 1))
            * static_cast<std::size_t>(m_depths.width)
        + static_cast<std::size_t>(std::clamp(x, 0, m_depths.width - 1));
    return seen.depth > m_depths.values[at] + slack;
}

void ParticleSplat::paint(
    QImage& image, const std::vector<float>& positions, const Look& look) const
{
    const QSize size = image.size();
    const std::array<int, 3> color = channels(look.color);
    const std::array<int, 3> casing = channels(look.casing);
    const auto radius = static_cast<float>(0.5 * look.diameter);
    const auto inner = static_cast<float>(0.5 * look.diameter - look.rim);
    const float reach = radius + 0.5F;
    // A point smaller than a pixel covers a part of it.
    const auto strength = static_cast<float>(256.0 * look.opacity * std::min(look.diameter, 1.0));
    uchar* const bits = image.bits();
    const auto stride = static_cast<std::ptrdiff_t>(image.bytesPerLine());
    for (std::size_t k = 0; k + 2 < positions.size(); k += 3) {
        const Seen seen = project(&positions[k], size);
        const bool isOutside = seen.x < 0.0F || seen.y < 0.0F
            || seen.x >= static_cast<float>(size.width())
            || seen.y >= static_cast<float>(size.height());
        if (isOutside || isHidden(seen, size))
            continue;
        const int left = std::max(0, static_cast<int>(seen.x - reach));
        const int right = std::min(size.width() - 1, static_cast<int>(seen.x + reach));
        const int top = std::max(0, static_cast<int>(seen.y - reach));
        const int bottom = std::min(size.height() - 1, static_cast<int>(seen.y + reach));
        for (int y = top; y <= bottom; ++y) {
            auto* const row = reinterpret_cast<QRgb*>(bits + y * stride);
            const float dy = static_cast<float>(y) + 0.5F - seen.y;
            for (int x = left; x <= right; ++x) {
                const float dx = static_cast<float>(x) + 0.5F - seen.x;
                const float away = std::sqrt(dx * dx + dy * dy);
                const float cover = std::min(reach - away, 1.0F);
                if (cover <= 0.0F)
                    continue;
                const bool isRim = look.rim > 0.0 && away > inner;
                row[x]
                    = blended(row[x], isRim ? casing : color, static_cast<int>(strength * cover));
            }
        }
    }
}

} // namespace dqm
