#pragma once

#include "core/Units.h"
#include "core/setup/Boundary.h"
#include "core/setup/Potential.h"

#include <array>
#include <memory>

namespace dqm {

/// The potential stage of a splitting: psi *= e^{-i V~ tau/hbar} e^{-Gamma |tau|/hbar}, with
/// V~ = V - c |grad V|^2. Internal to core/evolution.
///
/// At rest (V does not depend on time, the frame does not move) the factors are kept in tables, one
/// for each of the last two durations; otherwise V is sampled at each kick's own time.
class PotentialKick
{
public:
    /// @param potential, absorber  may be null.
    PotentialKick(std::shared_ptr<const Potential> potential,
        std::shared_ptr<const AbsorbingLayer> absorber, const PhysicalConstants& constants,
        Vec2 frameVelocity, int threads);

    /// True if it never changes psi.
    bool isIdentity() const { return !m_potential && !m_absorber; }

    /// Gets the factors of one kick ready.
    /// @param time      at which V is taken; where, if the frame moves.
    /// @param tau       duration, negative backward.
    /// @param gradient  c, time^2/mass.
    void prepare(double time, double tau, double gradient);
    /// Applies them to rows [begin, end); different rows may be worked on side by side.
    void apply(ComplexField& psi, int begin, int end) const;

private:
    /// The factors of one kind of kick of a world at rest.
    struct Table
    {
        double tau = 0.0;
        double gradient = 0.0;
        ComplexField factors;
    };

    void bringTableToFront(double tau, double gradient);
    ComplexField factorsAtRest(double tau, double gradient);
    void sampleV(double time, Vec2 offset, double gradient);
    void sampleDamping(Vec2 offset, double tau);

    std::shared_ptr<const Potential> m_potential;
    std::shared_ptr<const AbsorbingLayer> m_absorber;
    double m_hbar;
    Vec2 m_frameVelocity;
    int m_threads;
    bool m_potentialRests;
    bool m_absorberRests;

    std::array<Table, 2> m_tables; ///< the latest first
    RealField m_V;
    RealField m_gradientSquared;
    RealField m_damping;
    double m_dampingTau = 0.0;
    double m_tau = 0.0;
};

} // namespace dqm
