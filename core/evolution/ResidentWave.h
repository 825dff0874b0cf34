#pragma once

#include "core/evolution/FlowTargets.h"
#include "core/evolution/WaveState.h"
#include "core/grid/Derivatives.h"

namespace dqm {

/// Of |psi|^2 over the points, without the spacings: what a mean is made of.
struct DensityCensus
{
    Eigen::ArrayXd x; ///< summed over y
    Eigen::ArrayXd y; ///< summed over x
    double peak = 0.0; ///< the largest
};

/// How the fields of an envelope are seen.
struct WaveView
{
    Vec2 carrier{0.0, 0.0};
    double phase = 0.0; ///< global
    double floor = 1e-9; ///< relative to max rho: v, u and Q are zero below it
    const FloatField* V = nullptr; ///< on the grid; null: none
};

/// What a pass over the fields sums up on its way, to order 8 in the spacing and without the places
/// below the floor: a check of the picture. What is logged is taken from the spectral gradient (see
/// FlowSums). Integrals over the grid, without the carrier.
struct FlowSummary
{
    double peak = 0.0; ///< max rho
    Vec2 gradientSquared{0.0, 0.0}; ///< |d_k e|^2
    Vec2 driftSquared{0.0, 0.0}; ///< J_k^2/rho, J = Im(e* grad e)
    double potential = 0.0; ///< V rho
};

/// The envelope in the hands of its solver, in the layout that the solver's loops want: loaded
/// once, it is moved on call after call, and what is read off it is read where it lies.
///
/// It is a copy: whoever changes the envelope it was loaded from loads it again. Carrier, time and
/// phase stay with the caller. Every call but load() throws std::logic_error if nothing is loaded.
class ResidentWave
{
public:
    ResidentWave() = default;
    ResidentWave(const ResidentWave&) = delete;
    ResidentWave& operator=(const ResidentWave&) = delete;
    virtual ~ResidentWave() = default;

    /// @throws std::invalid_argument if the shape differs from the grid's.
    virtual void load(const ComplexField& envelope) = 0;
    /// To the last bit what Propagator::advance would do to the state; in single precision without
    /// rounding psi again.
    /// @param carrier, time  of the state as it is now.
    virtual void run(Vec2 carrier, double time, double dt, int steps) = 0;
    virtual void store(ComplexField& envelope) const = 0;

    virtual DensityCensus census() const = 0;

    /// The paper's fields (see localFlow()) with central differences of order 8, in one pass, in
    /// floats: v and u to 5e-6, Q to 2e-5 of hbar/m dx and hbar^2/2m dx^2. For display.
    virtual FlowSummary flow(const WaveView& view, const FlowTargets<float>& targets) = 0;

    /// Spectral, as dqm::gradient() in rows: for numbers.
    virtual void gradient(ComplexVectorField& result) const = 0;
};

} // namespace dqm
