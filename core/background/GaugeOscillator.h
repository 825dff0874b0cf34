#pragma once

#include "core/background/RunningAverage.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace dqm {

/// The real field h(t) at one place, as a sum of N oscillations; its mean square over long times
/// is eta^2 = 1.
class FieldHistory
{
public:
    /// sqrt(2) cos(frequency t).
    static FieldHistory single(double frequency);
    /// sqrt(2/N) sum cos(omega_j t + theta_j), omega_j spread evenly from low to high, each at
    /// random within its share.
    /// @throws std::invalid_argument unless 0 < low < high and waves >= 1.
    static FieldHistory band(double low, double high, int waves, std::uint32_t seed);

    double value(double time) const;
    double highestFrequency() const { return m_highest; }

private:
    std::vector<double> m_frequencies;
    std::vector<double> m_phases;
    double m_highest = 0.0;
};

/// One mode of a gauge field, A'' + (k^2 + g^2 h^2 / 4) A = 0, which follows from the Lagrangian
/// |D phi|^2 with phi = h / sqrt(2); its mass over long times should be m0 = g eta / 2 [Zakir,
/// section IV.B]. Units: m0 = 1 with eta the rms of h.
///
/// Convention  if eta^2 is the mean of |phi|^2 instead, as (33) says literally, then the mean of
///             h^2 is 2 eta^2 and the mass g eta / sqrt(2) (erratum X14): `squared` = 2.
/// Steps       Magnus' integrator of order four [Blanes2009]: each step is an exact unimodular
/// matrix. Overflow    A and A' are kept near 1 beside the logarithm of their common scale, so a
/// growing
///             solution can go on for ever.
class GaugeOscillator
{
public:
    /// @param squared  g^2 <h^2> / 4, i.e. the squared mass: 1, or 2 for the other convention.
    GaugeOscillator(FieldHistory history, double waveNumber, double squared);

    struct Sample
    {
        double time;
        double amplitude; ///< A times e^{-logScale}
        double rate; ///< dA/dt times e^{-logScale}
        double logScale;
    };

    void advance(long long steps);

    double step() const { return m_step; }
    double time() const { return m_step * static_cast<double>(m_steps); }
    const Sample& now() const { return m_now; }
    /// The last dozen turns, some of the steps, the newest at the end.
    const std::deque<Sample>& recent() const { return m_recent; }
    /// sqrt(frequency^2 - k^2), the frequency being the slope of the phase of (A, A') by least
    /// squares; 0 before anything has moved.
    double effectiveMass() const;
    /// Of ln |A| per time over all of the run, by least squares.
    double growthRate() const;
    const RunningAverage& field() const { return m_field; } ///< of h / eta

private:
    struct Slope
    {
        double n = 0.0;
        double mean = 0.0;
        double meanTime = 0.0;
        double timeSquares = 0.0;
        double products = 0.0;
        void add(double time, double value);
        double value() const { return timeSquares > 0.0 ? products / timeSquares : 0.0; }
    };

    double squaredFrequency(double time) const;
    void observe();

    FieldHistory m_history;
    double m_k;
    double m_squared;
    double m_step;
    long long m_steps = 0;
    Sample m_now{0.0, 1.0, 0.0, 0.0};
    double m_phase = 0.0;
    Slope m_phaseSlope;
    Slope m_growthSlope;
    RunningAverage m_field;
    double m_reference; ///< sqrt(k^2 + squared), near the frequency
    std::deque<Sample> m_recent;
};

/// The solution of A'' + (k^2 + squared (1 + cos 2 Omega t)) A = 0, Mathieu's equation, after
/// Floquet.
struct MathieuMotion
{
    double mass = 0.0; ///< sqrt(nu^2 - k^2), nu the frequency
    double growthRate = 0.0; ///< > 0 in a resonance, 0 where the motion is stable
};

/// @param drive  Omega > 0, the frequency of h.
MathieuMotion mathieu(double drive, double waveNumber, double squared);

/// A range of drives in which the motion grows.
struct GrowthWindow
{
    double from = 0.0;
    double to = 0.0;
};

/// Those between two drives, to four digits, ascending; one that is narrower than half a percent
/// of its drive may be passed over. They depend on the wave number.
/// @throws std::invalid_argument unless 0 < low < high.
std::vector<GrowthWindow> growthWindows(double low, double high, double waveNumber, double squared);

/// The law for fast fields, m0 (1 + m0^2 / 16 Omega^2) with m0^2 = squared.
double fastFieldMass(double drive, double squared);

/// Growth of A in a field with an even spectrum from low to high, for weak noise: beats of h^2 at
/// twice the mass pump energy in, (squared / 8) S(2 m0), where S(w) = (2 pi/B) (1 - w/B) is the
/// spectrum of h^2 for the band's width B = high - low; 0 if the band is narrower than 2 m0.
double broadFieldGrowth(double low, double high, double squared);

} // namespace dqm
