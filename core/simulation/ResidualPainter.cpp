#include "core/simulation/ResidualPainter.h"

#include "core/evolution/splitstep/Splitting.h"
#include "core/hydrodynamics/Residuals.h"

#include <algorithm>
#include <cmath>

namespace dqm {

void ResidualPainter::forget()
{
    m_inK.reset();
    m_inKPrime.reset();
}

void ResidualPainter::paint(Picture& picture, const Observer& own, const Observer& inK,
    const Experiment& experiment, const Surroundings& around)
{
    const bool isSeenFromK = picture.route == Route::Rest || own.velocity().isZero(0.0)
        || (picture.route == Route::Observed && own.grid() != around.gridInK);
    std::unique_ptr<Propagator>& nearby = isSeenFromK ? m_inK : m_inKPrime;
    if (!nearby) {
        const Experiment moving = inRealTime(experiment);
        const Scheme scheme = chosenScheme(moving.time.scheme, around.potential.get());
        nearby = isSeenFromK ? propagatorInK(moving, around, scheme)
                             : propagatorInKPrime(moving, around, scheme);
    }
    const Observer& seat = isSeenFromK ? inK : own;
    const Energies& energies = picture.numbers.energies;
    const double delta = 1e-4 * around.constants.hbar
        / std::max(energies.kinetic() + std::abs(energies.potential), 1e-12);
    WaveState before = seat.state();
    WaveState after = seat.state();
    nearby->advance(before, -delta, 1);
    nearby->advance(after, delta, 1);
    RealField gamma;
    if (around.absorber->isActive())
        around.absorber->sample(gamma, isSeenFromK ? Vec2(0.0, 0.0) : own.shift());
    const Residuals maps = residuals(before, seat.state(), after, seat.potential(), gamma,
        seat.grid(), around.constants, delta, around.threads);
    picture.residualHamiltonJacobi = maps.hamiltonJacobi.cast<float>();
    picture.residualContinuity = maps.meaningful.select(maps.continuity, 0.0).cast<float>();
}

} // namespace dqm
