#pragma once

#include "core/dissipation/DiffusionState.h"
#include "core/dissipation/FrameDifference.h"
#include "core/dissipation/ThermalMedium.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dqm {

/// Where and through what an ensemble spreads by ordinary diffusion.
struct DissipativeSetup
{
    Grid grid; ///< an absorbing edge counts as a torus
    PhysicalConstants constants;
    Medium medium; ///< its velocity as seen in K
    std::shared_ptr<const Potential> potential; ///< rests in K; may be null
    /// W: the ensemble evolves in K', where the medium moves with W_m - W and V is taken at x' +
    /// Wt.
    Vec2 frameVelocity{0.0, 0.0};
    int particles = 200000; ///< of Kramers' ensemble, where it needs them
    int drawn = 0; ///< particles to show, also where rho is carried without any
    unsigned seed = 1;
    int threads = 1;
};

/// The dissipative twin of an ensemble: it starts from the same rho (and drift) as psi and spreads
/// by ordinary diffusion through a medium, which has a rest frame.
///
/// Frames  the twin in K' is the same class, set up with frameVelocity and given psi as K' has it
///         (ReferenceFrame::prepareInKPrime).
/// Time    runs forward only; the one exception is a Kramers ensemble without friction.
class DissipativeEvolution
{
public:
    /// @throws std::invalid_argument with walls and a frame velocity: the walls rest in K.
    explicit DissipativeEvolution(DissipativeSetup setup, double time);
    DissipativeEvolution& operator=(const DissipativeEvolution&) = delete;
    virtual ~DissipativeEvolution() = default;
    /// The same ensemble as it stands now, its chance included: it goes on alike.
    virtual std::unique_ptr<DissipativeEvolution> clone() const = 0;
    /// Memory of a clone, about.
    virtual std::size_t bytes() const = 0;

    /// Advances by `steps` equal steps `dt`.
    /// @throws std::domain_error if dt < 0 and the motion cannot be undone; its text is
    ///         irreversibility(). Nothing is changed then.
    void advance(double dt, int steps);
    /// Goes on from here under another medium, potential, constants or number of threads.
    /// @throws std::invalid_argument if the grid or the frame differs.
    void change(const DissipativeSetup& setup);

    /// Why time cannot run backward, as a sentence; empty if it can.
    virtual std::string irreversibility() const = 0;

    double time() const { return m_time; }
    const DissipativeSetup& setup() const { return m_setup; }
    const DensityLayout& layout() const { return m_layout; }
    /// Of the medium as this frame sees it.
    const ThermalMedium& medium() const { return m_medium; }
    bool hasPotential() const { return m_setup.potential && !m_setup.potential->isZero(); }

    /// Density and current now; kept until time moves on.
    const DensityFlow& flow();
    const DiffusionObservables& observables();
    DiffusionFields fields(double floor = 1e-9);
    /// Places of some of the Brownian particles that the setup asks to show, unwrapped, spread
    /// evenly over the ensemble; always the same ones in the same order.
    virtual std::vector<Vec2> particles(int most) const = 0;

protected:
    DissipativeEvolution(const DissipativeEvolution&) = default;

    /// What is known of the ensemble beyond rho and j.
    struct Motion
    {
        Vec2 mean{0.0, 0.0};
        Vec2 velocity{0.0, 0.0};
        Vec2 variance{0.0, 0.0};
        std::optional<double> kineticEnergy; ///< m <V^2>/2; unset: the thermal energy is kT
        TwinStatistics statistics{};
    };

    virtual void move(double dt, int steps) = 0;
    virtual void setupChanged() = 0;
    virtual DensityFlow makeFlow() = 0;
    virtual Motion motion() = 0;

    /// V on the layout as this frame sees it.
    RealField potentialAt(double time) const;
    /// The spline whose slope particles feel: through V where it is smooth, smoothed over a cell
    /// where it has edges.
    RealField landscapeAt(double time) const;
    /// V at rest in this frame and in time.
    bool potentialRests() const;

private:
    DissipativeSetup m_setup;
    DensityLayout m_layout;
    ThermalMedium m_medium;
    double m_time;
    std::optional<DensityFlow> m_flow;
    std::optional<DiffusionObservables> m_observables;
};

/// A twin that is copied with its owner.
class OwnedTwin
{
public:
    OwnedTwin() = default;
    OwnedTwin(std::unique_ptr<DissipativeEvolution> twin)
        : m_twin(std::move(twin))
    {
    }
    OwnedTwin(const OwnedTwin& other)
        : m_twin(other.m_twin ? other.m_twin->clone() : nullptr)
    {
    }
    OwnedTwin(OwnedTwin&&) noexcept = default;
    OwnedTwin& operator=(OwnedTwin other) noexcept
    {
        m_twin.swap(other.m_twin);
        return *this;
    }
    ~OwnedTwin() = default;

    void reset() { m_twin.reset(); }
    explicit operator bool() const { return m_twin != nullptr; }
    DissipativeEvolution& operator*() const { return *m_twin; }
    DissipativeEvolution* operator->() const { return m_twin.get(); }

private:
    std::unique_ptr<DissipativeEvolution> m_twin;
};

/// How far two evolutions differ after b has been moved by `displacement` and given `velocity`; u
/// where rho > 1e-6 max rho. Two readings:
/// one ensemble in K (a) and in K' (b): displacement W t, velocity W; always at rounding level;
/// one preparation, made in K (a) and made in K' (b), each seen in its own frame: both zero; at
/// rounding level only if nothing distinguishes K, here a medium.
/// @throws std::invalid_argument if the grids differ, or for a displacement with walls.
FrameDifference frameDifference(
    DissipativeEvolution& a, DissipativeEvolution& b, Vec2 displacement, Vec2 velocity);

} // namespace dqm
