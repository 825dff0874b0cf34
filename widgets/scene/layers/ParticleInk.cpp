#include "widgets/scene/layers/ParticleInk.h"

#include "core/frames/DetectedShare.h"
#include "core/grid/Parallel.h"
#include "core/streamlines/FlowField.h"
#include "widgets/theme/ShareText.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr float trailHalfWidth = 0.55F; // pixels
constexpr float trailOpacity = 0.9F;
constexpr float headRadius = 1.2F; // pixels
/// A step over a larger share of the rectangle goes around the torus.
constexpr float wrapShare = 0.25F;

QString groupedCount(qlonglong count)
{
    return QLocale(QLocale::English).toString(count).replace(QLatin1Char(','), QChar(0x2009));
}

QString lawText(const ParticlePlaces& particles)
{
    switch (particles.law) {
    case ParticleLaw::TotalVelocity:
        return QStringLiteral("what if: d<b>x</b> = (<b>v</b> + <b>u</b>) d<i>t</i> + noise");
    case ParticleLaw::DriftAndNoise:
        return QStringLiteral("what if: d<b>x</b> = <b>v</b> d<i>t</i> + noise");
    case ParticleLaw::Conservative:
        break;
    }
    const QString nu = QStringLiteral("<i>ν</i> = ") + QString::number(particles.noise, 'g', 2);
    if (particles.noise == 0.0)
        return nu + QStringLiteral(" (drift alone)");
    return particles.noise == 1.0 ? nu + QStringLiteral(" (Nelson)") : nu;
}

} // namespace

QColor particleColor(const Picture& picture, const Theme& theme)
{
    if (picture.isFrictional())
        return theme.rest;
    return picture.particles.law == ParticleLaw::Conservative ? theme.total : theme.error;
}

double particleDiameter(int count)
{
    const double decades = std::log10(std::max(count, 1) / 100.0);
    return std::clamp(6.0 - 1.8 * decades, 1.2, 6.0);
}

double particleOpacity(int count)
{
    const double decades = std::log10(std::max(count, 1) / 1000.0);
    return std::clamp(0.95 - 0.35 * decades, 0.3, 0.95);
}

int trailsShown(const Picture& picture, QSizeF pane)
{
    constexpr double pixelsPerTrail = 1500.0;
    const int room = static_cast<int>(pane.width() * pane.height() / pixelsPerTrail);
    return std::min(room, static_cast<int>(picture.particles.trailLengths.size()));
}

QString particleLegend(const Picture& picture, int trails)
{
    const ParticlePlaces& particles = picture.particles;
    if (particles.empty())
        return {};
    const QString count = groupedCount(static_cast<qlonglong>(particles.places.size()));
    QString text = picture.isFrictional()
        ? count + QStringLiteral(" Brownian particles (model assumption)")
        : count + QStringLiteral(" particles, ") + lawText(particles);
    if (trails > 0)
        text += QStringLiteral(", %1 trails").arg(trails);
    return text;
}

QString particlesGone(const Frame& frame, const Picture& picture)
{
    if (picture.isFrictional())
        return {};
    const int hits = detectedHits(frame);
    QString detected;
    if (hits > 0)
        detected = QCoreApplication::translate("Scene", "%1 of %2 particles hit a detector")
                       .arg(groupedCount(hits), groupedCount(frame.detectors->front().particles));
    const int count = frame.ensemble ? frame.ensemble->count : 0;
    const int gone = frame.ensemble ? count - frame.ensemble->alive - hits : 0;
    if (gone <= 0)
        return detected;
    if (!detected.isEmpty())
        return QCoreApplication::translate("Scene", "%1, %2 left through the edge")
            .arg(detected, groupedCount(gone));
    if (gone == count)
        return QCoreApplication::translate("Scene", "all %1 particles left through the edge")
            .arg(groupedCount(count));
    return QCoreApplication::translate("Scene", "%1 of %2 particles left through the edge")
        .arg(shareText(static_cast<double>(gone) / count), groupedCount(count));
}

void liftParticles(std::vector<float>& positions, const LiftedSurface& surface,
    const Picture& picture, int threads)
{
    const std::vector<Eigen::Vector2f>& places = picture.particles.places;
    positions.resize(3 * places.size());
    parallelFor(static_cast<int>(places.size()), threads, [&](int begin, int end) {
        for (int k = begin; k < end; ++k) {
            const auto p = static_cast<std::size_t>(k);
            const Eigen::Vector3f point = surface.above(places[p].x(), places[p].y());
            std::copy(point.data(), point.data() + 3, positions.data() + 3 * p);
        }
    });
}

void addTrails(
    LineGeometry& geometry, const LiftedSurface& surface, const Picture& picture, int most)
{
    const ParticlePlaces& particles = picture.particles;
    const Eigen::Vector2f longest = wrapShare * picture.grid.size.cast<float>();
    std::vector<InkPoint> line;
    std::size_t first = 0;
    for (const int length : particles.trailLengths) {
        if (most-- <= 0)
            break;
        line.clear();
        for (int k = 0; k < length; ++k) {
            const Eigen::Vector2f& there
                = particles.trailPoints[first + static_cast<std::size_t>(k)];
            const Eigen::Vector2f place
                = wrapInto(picture.grid, there.cast<double>()).cast<float>();
            const bool jumps = !line.empty()
                && (std::abs(place.x() - line.back().x) > longest.x()
                    || std::abs(place.y() - line.back().y) > longest.y());
            if (jumps) {
                addLine(geometry, surface, line);
                line.clear();
            }
            const float left = 1.0F - static_cast<float>(k) / static_cast<float>(length);
            line.push_back({place.x(), place.y(), trailHalfWidth, trailOpacity * left});
        }
        addLine(geometry, surface, line);
        if (length > 0) {
            const Vec2 head = wrapInto(picture.grid, particles.trailPoints[first].cast<double>());
            addDot(geometry,
                surface.above(static_cast<float>(head.x()), static_cast<float>(head.y())),
                headRadius, 1.0F);
        }
        first += static_cast<std::size_t>(length);
    }
}

} // namespace dqm
