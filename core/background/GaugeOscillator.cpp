#include "core/background/GaugeOscillator.h"

#include "core/random/NormalStream.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double pi = std::numbers::pi;
constexpr std::uint32_t bandStream = 34;
constexpr double recentPhase = 80.0; // of A, that is remembered
constexpr double phaseBetweenSamples = 0.04;
constexpr double stepOfFastest = 0.15; // of the phase of h^2 and of A in one step

/// Magnus' step of order four [Blanes2009] of A'' = -w(t) A from w at the two Gauss points.
Eigen::Matrix2d magnusStep(double w1, double w2, double step)
{
    const double a = -std::numbers::sqrt3 / 12.0 * step * step * (w1 - w2);
    const double c = -0.5 * step * (w1 + w2);
    const double square = a * a + step * c;
    const double root = std::sqrt(std::abs(square));
    const double cosine = square < 0.0 ? std::cos(root) : std::cosh(root);
    const double sine
        = root < 1e-12 ? 1.0 : (square < 0.0 ? std::sin(root) : std::sinh(root)) / root;
    Eigen::Matrix2d matrix;
    matrix << cosine + sine * a, sine * step, sine * c, cosine - sine * a;
    return matrix;
}

template <class SquaredFrequency>
Eigen::Matrix2d magnusStep(const SquaredFrequency& w, double time, double step)
{
    const double offset = std::numbers::sqrt3 / 6.0 * step;
    const double middle = time + 0.5 * step;
    return magnusStep(w(middle - offset), w(middle + offset), step);
}

double turnBetween(double before, double after) { return std::remainder(after - before, 2.0 * pi); }

/// Phase of an oscillation that turns the positive way: A ~ cos, A' ~ -sin.
double phaseOf(double amplitude, double rate, double frequency)
{
    return std::atan2(-rate / frequency, amplitude);
}

double massOf(double frequency, double waveNumber)
{
    const double square = frequency * frequency - waveNumber * waveNumber;
    return square > 0.0 ? std::sqrt(square) : 0.0;
}

} // namespace

FieldHistory FieldHistory::single(double frequency)
{
    if (!(frequency > 0.0 && std::isfinite(frequency)))
        throw std::invalid_argument("The field needs a frequency > 0.");
    FieldHistory history;
    history.m_frequencies = {frequency};
    history.m_phases = {0.0};
    history.m_highest = frequency;
    return history;
}

FieldHistory FieldHistory::band(double low, double high, int waves, std::uint32_t seed)
{
    if (!(low > 0.0 && low < high && std::isfinite(high)) || waves < 1)
        throw std::invalid_argument("A band of the field needs 0 < low < high and a wave.");
    const NormalStream stream(seed, bandStream);
    FieldHistory history;
    for (int j = 0; j < waves; ++j) {
        const auto u = stream.uniforms(static_cast<std::uint64_t>(j), 0);
        history.m_frequencies.push_back(low + (high - low) * (j + u[0]) / waves);
        history.m_phases.push_back(2.0 * pi * u[1]);
    }
    history.m_highest = high;
    return history;
}

double FieldHistory::value(double time) const
{
    double sum = 0.0;
    for (size_t j = 0; j < m_frequencies.size(); ++j)
        sum += std::cos(m_frequencies[j] * time + m_phases[j]);
    return std::sqrt(2.0 / static_cast<double>(m_frequencies.size())) * sum;
}

GaugeOscillator::GaugeOscillator(FieldHistory history, double waveNumber, double squared)
    : m_history(std::move(history))
    , m_k(waveNumber)
    , m_squared(squared)
    , m_step(stepOfFastest
          / std::max(2.0 * m_history.highestFrequency(),
              std::sqrt(waveNumber * waveNumber + 2.0 * squared)))
    , m_field(m_step)
    , m_reference(std::sqrt(waveNumber * waveNumber + squared))
{
    observe();
}

double GaugeOscillator::squaredFrequency(double time) const
{
    const double h = m_history.value(time);
    return m_k * m_k + m_squared * h * h;
}

void GaugeOscillator::advance(long long steps)
{
    for (long long i = 0; i < steps; ++i) {
        const Eigen::Matrix2d matrix
            = magnusStep([this](double t) { return squaredFrequency(t); }, time(), m_step);
        const Eigen::Vector2d next = matrix * Eigen::Vector2d(m_now.amplitude, m_now.rate);
        m_phase += turnBetween(phaseOf(m_now.amplitude, m_now.rate, m_reference),
            phaseOf(next[0], next[1], m_reference));
        ++m_steps;
        m_now = {time(), next[0], next[1], m_now.logScale};
        const double size = next.norm();
        if (size > 1e6 || size < 1e-6)
            m_now = {time(), next[0] / size, next[1] / size, m_now.logScale + std::log(size)};
        observe();
    }
}

void GaugeOscillator::observe()
{
    m_phaseSlope.add(time(), m_phase);
    m_growthSlope.add(
        time(), m_now.logScale + std::log(std::hypot(m_now.amplitude, m_now.rate / m_reference)));
    m_field.add(m_history.value(time()));
    if (!m_recent.empty() && m_reference * (time() - m_recent.back().time) < phaseBetweenSamples)
        return;
    m_recent.push_back(m_now);
    while (m_reference * (time() - m_recent.front().time) > recentPhase)
        m_recent.pop_front();
}

void GaugeOscillator::Slope::add(double time, double value)
{
    n += 1.0;
    const double timeAway = time - meanTime;
    const double away = value - mean;
    meanTime += timeAway / n;
    mean += away / n;
    timeSquares += timeAway * (time - meanTime);
    products += timeAway * (value - mean);
}

double GaugeOscillator::effectiveMass() const { return massOf(m_phaseSlope.value(), m_k); }

double GaugeOscillator::growthRate() const { return m_growthSlope.value(); }

namespace {

/// What one period of h^2 makes of (A, A'), in steps.
std::vector<Eigen::Matrix2d> periodOf(double drive, double waveNumber, double squared)
{
    const double period = pi / drive;
    const double fastest
        = std::max(2.0 * drive, std::sqrt(waveNumber * waveNumber + 2.0 * squared));
    const int steps = std::max(32, static_cast<int>(std::ceil(period * fastest / 0.05)));
    const double step = period / steps;
    const auto w = [&](double time) {
        return waveNumber * waveNumber + squared * (1.0 + std::cos(2.0 * drive * time));
    };
    std::vector<Eigen::Matrix2d> parts;
    parts.reserve(static_cast<std::size_t>(steps));
    for (int i = 0; i < steps; ++i)
        parts.push_back(magnusStep(w, i * step, step));
    return parts;
}

/// The motion is stable while it is no larger than 1.
double halfTrace(const std::vector<Eigen::Matrix2d>& parts)
{
    Eigen::Matrix2d whole = Eigen::Matrix2d::Identity();
    for (const Eigen::Matrix2d& part : parts)
        whole = part * whole;
    return 0.5 * whole.trace();
}

} // namespace

std::vector<GrowthWindow> growthWindows(double low, double high, double waveNumber, double squared)
{
    if (!(low > 0.0) || !(low < high))
        throw std::invalid_argument("Windows of growth need drives with 0 < low < high.");
    const auto grows = [&](double drive) {
        return std::abs(halfTrace(periodOf(drive, waveNumber, squared))) > 1.0;
    };
    const auto edge = [&](double a, double b) {
        const bool growsAtA = grows(a);
        while (b - a > 2e-5 * b) {
            const double middle = 0.5 * (a + b);
            (grows(middle) == growsAtA ? a : b) = middle;
        }
        return 0.5 * (a + b);
    };
    const int samples = static_cast<int>(std::ceil(std::log(high / low) / 5e-3));
    std::vector<GrowthWindow> windows;
    bool isInside = false;
    double before = low;
    for (int i = 0; i <= samples; ++i) {
        const double drive = low * std::pow(high / low, static_cast<double>(i) / samples);
        if (grows(drive) != isInside) {
            const double border = i == 0 ? low : edge(before, drive);
            if (isInside)
                windows.back().to = border;
            else
                windows.push_back({border, high});
            isInside = !isInside;
        }
        before = drive;
    }
    return windows;
}

MathieuMotion mathieu(double drive, double waveNumber, double squared)
{
    const double period = pi / drive;
    const double reference = std::sqrt(waveNumber * waveNumber + squared);
    const std::vector<Eigen::Matrix2d> parts = periodOf(drive, waveNumber, squared);
    const double half = halfTrace(parts);
    // The trace gives the frequency up to turns and its sign; following one solution tells which.
    constexpr int periods = 60;
    Eigen::Vector2d solution(1.0, 0.0);
    double phase = 0.0;
    for (int p = 0; p < periods; ++p) {
        for (const Eigen::Matrix2d& part : parts) {
            const Eigen::Vector2d next = part * solution;
            phase += turnBetween(
                phaseOf(solution[0], solution[1], reference), phaseOf(next[0], next[1], reference));
            solution = next;
        }
        solution.normalize();
    }
    const double turned = phase / periods;
    const double angle = std::acos(std::clamp(half, -1.0, 1.0));
    const double plus = turned + std::remainder(angle - turned, 2.0 * pi);
    const double minus = turned + std::remainder(-angle - turned, 2.0 * pi);
    const double nearest = std::abs(plus - turned) < std::abs(minus - turned) ? plus : minus;
    return {massOf(nearest / period, waveNumber),
        std::abs(half) > 1.0 ? std::acosh(std::abs(half)) / period : 0.0};
}

double fastFieldMass(double drive, double squared)
{
    return std::sqrt(squared) * (1.0 + squared / (16.0 * drive * drive));
}

double broadFieldGrowth(double low, double high, double squared)
{
    const double width = high - low;
    const double spectrum
        = 2.0 * pi / width * std::max(0.0, 1.0 - 2.0 * std::sqrt(squared) / width);
    return squared / 8.0 * spectrum;
}

} // namespace dqm
