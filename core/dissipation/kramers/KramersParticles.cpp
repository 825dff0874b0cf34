#include "core/dissipation/kramers/KramersParticles.h"

#include "core/grid/Parallel.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr std::uint32_t noiseStream = 0;
constexpr std::uint32_t placeStream = 1;
constexpr std::uint32_t pastStream = 2;

} // namespace

KramersParticles::KramersParticles(const DriftSamples& start, const KramersFlow& motion,
    const DensityLayout& layout, int count, unsigned seed)
    : m_layout(layout)
    , m_noise(seed, noiseStream)
{
    for (const double mass : start.mass)
        m_norm += mass;
    if (count < 1 || !(m_norm > 0.0))
        throw std::invalid_argument("A Kramers ensemble needs one particle at least.");
    const NormalStream places(seed, placeStream);
    const NormalStream past(seed, pastStream);
    // The noise of the past, if there is one: x and v jointly.
    const double noiseX = std::sqrt(motion.varianceX);
    const double along = noiseX > 0.0 ? motion.covariance / noiseX : 0.0;
    const double across = std::sqrt(std::max(0.0, motion.varianceV - along * along));
    double reached = start.mass[0];
    size_t k = 0;
    for (int p = 0; p < count; ++p) {
        const auto particle = static_cast<std::uint64_t>(p);
        while (reached < (p + 0.5) / count * m_norm && k + 1 < start.mass.size())
            reached += start.mass[++k];
        const auto jitter = places.uniforms(particle, 0);
        const auto x = past.normals(particle, 0);
        const auto v = past.normals(particle, 1);
        m_x.push_back(start.x[k] + (jitter[0] - 0.5) * start.spacing.x()
            + motion.reach * start.vx[k] + motion.shift.x() + noiseX * x[0]);
        m_y.push_back(start.y[k] + (jitter[1] - 0.5) * start.spacing.y()
            + motion.reach * start.vy[k] + motion.shift.y() + noiseX * x[1]);
        m_vx.push_back(
            motion.decay * start.vx[k] + motion.drift.x() + along * x[0] + across * v[0]);
        m_vy.push_back(
            motion.decay * start.vy[k] + motion.drift.y() + along * x[1] + across * v[1]);
    }
}

void KramersParticles::reflect(double& x, double& v, double lower, double length) const
{
    const double s = (x - lower) / length;
    if (s >= 0.0 && s <= 1.0)
        return;
    const double turns = std::floor(0.5 * s);
    const double within = s - 2.0 * turns; // 0 .. 2: there and back
    x = lower + length * (within <= 1.0 ? within : 2.0 - within);
    if (within > 1.0)
        v = -v;
}

void KramersParticles::advanceOne(size_t particle, const Push& push, double dt, int steps)
{
    const double thermalSpeedSquared = push.medium.temperature / push.mass;
    const double decay = std::exp(-push.medium.friction * dt);
    const double kick = std::sqrt(
        std::max(0.0, thermalSpeedSquared * -std::expm1(-2.0 * push.medium.friction * dt)));
    const Vec2 W = push.medium.velocity;
    const Vec2 lower = m_layout.grid.lower();
    const Vec2 size = m_layout.grid.size;
    const bool walls = !m_layout.isTorus();
    const double half = 0.5 * dt;
    double x = m_x[particle];
    double y = m_y[particle];
    double vx = m_vx[particle];
    double vy = m_vy[particle];
    const auto fly = [&] {
        x += half * vx;
        y += half * vy;
        if (walls) {
            reflect(x, vx, lower.x(), size.x());
            reflect(y, vy, lower.y(), size.y());
        }
    };
    Vec2 a(0.0, 0.0);
    if (push.before != nullptr)
        a = push.before->acceleration(x, y);
    for (int n = 0; n < steps; ++n) {
        vx += half * a.x();
        vy += half * a.y();
        fly();
        vx = W.x() + decay * (vx - W.x());
        vy = W.y() + decay * (vy - W.y());
        if (kick > 0.0) {
            const auto xi = m_noise.normals(particle, m_step + static_cast<unsigned>(n));
            vx += kick * xi[0];
            vy += kick * xi[1];
        }
        fly();
        if (push.after != nullptr)
            a = push.after->acceleration(x, y);
        vx += half * a.x();
        vy += half * a.y();
    }
    m_x[particle] = x;
    m_y[particle] = y;
    m_vx[particle] = vx;
    m_vy[particle] = vy;
}

void KramersParticles::advance(const Push& push, double dt, int steps, int threads)
{
    parallelFor(count(), threads, [&](int begin, int end) {
        for (int p = begin; p < end; ++p)
            advanceOne(static_cast<size_t>(p), push, dt, steps);
    });
    m_step += static_cast<unsigned>(steps);
}

std::vector<Vec2> KramersParticles::places(int most) const
{
    const int shown = std::min(most, count());
    std::vector<Vec2> result;
    result.reserve(static_cast<size_t>(shown));
    for (int k = 0; k < shown; ++k) {
        const auto p = static_cast<size_t>(static_cast<long long>(k) * count() / shown);
        result.emplace_back(m_x[p], m_y[p]);
    }
    return result;
}

DriftMoments KramersParticles::moments() const
{
    DriftMoments result;
    result.norm = m_norm;
    const double share = 1.0 / count();
    for (size_t p = 0; p < m_x.size(); ++p) {
        result.mean += Vec2(m_x[p], m_y[p]) * share;
        result.velocity += Vec2(m_vx[p], m_vy[p]) * share;
    }
    for (size_t p = 0; p < m_x.size(); ++p) {
        const Vec2 x = Vec2(m_x[p], m_y[p]) - result.mean;
        const Vec2 v = Vec2(m_vx[p], m_vy[p]) - result.velocity;
        result.varianceX += x.cwiseProduct(x) * share;
        result.covariance += x.cwiseProduct(v) * share;
        result.varianceV += v.cwiseProduct(v) * share;
        result.fourthX += x.cwiseAbs2().cwiseAbs2() * share;
    }
    return result;
}

DensityFlow KramersParticles::flow(int threads) const
{
    const double share = m_norm / count();
    DensityFlow result = depositInParts<3>(
        m_layout, count(), threads, [&](int begin, int end, SmallClouds& deposit) {
            for (int n = begin; n < end; ++n) {
                const auto p = static_cast<size_t>(n);
                deposit.add(m_x[p], m_y[p], share, share * Vec2(m_vx[p], m_vy[p]));
            }
        });
    smooth(result, m_layout);
    result.isGrainy = true;
    return result;
}

double highestFrequency(const RealField& V, const DensityLayout& layout, double mass)
{
    double steepest = 0.0;
    const auto bend = [](double before, double here, double after, double h) {
        return std::abs(after - 2.0 * here + before) / (h * h);
    };
    for (int j = 1; j + 1 < layout.ny; ++j)
        for (int i = 1; i + 1 < layout.nx; ++i)
            steepest
                = std::max({steepest, bend(V(j, i - 1), V(j, i), V(j, i + 1), layout.grid.dx()),
                    bend(V(j - 1, i), V(j, i), V(j + 1, i), layout.grid.dy())});
    return std::sqrt(steepest / mass);
}

} // namespace dqm
