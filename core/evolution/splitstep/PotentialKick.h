#pragma once

#include "core/detectors/AbsorptionTally.h"
#include "core/evolution/splitstep/KickFactors.h"

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
    /// @param tally  of what is taken; may be null.
    PotentialKick(
        KickFactors factors, int threads, std::shared_ptr<AbsorptionTally> tally = nullptr);

    /// True if it never changes psi.
    bool isIdentity() const { return m_factors.isIdentity(); }

    /// Gets the factors of one kick ready.
    void prepare(const Kick& kick);
    /// Applies them to rows [begin, end); different rows may be worked on side by side.
    void apply(ComplexField& psi, int begin, int end) const;

private:
    /// The factors of one kind of kick of a world at rest.
    struct Table
    {
        Kick kick;
        ComplexField factors;
    };

    void multiply(ComplexField& psi, int begin, int end) const;
    void bringTableToFront(const Kick& kick);
    ComplexField factorsAtRest(const Kick& kick);

    KickFactors m_factors;
    int m_threads;
    std::shared_ptr<AbsorptionTally> m_tally;
    std::array<Table, 2> m_tables; ///< the latest first
};

} // namespace dqm
