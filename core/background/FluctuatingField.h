#pragma once

#include "core/background/FieldSpectrum.h"
#include "core/background/VacuumProfile.h"

#include <Eigen/Core>
#include <complex>
#include <span>

namespace dqm {

struct FieldSettings
{
    SpectrumKind spectrum = SpectrumKind::Invariant;
    double mu = 1.0; ///< frequency of the longest wave, > 0
    double cutoff = 12.0; ///< highest frequency, > mu
    int waves = 128; ///< 1 .. 4096
    /// Whether omega^2 = k^2 + mu^2; else frequencies and wave numbers are drawn independently.
    bool onShell = true;
    VacuumProfile profile = {};
    std::uint32_t seed = 1;
};

/// A fluctuating classical scalar field in the plane [Zakir, eq. (33)], as a sum of N waves:
/// phi(r, t) = eta(r) sqrt(2/N) sum_j cos(k_j.r - omega_j t + theta_j).
///
/// Mean     over time 0, mean square eta^2(r), both as T grows; eta0 = 1.
/// Units    c = 1.
/// Model assumption  the waves; the paper postulates the field and its two means.
class FluctuatingField
{
public:
    struct Wave
    {
        Vec2 k;
        double omega;
        double phase;
    };

    /// Frequencies are spread evenly over the spectrum's shares, each at random within its own, so
    /// that few waves look like many; directions and phases are random.
    /// @throws std::invalid_argument for settings out of range.
    explicit FluctuatingField(const FieldSettings& settings);

    const FieldSettings& settings() const { return m_settings; }
    const FieldSpectrum& spectrum() const { return m_spectrum; }
    std::span<const Wave> waves() const { return m_waves; }
    double amplitude() const
    {
        return m_amplitude;
    } ///< of one wave: sqrt(2/N) of the field as made

    double value(const Vec2& place, double time) const;
    Vec2 gradient(const Vec2& place, double time) const;
    /// |mean over the time T| <= (2/T) sum A_j / omega_j, where eta = 1.
    double meanBound(double T) const;

    /// The scalar field in the coordinates of an observer with speed beta along x, of the waves
    /// that are complete for that observer (see FieldSpectrum::seenLimit); without the profile,
    /// which would move.
    FluctuatingField seenBy(double beta) const;

    /// phi at (points x points) places of a square about the origin, row-major, x fastest.
    void paint(double time, int points, double width, std::vector<float>& values) const;

private:
    FieldSettings m_settings;
    FieldSpectrum m_spectrum;
    double m_amplitude;
    std::vector<Wave> m_waves;
};

} // namespace dqm
