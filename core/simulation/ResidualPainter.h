#pragma once

#include "core/dynamics/Dynamics.h"
#include "core/simulation/Observer.h"

#include <memory>

namespace dqm {

/// Paints where and by how much an ensemble is off (13) and (14), from three instants of it that a
/// solver of the picture's own frame makes: +-1e-4 hbar/(<T> + |<V>|) about the picture's.
///
/// Observers  an observed K' takes the map of K where its grid moves with K; else K' has the
///            ensemble laid out and evolved as its own, so that the maps are (13), (14) of K'.
/// Masked     where rho <= 1e-6 max rho and in an absorbing layer: zero.
class ResidualPainter
{
public:
    /// What it has made for the forces and constants so far is no longer right.
    void forget();
    /// @param own   the observer of the picture.
    /// @param inK   the observer at rest, of the same ensemble.
    void paint(Picture& picture, const Observer& own, const Observer& inK,
        const Experiment& experiment, const Surroundings& around);

private:
    std::unique_ptr<Propagator> m_inK;
    std::unique_ptr<Propagator> m_inKPrime;
};

} // namespace dqm
