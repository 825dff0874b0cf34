#include "core/background/ThermalDiffusion.h"

#include "core/grid/Parallel.h"
#include "core/random/NormalStream.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double pi = std::numbers::pi;
constexpr std::uint32_t placeStream = 35;
constexpr std::uint32_t noiseStream = 36;

void check(const DiffusionSettings& settings)
{
    const auto isPositive = [](double value) { return value > 0.0 && std::isfinite(value); };
    if (!isPositive(settings.size.x()) || !isPositive(settings.size.y()))
        throw std::invalid_argument("The rectangle of the diffusion needs a size > 0.");
    if (!isPositive(settings.D0) || !isPositive(settings.speed))
        throw std::invalid_argument("The diffusion needs D0 > 0 and a speed > 0.");
    if (settings.particles < 1 || settings.particles > 1000000)
        throw std::invalid_argument("The diffusion needs 1 to 1000000 particles.");
    if (!std::isfinite(settings.alpha))
        throw std::invalid_argument("alpha must be a finite number.");
}

double smallestCore(const VacuumProfile& profile, const Vec2& size)
{
    double core = 0.1 * size.minCoeff();
    for (const FieldDip& dip : profile.dips())
        core = std::min(core, dip.core);
    return core;
}

/// s is lowest at one of the dips.
double lowestSquare(const VacuumProfile& profile)
{
    double lowest = 1.0;
    for (const FieldDip& dip : profile.dips())
        lowest = std::min(lowest, profile.square(dip.center));
    return lowest;
}

double wrapped(double value, double size) { return value - size * std::round(value / size); }

/// Where a straight path beyond an edge ends, after it has bounced; true if the last leg runs
/// backward.
bool bounce(double& value, double size)
{
    const double along = value / size + 0.5;
    const double folded = std::abs(along - 2.0 * std::round(0.5 * along));
    const bool isBackward = std::lround(std::floor(along)) % 2 != 0;
    value = size * (folded - 0.5);
    return isBackward;
}

} // namespace

ThermalDiffusion::ThermalDiffusion(const DiffusionSettings& settings)
    : m_settings(settings)
{
    check(settings);
    const double core = smallestCore(settings.profile, settings.size);
    const double extreme = settings.D0 * power(lowestSquare(settings.profile));
    const double lowestD = std::min(settings.D0, extreme);
    const double highestD = std::max(settings.D0, extreme);
    if (settings.migration == Migration::Diffusion) {
        m_step = 0.01 * core * core / highestD;
    } else {
        const double rate = settings.speed * settings.speed / (2.0 * lowestD);
        m_step = std::min(
            0.1 * core / settings.speed * std::sqrt(settings.D0 / highestD), 0.25 / rate);
    }
    const NormalStream stream(settings.seed, placeStream);
    for (int p = 0; p < settings.particles; ++p) {
        const auto place = stream.uniforms(static_cast<std::uint64_t>(p), 0);
        const double angle = 2.0 * pi * stream.uniforms(static_cast<std::uint64_t>(p), 1)[0];
        m_places.emplace_back(
            settings.size.x() * (place[0] - 0.5), settings.size.y() * (place[1] - 0.5));
        m_directions.emplace_back(std::cos(angle), std::sin(angle));
    }
}

double ThermalDiffusion::power(double square) const
{
    return m_settings.law == DiffusionLaw::Square ? square : 1.0 / std::sqrt(square);
}

void ThermalDiffusion::setAlpha(double alpha)
{
    DiffusionSettings changed = m_settings;
    changed.alpha = alpha;
    check(changed);
    m_settings = changed;
}

double ThermalDiffusion::diffusion(const Vec2& place) const
{
    return m_settings.D0 * power(m_settings.profile.square(place));
}

Vec2 ThermalDiffusion::diffusionGradient(const Vec2& place) const
{
    const double square = m_settings.profile.square(place);
    return m_settings.D0 * exponent() * power(square) / square
        * m_settings.profile.squareGradient(place);
}

double ThermalDiffusion::speed(const Vec2& place) const
{
    if (m_settings.migration != Migration::VariableSpeed)
        return m_settings.speed;
    return m_settings.speed * std::sqrt(diffusion(place) / m_settings.D0);
}

double ThermalDiffusion::equilibrium(const Vec2& place) const
{
    switch (m_settings.migration) {
    case Migration::Diffusion:
        return std::pow(diffusion(place) / m_settings.D0, m_settings.alpha - 1.0);
    case Migration::VariableSpeed:
        return m_settings.speed / speed(place);
    default:
        return 1.0;
    }
}

double ThermalDiffusion::relaxationTime() const
{
    const double length = m_settings.size.maxCoeff() / (2.0 * pi);
    return length * length / m_settings.D0;
}

void ThermalDiffusion::advance(long long steps, int threads)
{
    const auto count = static_cast<int>(m_places.size());
    const bool diffuses = m_settings.migration == Migration::Diffusion;
    for (long long i = 0; i < steps; ++i) {
        ++m_steps;
        parallelFor(count, threads, [&](int begin, int end) {
            for (auto p = static_cast<size_t>(begin); p < static_cast<size_t>(end); ++p)
                diffuses ? diffuse(p) : fly(p);
        });
        m_time = m_step * static_cast<double>(m_steps);
    }
}

void ThermalDiffusion::diffuse(size_t p)
{
    const NormalStream noise(m_settings.seed, noiseStream);
    const auto xi = noise.normals(p, m_steps);
    const Vec2 place = m_places[p];
    const double spread = std::sqrt(2.0 * m_step * diffusion(place));
    m_places[p]
        += m_settings.alpha * m_step * diffusionGradient(place) + spread * Vec2(xi[0], xi[1]);
    keepInside(p);
}

void ThermalDiffusion::fly(size_t p)
{
    const NormalStream chance(m_settings.seed, noiseStream);
    const auto u = chance.uniforms(p, m_steps);
    const Vec2 middle = m_places[p] + 0.5 * m_step * speed(m_places[p]) * m_directions[p];
    m_places[p] += m_step * speed(middle) * m_directions[p];
    keepInside(p);
    const double D
        = m_settings.migration == Migration::VariableRate ? diffusion(m_places[p]) : m_settings.D0;
    const double rate = m_settings.speed * m_settings.speed / (2.0 * D);
    if (u[0] >= -std::expm1(-rate * m_step))
        return;
    m_directions[p] = Vec2(std::cos(2.0 * pi * u[1]), std::sin(2.0 * pi * u[1]));
}

void ThermalDiffusion::keepInside(size_t p)
{
    for (int axis = 0; axis < 2; ++axis) {
        double& value = m_places[p][axis];
        const double size = m_settings.size[axis];
        if (m_settings.isPeriodic)
            value = wrapped(value, size);
        else if (std::abs(value) > 0.5 * size && bounce(value, size))
            m_directions[p][axis] *= -1.0;
    }
}

} // namespace dqm
