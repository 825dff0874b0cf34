#include "core/evolution/splitstep/DrivenCarrier.h"

#include <complex>

namespace dqm {

DrivenCarrier::DrivenCarrier(SplitStepSolver::Setup& setup)
    : m_grid(setup.grid)
    , m_constants(setup.constants)
{
    if (!setup.potential || setup.imaginaryTime || !setup.frameVelocity.isZero(0.0)
        || !setup.grid.isTorus() || !setup.potential->linearDrive())
        return;
    m_drive = setup.potential->linearDrive();
    setup.potential = setup.potential->withoutLinearDrive();
}

void DrivenCarrier::begin(WaveState& state, double duration)
{
    if (!isDriven())
        return;
    m_carrier = state.carrier;
    m_gained.setZero();
    m_phase = 0.0;
    if (duration >= 0.0)
        return;
    m_gained = m_drive->over(state.time + duration, state.time).momentum / m_constants.hbar;
    turn(state.envelope, -m_gained, 0.0);
}

LinearDrive::Sway DrivenCarrier::sway(double from, double dt, int kicks)
{
    if (!isDriven() || kicks != 2)
        return {};
    LinearDrive::Sway sway = m_drive->sway(from, dt);
    const double mass = m_constants.mass;
    m_phase
        -= 0.5 * (m_drive->relief().bend * sway.spread).trace() / (mass * mass * m_constants.hbar);
    return sway;
}

Vec2 DrivenCarrier::fly(double from, double to, const Vec2& off)
{
    const double hbar = m_constants.hbar;
    const double tau = to - from;
    const LinearDrive::Push push = m_drive->over(from, to);
    const Vec2 mean = m_carrier + m_gained + push.way / (hbar * tau);
    const Vec2 aside = off / (hbar * tau);
    // The square of the mean is not the mean of the square, nor is that of the flight.
    const double spread = push.square - push.way.squaredNorm() / tau;
    const double excess = hbar * hbar * tau * aside.dot(2.0 * mean + aside);
    m_phase -= (0.5 * (spread - excess) / m_constants.mass + push.action) / hbar;
    m_gained += push.momentum / hbar;
    return mean + aside;
}

void DrivenCarrier::finish(WaveState& state) const
{
    if (isDriven())
        turn(state.envelope, m_gained, m_phase);
}

void DrivenCarrier::turn(ComplexField& envelope, const Vec2& waveVector, double phase) const
{
    using namespace std::complex_literals;
    using Complex = std::complex<double>;
    const Eigen::ArrayXcd x = (1i * (waveVector.x() * m_grid.xs() + phase).cast<Complex>()).exp();
    const Eigen::ArrayXcd y = (1i * (waveVector.y() * m_grid.ys()).cast<Complex>()).exp();
    for (Eigen::Index j = 0; j < envelope.rows(); ++j)
        envelope.row(j) *= (y[j] * x).transpose();
}

} // namespace dqm
