#pragma once

#include "core/detectors/Absorption.h"
#include "core/experiment/Units.h"
#include "core/potentials/Potential.h"

#include <memory>

namespace dqm {

/// One potential stage of a splitting.
struct Kick
{
    double time = 0.0; ///< at which V is taken; where, if the frame moves
    double tau = 0.0; ///< duration, negative backward
    double gradient = 0.0; ///< c of V~ = V - c |grad V|^2, time^2/mass
    bool imaginaryTime = false; ///< e^{-V~ tau/hbar}, without the layer
};

/// Whether two kicks are the same one in a world at rest.
inline bool sameAtRest(const Kick& a, const Kick& b)
{
    return a.tau == b.tau && a.gradient == b.gradient && a.imaginaryTime == b.imaginaryTime;
}

/// The factors e^{-i (V~ - U) tau/hbar} e^{-Gamma |tau|/hbar} of a kick, U and Gamma of what
/// absorbs, row by row. Internal to core/evolution.
class KickFactors
{
public:
    /// @param potential, absorber  may be null.
    KickFactors(std::shared_ptr<const Potential> potential,
        std::shared_ptr<const Absorption> absorber, const PhysicalConstants& constants,
        Vec2 frameVelocity, int threads);

    /// True if no kick ever changes psi.
    bool isIdentity() const { return !m_potential && !m_absorber; }
    /// True if the factors of a kick do not depend on its time: V does not and the frame rests.
    bool rest() const { return m_potentialRests && m_absorberRests; }
    /// Points of a row.
    int width() const;
    int rows() const;

    /// Samples V and Gamma of a kick.
    void sample(const Kick& kick);
    void forgetSamples();

    /// The factors of a row of the kick that was sampled last.
    void write(std::complex<double>* factors, int row) const;
    /// psi *= factors, one row.
    void apply(std::complex<double>* psi, int row) const;

private:
    void sampleDamping(Vec2 offset, double tau);
    bool damps() const { return m_absorber && !m_kick.imaginaryTime; }
    bool turns() const { return m_V.size() > 0; }

    std::shared_ptr<const Potential> m_potential;
    std::shared_ptr<const Absorption> m_absorber;
    double m_hbar;
    Vec2 m_frameVelocity;
    int m_threads;
    bool m_potentialRests;
    bool m_absorberRests;

    Kick m_kick;
    RealField m_V; ///< with the dip of the layer; empty where it is zero
    RealField m_gradientSquared;
    RealField m_dip; ///< -U; empty where it is zero
    RealField m_damping;
    double m_dampingTau = 0.0;
};

} // namespace dqm
