#include "core/streamlines/Tracers.h"

#include "core/grid/Parallel.h"
#include "core/streamlines/DensitySampler.h"
#include "core/streamlines/EvenNumbers.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

/// Longest way in one midpoint step, in cells, and how many steps are worth their time.
constexpr double longestWay = 0.5;
constexpr double mostSteps = 64.0;
constexpr int attempts = 4;

double eased(double t) { return t * t * (3.0 - 2.0 * t); }

} // namespace

Tracers::Tracers(const TracerOptions& options)
    : m_options(options)
{
    if (options.count < 0)
        throw std::invalid_argument("The number of tracers must not be negative.");
    if (!(options.lifetime > 0.0))
        throw std::invalid_argument("The lifetime of tracers must be positive.");
    if (!(options.fade >= 0.0 && options.fade <= 0.5))
        throw std::invalid_argument("Tracers may fade during 0 to 0.5 of their life.");
}

void Tracers::clear()
{
    m_motions.clear();
    m_tracers.clear();
    m_births = 0;
}

void Tracers::advance(
    const FlowField& before, const FlowField& after, const FloatField& rho, double dt, int threads)
{
    if (after.empty()) {
        clear();
        return;
    }
    const bool first = m_motions.empty();
    m_motions.resize(static_cast<size_t>(m_options.count));
    m_tracers.resize(static_cast<size_t>(m_options.count));
    if (!first) {
        parallelFor(m_options.count, threads, [&](int begin, int end) {
            for (int k = begin; k < end; ++k)
                move(m_motions[static_cast<size_t>(k)], before, after, dt);
        });
    }
    replaceEnded(after, rho);
    if (first) {
        // Ages of all kinds, so that the ends are spread evenly over time.
        for (size_t k = 0; k < m_motions.size(); ++k)
            m_motions[k].age = evenNumber(static_cast<std::uint32_t>(k)) * m_options.lifetime;
    }
    parallelFor(m_options.count, threads, [&](int begin, int end) {
        for (int k = begin; k < end; ++k)
            show(static_cast<size_t>(k), after);
    });
}

void Tracers::move(Motion& motion, const FlowField& before, const FlowField& after, double dt) const
{
    const double cell = std::min(after.grid().dx(), after.grid().dy());
    const FlowSample here = before.at(motion.position);
    const double steps = std::ceil(here.speed * std::abs(dt) / (longestWay * cell));
    const int count = static_cast<int>(std::clamp(steps, 1.0, mostSteps));
    const double h = dt / count;
    const auto velocity = [&](Vec2 position, double share) {
        return Vec2(
            (1.0 - share) * before.at(position).vector() + share * after.at(position).vector());
    };
    for (int k = 0; k < count; ++k) {
        const Vec2 half = motion.position + 0.5 * h * velocity(motion.position, double(k) / count);
        motion.position += h * velocity(half, (k + 0.5) / count);
    }
    motion.position = wrapInto(after.grid(), motion.position);
    motion.age += std::abs(dt);
    motion.ended = motion.age >= m_options.lifetime;
}

/// Ends those that came where nothing is to be seen too; gives each a new place and a new life.
void Tracers::replaceEnded(const FlowField& field, const FloatField& rho)
{
    const DensitySampler sampler(rho, field.grid());
    for (size_t k = 0; k < m_motions.size(); ++k) {
        Motion& motion = m_motions[k];
        if (!motion.ended && field.at(motion.position).weight >= m_options.leastWeight)
            continue;
        motion.ended = true;
        for (int attempt = 0; attempt < attempts && motion.ended; ++attempt) {
            const std::optional<Vec2> place = sampler.place(evenPoint(m_births++));
            if (!place)
                break;
            motion.position = wrapInto(field.grid(), *place);
            motion.ended = field.at(motion.position).weight < m_options.leastWeight;
        }
        motion.age = 0.0;
        ++m_tracers[k].life;
    }
}

void Tracers::show(size_t k, const FlowField& field)
{
    const Motion& motion = m_motions[k];
    const FlowSample sample = field.at(motion.position);
    Tracer& tracer = m_tracers[k];
    tracer.x = static_cast<float>(motion.position.x());
    tracer.y = static_cast<float>(motion.position.y());
    tracer.speed = static_cast<float>(sample.speed);
    tracer.weight = static_cast<float>(sample.weight);
    const double fade = m_options.fade * m_options.lifetime;
    const double toEnd = std::min(motion.age, m_options.lifetime - motion.age);
    const double share = fade > 0.0 ? std::clamp(toEnd / fade, 0.0, 1.0) : 1.0;
    tracer.opacity = motion.ended ? 0.0F : static_cast<float>(eased(share));
}

} // namespace dqm
