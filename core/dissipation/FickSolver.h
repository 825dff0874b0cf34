#pragma once

#include "core/dissipation/DissipativeEvolution.h"

namespace dqm {

class ExponentialFlux;
class OverdampedParticles;

/// Ordinary diffusion without inertia: d_t rho = D lap rho - W_m.grad rho, Fick's equation with a
/// medium that moves at W_m; in a potential Smoluchowski's,
/// d_t rho = div(D grad rho + rho grad V/(m gamma)) - W_m.grad rho, D = kT/(m gamma).
///
/// Free torus   exact for any time span: one factor e^{-D k^2 t - i k.W_m t} per wave number.
/// Free walls   no flux through them; the same with cosines, as long as the medium rests.
/// Else         ExponentialFlux: positive, of order two in the spacing; V that depends on time
///              (or passes by) is taken in the middle of each step, order two in time.
/// Current      j = rho W_m - D grad rho - rho grad V/(m gamma): there is no inertia, psi lends
///              its rho alone.
class FickSolver final : public DissipativeEvolution
{
public:
    /// @param psi   in the frame of the setup.
    /// @param mean  unwrapped, if it is known.
    /// @throws std::invalid_argument if D is not finite and positive, or if there is a potential
    ///         and the medium has no temperature.
    FickSolver(const DissipativeSetup& setup, const WaveState& psi, std::optional<Vec2> mean = {});
    /// From a density on the layout's points.
    FickSolver(DissipativeSetup setup, RealField rho, double time, std::optional<Vec2> mean = {});
    ~FickSolver() override;
    std::unique_ptr<DissipativeEvolution> clone() const override;
    std::size_t bytes() const override;

    std::string irreversibility() const override;
    std::vector<Vec2> particles(int most) const override;

private:
    FickSolver(const FickSolver& other);

    void move(double dt, int steps) override;
    void setupChanged() override;
    DensityFlow makeFlow() override;
    Motion motion() override;

    /// Whether one multiplier does it.
    bool isFree() const;
    ExponentialFlux fluxAt(double time) const;
    int looksDuring(double span) const;
    void followMean();
    void moveParticles(double dt, int steps);

    RealField m_rho;
    Vec2 m_mean{0.0, 0.0};
    Vec2 m_variance{0.0, 0.0}; ///< of the unwrapped ensemble
    std::unique_ptr<ExponentialFlux> m_flux; ///< kept while V rests
    std::unique_ptr<OverdampedParticles> m_drawn; ///< to be shown
};

} // namespace dqm
