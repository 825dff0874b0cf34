#include "core/background/FieldRecord.h"

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

constexpr double stepOfFastest = 0.3; // omega dt of the highest frequency
constexpr size_t recentSamples = 640;
/// Pointers are turned step by step and set right now and then.
constexpr long long stepsBetweenResets = 4096;

} // namespace

FieldRecord::FieldRecord(const FluctuatingField& field, std::vector<Vec2> places, int lags)
    : m_step(stepOfFastest / field.settings().cutoff)
    , m_places(std::move(places))
    , m_averages(m_places.size(), RunningAverage(m_step))
    , m_lags(static_cast<size_t>(lags))
    , m_products(m_lags, 0.0)
{
    const auto waves = field.waves();
    const auto count = static_cast<Eigen::Index>(waves.size());
    m_turns.resize(count);
    m_pointers.setOnes(count);
    m_weights.resize(count, static_cast<Eigen::Index>(m_places.size()));
    for (Eigen::Index j = 0; j < count; ++j) {
        const FluctuatingField::Wave& wave = waves[static_cast<size_t>(j)];
        m_omegas.push_back(wave.omega);
        m_turns[j] = std::polar(1.0, -wave.omega * m_step);
        for (Eigen::Index p = 0; p < m_weights.cols(); ++p) {
            const Vec2& place = m_places[static_cast<size_t>(p)];
            m_weights(j, p)
                = std::polar(field.amplitude() * field.settings().profile.ratio(place), // eta(r)
                    wave.k.dot(place) + wave.phase);
        }
    }
    see();
}

void FieldRecord::advance(long long steps)
{
    for (long long i = 0; i < steps; ++i) {
        ++m_steps;
        if (m_steps % stepsBetweenResets == 0) {
            for (Eigen::Index j = 0; j < m_pointers.size(); ++j)
                m_pointers[j] = std::polar(1.0,
                    -std::remainder(
                        m_omegas[static_cast<size_t>(j)] * time(), 2.0 * std::numbers::pi));
        } else {
            m_pointers *= m_turns;
        }
        see();
    }
}

void FieldRecord::see()
{
    for (Eigen::Index p = 0; p < m_weights.cols(); ++p) {
        const double phi = (m_weights.col(p).array().real() * m_pointers.real()
            - m_weights.col(p).array().imag() * m_pointers.imag())
                               .sum();
        m_averages[static_cast<size_t>(p)].add(phi);
        if (p > 0 || m_steps % stride != 0)
            continue;
        m_recent.push_back(phi);
        if (m_recent.size() > std::max(recentSamples, m_lags))
            m_recent.pop_front();
    }
    if (m_steps % stride != 0 || m_recent.size() < m_lags)
        return;
    const size_t last = m_recent.size() - 1;
    for (size_t lag = 0; lag < m_lags; ++lag)
        m_products[lag] += m_recent[last] * m_recent[last - lag];
    ++m_productCount;
}

std::vector<double> FieldRecord::correlation() const
{
    if (m_productCount == 0)
        return {};
    std::vector<double> means = m_products;
    for (double& mean : means)
        mean /= static_cast<double>(m_productCount);
    return means;
}

} // namespace dqm
