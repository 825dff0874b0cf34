#pragma once

#include "core/detectors/AbsorptionTally.h"
#include "core/evolution/Propagator.h"
#include "core/experiment/Units.h"
#include "core/grid/Grid.h"
#include "core/potentials/Potential.h"

#include <memory>

namespace dqm {

/// Split-step Fourier solver of i hbar d_t psi = -(hbar^2/2m) lap psi + V psi [Zakir, eq. (16)].
///
/// Strang   V(dt/2) T(dt) V(dt/2), order 2, one pair of transforms a step.
/// Chin 4B  T(a) V~/2 T(1/sqrt3) V~/2 T(a), a = (1 - 1/sqrt3)/2,
///          V~ = V - (2 - sqrt3)/24 dt^2 |grad V|^2 / m, order 4 [Chin1997], two pairs a step
///          and one for each call.
/// Takahashi-Imada  T(1/2) V~ T(1/2), V~ = V - 1/24 dt^2 |grad V|^2 / m, order 2 with an error that
///          does not add up from step to step (it is conjugate to order 4) [Takahashi1984], one
///          pair a step and one for each call.
/// V = 0    one exact flight, whatever the step.
/// Time-dependent V is taken at the inner times of each scheme; steps are shortened where it
/// changes fast and end at its jumps (see StepSchedule). A force that is the same everywhere is
/// solved exactly with the flights (see DrivenCarrier). Boundaries: torus by FFT, walls by sine
/// transforms, what absorbs as -i Gamma beside V (it damps in either direction of time: what has
/// left does not come back). Frame: with a velocity W the ensemble evolves in K', where V and
/// Gamma are taken at x' + W t.
class SplitStepSolver final : public Propagator
{
public:
    struct Setup
    {
        Grid grid;
        PhysicalConstants constants;
        std::shared_ptr<const Potential> potential;
        std::shared_ptr<const Absorption> absorber;
        Scheme scheme = Scheme::Auto; ///< Auto: Chin4B if the potential is smooth, else Strang
        Vec2 frameVelocity{0.0, 0.0};
        int threads = 1;
        /// advance() cools: psi *= e^{-H tau/hbar} / norm with tau for dt, without the absorbing
        /// layer and with V of the time at which the call begins.
        bool imaginaryTime = false;
        /// By which steps may be longer than the potential's schedule asks for.
        double stretch = 1.0;
        /// Counts what the kicks take; null for none. Only where the frame rests.
        std::shared_ptr<AbsorptionTally> tally;
    };

    /// @throws std::invalid_argument for walls with a frame velocity: the walls rest in K.
    explicit SplitStepSolver(Setup setup);
    ~SplitStepSolver() override;

    void advance(WaveState& state, double dt, int steps) override;
    /// The scheme in use, never Auto.
    Scheme scheme() const;
    int kicksPerStep() const override;
    bool isCooling() const override;
    bool absorbs() const override;
    long long kicksDuring(double time, double dt, int steps) const override;

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
