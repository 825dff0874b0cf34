#include "widgets/scene/layers/TracerTrails.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int trailSteps = 6;
constexpr int fewestTracers = 400;
/// Of the shorter side: a packet as wide has all tracers.
constexpr double fullExtent = 0.2;
/// Shares of a tracer's life.
constexpr double trailShare = 0.2;
constexpr double jumpShare = 0.3;
/// A step over a larger share of the rectangle goes around the torus.
constexpr float wrapShare = 0.25F;

/// As many as a packet of that size has room for.
int countFor(const TracerTrails::Instant& instant)
{
    const double full = fullExtent * instant.velocity.grid().size.minCoeff();
    const double wanted = TracerTrails::mostTracers * std::min(instant.extent / full, 1.0);
    return std::max(fewestTracers, static_cast<int>(wanted));
}

/// Of the order of the time in which the flow crosses or changes the packet.
double lifetimeFor(const TracerTrails::Instant& instant)
{
    const double extent = std::max(instant.extent, 1e-12);
    const double pace = instant.velocity.rmsSpeed() + 2.0 * instant.hbarOverMass / extent;
    return extent / std::max(pace, 1e-12);
}

} // namespace

void TracerTrails::clear()
{
    m_tracers.clear();
    m_before = FlowField();
    m_past.clear();
}

void TracerTrails::place(const Instant& instant, int threads)
{
    const double lifetime = lifetimeFor(instant);
    m_tracers = Tracers({.count = countFor(instant), .lifetime = lifetime});
    m_trailTime = trailShare * lifetime;
    m_tracers.advance(instant.velocity, instant.velocity, instant.rho, 0.0, threads);
    m_clock = 0.0;
    m_past.clear();
    // Trails from the first moment on: where the tracers would have come from in this field.
    Tracers backward = m_tracers;
    const double step = m_trailTime / trailSteps;
    for (int k = 0; k <= trailSteps; ++k) {
        m_past.push_back({backward.tracers(), -k * step});
        backward.advance(instant.velocity, instant.velocity, instant.rho, -step, threads);
    }
}

void TracerTrails::remember()
{
    if (m_clock - m_past.front().clock < m_trailTime / trailSteps)
        return;
    Past past;
    // One sample older than the trail is kept, so that the tail ends where it should.
    while (m_past.size() > 1 && m_clock - m_past[m_past.size() - 2].clock > m_trailTime) {
        past = std::move(m_past.back());
        m_past.pop_back();
    }
    past.tracers = m_tracers.tracers();
    past.clock = m_clock;
    m_past.push_front(std::move(past));
}

void TracerTrails::follow(const Instant& instant, bool anew, int threads)
{
    const double dt = instant.time - m_time;
    if (anew || m_before.empty() || m_past.empty()
        || std::abs(dt) > jumpShare * m_tracers.options().lifetime) {
        place(instant, threads);
    } else {
        m_tracers.advance(m_before, instant.velocity, instant.rho, dt, threads);
        m_clock += std::abs(dt);
        remember();
    }
    m_before = instant.velocity;
    m_time = instant.time;
}

void TracerTrails::draw(
    LineGeometry& geometry, const LiftedSurface& surface, double fullSpeed) const
{
    if (m_before.empty())
        return;
    const Eigen::Vector2f longest = wrapShare * m_before.grid().size.cast<float>();
    const auto full = static_cast<float>(std::max(fullSpeed, 1e-30));
    std::vector<InkPoint> line;
    for (size_t k = 0; k < tracers().size(); ++k) {
        const Tracer& head = tracers()[k];
        const float strength = std::min(head.speed / full, 1.0F);
        const float ink = inkWeight(head.weight) * head.opacity * (0.4F + 0.6F * strength);
        if (!(ink > 0.0F) || !(head.speed > 0.0F))
            continue;
        line.assign(1, {head.x, head.y, 0.9F, ink});
        for (const Past& past : m_past) {
            const Tracer& there = past.tracers[k];
            const InkPoint& last = line.back();
            const bool isJoined = there.life == head.life
                && std::abs(there.x - last.x) < longest.x()
                && std::abs(there.y - last.y) < longest.y();
            if (!isJoined || last.opacity <= 0.0F)
                break;
            const double age = (m_clock - past.clock) / m_trailTime;
            const auto left = static_cast<float>(std::clamp(1.0 - age, 0.0, 1.0));
            line.push_back({there.x, there.y, 0.3F + 0.6F * left, 0.8F * ink * left});
        }
        addLine(geometry, surface, line);
        addDot(geometry, surface.above(head.x, head.y), 0.8F + 0.4F * strength, ink);
    }
}

} // namespace dqm
