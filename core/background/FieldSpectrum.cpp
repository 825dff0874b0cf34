#include "core/background/FieldSpectrum.h"

#include "core/random/NormalStream.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double pi = std::numbers::pi;
constexpr std::uint32_t censusStream = 32;

void checkObserver(const FieldSpectrum& spectrum, double beta, int bins)
{
    if (!(beta >= 0.0 && beta < 1.0) || !(spectrum.seenLimit(beta) > spectrum.mu()) || bins < 1)
        throw std::invalid_argument(
            "The observer is too fast to see all directions of any wave of the field.");
}

void add(std::vector<double>& histogram, double share, double amount)
{
    const auto last = static_cast<double>(histogram.size()) - 1.0;
    const double bin = std::clamp(std::floor(share * (last + 1.0)), 0.0, last);
    histogram[static_cast<size_t>(bin)] += amount;
}

void normalise(std::vector<double>& histogram, double range)
{
    double sum = 0.0;
    for (const double value : histogram)
        sum += value;
    for (double& value : histogram)
        value *= sum > 0.0 ? static_cast<double>(histogram.size()) / (sum * range) : 0.0;
}

} // namespace

FieldSpectrum::FieldSpectrum(SpectrumKind kind, double mu, double cutoff)
    : m_kind(kind)
    , m_mu(mu)
    , m_cutoff(cutoff)
{
    if (!(mu > 0.0 && mu < cutoff && std::isfinite(cutoff)))
        throw std::invalid_argument("The spectrum needs 0 < mu < cutoff.");
}

double FieldSpectrum::density(double omega) const
{
    if (omega < m_mu || omega > m_cutoff)
        return 0.0;
    switch (m_kind) {
    case SpectrumKind::Thermal:
        return 1.0 / (omega * std::log(m_cutoff / m_mu));
    case SpectrumKind::White:
        return 2.0 * omega / (m_cutoff * m_cutoff - m_mu * m_mu);
    default:
        return 1.0 / (m_cutoff - m_mu);
    }
}

double FieldSpectrum::frequency(double share) const
{
    switch (m_kind) {
    case SpectrumKind::Thermal:
        return m_mu * std::pow(m_cutoff / m_mu, share);
    case SpectrumKind::White:
        return std::sqrt(m_mu * m_mu + share * (m_cutoff * m_cutoff - m_mu * m_mu));
    default:
        return m_mu + share * (m_cutoff - m_mu);
    }
}

double FieldSpectrum::waveNumber(double omega) const
{
    return std::sqrt(std::max(0.0, omega * omega - m_mu * m_mu));
}

/// Simpson's rule over the shares.
template <class Function>
double FieldSpectrum::mean(Function of) const
{
    constexpr int pairs = 1000;
    double sum = 0.0;
    for (int i = 0; i <= 2 * pairs; ++i) {
        const int weight = i == 0 || i == 2 * pairs ? 1 : 2 + 2 * (i % 2);
        sum += weight * of(frequency(i / (2.0 * pairs)));
    }
    return sum / (6.0 * pairs);
}

double FieldSpectrum::correlation(double tau) const
{
    return mean([tau](double omega) { return std::cos(omega * tau); });
}

double FieldSpectrum::correlationTime() const
{
    return pi * mean([this](double omega) { return density(std::clamp(omega, m_mu, m_cutoff)); });
}

double FieldSpectrum::meanSquaredSpeed() const
{
    return mean([this](double omega) { return 1.0 - m_mu * m_mu / (omega * omega); });
}

double FieldSpectrum::seenLimit(double beta) const
{
    return m_cutoff * std::sqrt((1.0 - beta) / (1.0 + beta));
}

SeenSpectrum seenExactly(const FieldSpectrum& spectrum, double beta, int bins)
{
    checkObserver(spectrum, beta, bins);
    constexpr int perBin = 12;
    const double mu = spectrum.mu();
    const double gamma = 1.0 / std::sqrt(1.0 - beta * beta);
    const auto count = static_cast<size_t>(bins);
    SeenSpectrum seen{.limit = spectrum.seenLimit(beta),
        .frequencies = std::vector<double>(count, 0.0),
        .directions = std::vector<double>(count, 0.0)};
    const int samples = perBin * bins;
    double sum = 0.0;
    for (int i = 0; i < samples; ++i) {
        const double omegaShare = (i + 0.5) / samples;
        const double omega = mu + omegaShare * (seen.limit - mu);
        for (int j = 0; j < samples; ++j) {
            const double angleShare = (j + 0.5) / samples;
            const double cosine = std::cos(pi * (2.0 * angleShare - 1.0));
            const double inK = gamma * (omega + beta * spectrum.waveNumber(omega) * cosine);
            const double weight = spectrum.density(std::clamp(inK, mu, spectrum.cutoff()));
            sum += weight;
            seen.dipole += weight * cosine;
            add(seen.frequencies, omegaShare, weight);
            add(seen.directions, angleShare, weight);
        }
    }
    seen.dipole /= sum;
    normalise(seen.frequencies, seen.limit - mu);
    normalise(seen.directions, 2.0 * pi);
    return seen;
}

SeenSpectrum seenOfDraws(
    const FieldSpectrum& spectrum, double beta, int bins, int draws, std::uint32_t seed)
{
    checkObserver(spectrum, beta, bins);
    const NormalStream stream(seed, censusStream);
    const double gamma = 1.0 / std::sqrt(1.0 - beta * beta);
    const auto count = static_cast<size_t>(bins);
    SeenSpectrum seen{.limit = spectrum.seenLimit(beta),
        .frequencies = std::vector<double>(count, 0.0),
        .directions = std::vector<double>(count, 0.0)};
    double squares = 0.0;
    for (int draw = 0; draw < draws; ++draw) {
        const auto u = stream.uniforms(static_cast<std::uint64_t>(draw), 0);
        const double omega = spectrum.frequency(u[0]);
        const double k = spectrum.waveNumber(omega);
        const double kx = k * std::cos(2.0 * pi * u[1]);
        const double ky = k * std::sin(2.0 * pi * u[1]);
        const double seenOmega = gamma * (omega - beta * kx);
        if (seenOmega >= seen.limit)
            continue;
        const double seenKx = gamma * (kx - beta * omega);
        const double cosine = seenKx / std::max(std::hypot(seenKx, ky), 1e-300);
        ++seen.waves;
        seen.dipole += cosine;
        squares += cosine * cosine;
        add(seen.frequencies, (seenOmega - spectrum.mu()) / (seen.limit - spectrum.mu()), 1.0);
        add(seen.directions, 0.5 + std::atan2(ky, seenKx) / (2.0 * pi), 1.0);
    }
    const auto n = static_cast<double>(std::max(1LL, seen.waves));
    seen.dipole /= n;
    seen.standardError = std::sqrt(std::max(squares / n - seen.dipole * seen.dipole, 1.0 / n) / n);
    normalise(seen.frequencies, seen.limit - spectrum.mu());
    normalise(seen.directions, 2.0 * pi);
    return seen;
}

} // namespace dqm
