#pragma once

#include "core/dissipation/DissipativeEvolution.h"

namespace dqm {

class FreeKramers;
class KramersParticles;

/// Ordinary diffusion with inertia, the ensemble of Langevin and Kramers:
/// dx = v dt, dv = -gamma (v - W_m) dt - grad V/m dt + sqrt(2 gamma kT/m) dW,
/// started from rho = |psi|^2 with the drift v0 = grad S/m and no thermal spread.
///
/// Free torus  FreeKramers: no chance in it, means and spreads exact at any time.
/// Else        KramersParticles: numbers within their statistical error, 1/sqrt(particles).
/// Friction 0  no noise either if the temperature is matched: a ballistic ensemble, whose mean
///             goes as that of the frictionless one. Time may then run backward.
class KramersEnsemble final : public DissipativeEvolution
{
public:
    /// @param psi   in the frame of the setup.
    /// @param mean  unwrapped, if it is known.
    KramersEnsemble(DissipativeSetup setup, const WaveState& psi, std::optional<Vec2> mean = {});
    ~KramersEnsemble() override;
    std::unique_ptr<DissipativeEvolution> clone() const override;
    std::size_t bytes() const override;

    std::string irreversibility() const override;
    /// Whether chance is in its numbers.
    bool hasParticles() const { return m_particles != nullptr; }
    std::vector<Vec2> particles(int most) const override;

private:
    KramersEnsemble(const KramersEnsemble& other);

    void move(double dt, int steps) override;
    void setupChanged() override;
    DensityFlow makeFlow() override;
    Motion motion() override;

    void moveParticles(double dt, int steps);
    /// At least one; so many that no oscillation in V is passed over.
    int substeps(double dt, const RealField& V) const;

    std::unique_ptr<FreeKramers> m_free;
    std::unique_ptr<KramersParticles> m_particles;
    std::unique_ptr<KramersParticles> m_drawn; ///< to be shown beside FreeKramers
    RealField m_potential; ///< the landscape while it rests
};

} // namespace dqm
