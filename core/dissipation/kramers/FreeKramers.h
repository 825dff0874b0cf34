#pragma once

#include "core/dissipation/kramers/KramersFlow.h"

#include <optional>

namespace dqm {

/// Kramers' ensemble without forces on a torus, without chance: every sample of the start goes its
/// exact mean way, and the noise, the same Gaussian for all, is convolved in wave number.
///
/// Exact  means, variances and the drift; rho and j too (for what the grid resolves) as long as
///        the differences of v0 have displaced nothing, hence at all times for uniform v0.
/// Else   the samples are laid on the grid as WideClouds, which are taken off again in wave number;
///        where v0 drives neighbours apart, more samples are taken between them (4 per axis at
///        most; beyond, what is drawn is smoothed over their distance). A density with edges
///        keeps its clouds, 0.7 cells wide.
class FreeKramers
{
public:
    /// @param mean  unwrapped, if it is known.
    /// @throws std::invalid_argument with walls.
    FreeKramers(WaveState psi, const DensityLayout& layout, const PhysicalConstants& constants,
        std::optional<Vec2> mean);

    void follow(const ThermalMedium& medium, double mass, double t);

    /// Moments with the noise.
    DriftMoments moments() const;
    DensityFlow flow(int threads);

    const WaveState& psi() const { return m_psi; }
    const KramersFlow& motion() const { return m_motion; }
    /// Of what can be made again, nothing is kept.
    FreeKramers withoutSamples() const;
    /// Memory of that, about.
    std::size_t bytes() const;

private:
    bool isCarriedWhole() const;
    const DriftSamples& samplesFor(double stretch);
    DensityFlow deposited(int threads);
    DensityFlow evened(const DensityFlow& laid, double gap, bool undoesClouds, int threads) const;
    DensityFlow convolved(ComplexField rho, ComplexField momentum, double covariance,
        const Eigen::ArrayXcd& alongX, const Eigen::ArrayXcd& alongY, int threads) const;

    WaveState m_psi;
    DensityLayout m_layout;
    PhysicalConstants m_constants;
    KramersFlow m_motion;
    DensityFlow m_initial;
    DriftMoments m_moments; ///< at the start
    double m_strain;
    DriftSamples m_samples;
    int m_perAxis = 0;
};

} // namespace dqm
