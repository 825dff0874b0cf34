#include "core/background/FluctuatingField.h"

#include "core/random/NormalStream.h"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double pi = std::numbers::pi;
constexpr std::uint32_t waveStream = 31;

using FloatMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

FluctuatingField::Wave drawn(
    const FieldSpectrum& spectrum, const FieldSettings& settings, int index)
{
    const NormalStream stream(settings.seed, waveStream);
    const auto j = static_cast<std::uint64_t>(index);
    const auto u = stream.uniforms(j, 0);
    const auto v = stream.uniforms(j, 1);
    const double omega = spectrum.frequency((index + u[0]) / settings.waves);
    const double k = spectrum.waveNumber(settings.onShell ? omega : spectrum.frequency(v[1]));
    const double angle = 2.0 * pi * u[1];
    return {Vec2(k * std::cos(angle), k * std::sin(angle)), omega, 2.0 * pi * v[0]};
}

/// cos(step i + offset) and sin of it for i about the middle, by turning a pointer.
void writeTurns(double step, double offset, auto&& cosines, auto&& sines)
{
    const Eigen::Index count = cosines.size();
    const std::complex<double> turn = std::polar(1.0, step);
    const double first = offset - 0.5 * static_cast<double>(count - 1) * step;
    std::complex<double> pointer = std::polar(1.0, first);
    for (Eigen::Index i = 0; i < count; ++i) {
        cosines[i] = static_cast<float>(pointer.real());
        sines[i] = static_cast<float>(pointer.imag());
        pointer *= turn;
    }
}

} // namespace

FluctuatingField::FluctuatingField(const FieldSettings& settings)
    : m_settings(settings)
    , m_spectrum(settings.spectrum, settings.mu, settings.cutoff)
{
    if (settings.waves < 1 || settings.waves > 4096)
        throw std::invalid_argument("The field needs 1 to 4096 waves.");
    m_amplitude = std::sqrt(2.0 / settings.waves);
    for (int j = 0; j < settings.waves; ++j)
        m_waves.push_back(drawn(m_spectrum, settings, j));
}

double FluctuatingField::value(const Vec2& place, double time) const
{
    double sum = 0.0;
    for (const Wave& wave : m_waves)
        sum += std::cos(wave.k.dot(place) - wave.omega * time + wave.phase);
    return m_amplitude * m_settings.profile.ratio(place) * sum;
}

Vec2 FluctuatingField::gradient(const Vec2& place, double time) const
{
    Vec2 slopes(0.0, 0.0);
    for (const Wave& wave : m_waves)
        slopes -= std::sin(wave.k.dot(place) - wave.omega * time + wave.phase) * wave.k;
    slopes *= m_amplitude;
    const VacuumProfile& profile = m_settings.profile;
    if (profile.isUniform())
        return slopes;
    const double ratio = profile.ratio(place);
    return ratio * slopes + value(place, time) / ratio * profile.ratioGradient(place);
}

double FluctuatingField::meanBound(double T) const
{
    double sum = 0.0;
    for (const Wave& wave : m_waves)
        sum += m_amplitude / wave.omega;
    return 2.0 * sum / T;
}

FluctuatingField FluctuatingField::seenBy(double beta) const
{
    const double limit = m_spectrum.seenLimit(beta);
    if (!(beta >= 0.0 && beta < 1.0 && limit > m_spectrum.mu()))
        throw std::invalid_argument("The observer is too fast to see any wave of the field.");
    const double gamma = 1.0 / std::sqrt(1.0 - beta * beta);
    FluctuatingField seen = *this;
    seen.m_settings.profile = {};
    seen.m_waves.clear();
    for (const Wave& wave : m_waves) {
        const double omega = gamma * (wave.omega - beta * wave.k.x());
        if (omega < limit)
            seen.m_waves.push_back(
                {Vec2(gamma * (wave.k.x() - beta * wave.omega), wave.k.y()), omega, wave.phase});
    }
    return seen;
}

/// The sum over the waves is one product of matrices: cos(a + b) = cos a cos b - sin a sin b, with
/// a = k_x x and b = k_y y - omega t + theta.
void FluctuatingField::paint(
    double time, int points, double width, std::vector<float>& values) const
{
    const auto count = static_cast<Eigen::Index>(m_waves.size());
    const double spacing = width / points;
    FloatMatrix alongX(2 * count, points);
    FloatMatrix alongY(2 * count, points);
    for (Eigen::Index j = 0; j < count; ++j) {
        const Wave& wave = m_waves[static_cast<size_t>(j)];
        writeTurns(spacing * wave.k.x(), 0.0, alongX.row(2 * j), alongX.row(2 * j + 1));
        writeTurns(spacing * wave.k.y(), std::remainder(wave.phase - wave.omega * time, 2.0 * pi),
            alongY.row(2 * j), alongY.row(2 * j + 1));
        alongY.row(2 * j + 1) *= -1.0F;
    }
    values.resize(static_cast<size_t>(points) * static_cast<size_t>(points));
    Eigen::Map<FloatMatrix> map(values.data(), points, points);
    map.noalias() = static_cast<float>(m_amplitude) * (alongY.transpose() * alongX);
    if (m_settings.profile.isUniform())
        return;
    for (int j = 0; j < points; ++j) {
        for (int i = 0; i < points; ++i) {
            const Vec2 place(
                spacing * (i - 0.5 * (points - 1)), spacing * (j - 0.5 * (points - 1)));
            map(j, i) *= static_cast<float>(m_settings.profile.ratio(place));
        }
    }
}

} // namespace dqm
