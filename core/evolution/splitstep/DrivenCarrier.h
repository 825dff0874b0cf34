#pragma once

#include "core/evolution/splitstep/SplitStepSolver.h"
#include "core/potentials/LinearDrive.h"

#include <memory>

namespace dqm {

/// A force that is the same everywhere, taken up by the carrier: psi = e^{i phase + i k(t).x}
/// envelope, where dk/dt is the force over hbar. A flight then goes with the mean of k over it, and
/// the kicks know nothing of the force. Internal to core/evolution.
class DrivenCarrier
{
public:
    /// Takes the force out of the setup's potential, where that can be: not in a moving frame, not
    /// between walls and not in imaginary time.
    explicit DrivenCarrier(SplitStepSolver::Setup& setup);

    bool isDriven() const { return m_drive != nullptr; }
    /// For a run of that length. Backward it begins with taking out of the envelope what the way
    /// forward put into it last, so that both undo each other where psi reaches over the edge, too.
    void begin(WaveState& state, double duration);
    /// Of a step with two kicks, by how much the wave is put off its way at either, so that it has
    /// the mean and the trend of the way there; zero if nothing drives it, or for another
    /// splitting. What is left, r, is seen by V's mean bend: a phase <r.bend r>/2.
    LinearDrive::Sway sway(double from, double dt, int kicks);
    /// Follows a flight, which begins where the one before ended.
    /// @param off  of the way, in mass times length: what it goes besides.
    /// @return  the carrier with which it goes.
    Vec2 fly(double from, double to, const Vec2& off);
    /// Puts what the carrier has gained into the envelope, which keeps the carrier it began with.
    void finish(WaveState& state) const;

private:
    void turn(ComplexField& envelope, const Vec2& waveVector, double phase) const;

    std::shared_ptr<const LinearDrive> m_drive;
    Grid m_grid;
    PhysicalConstants m_constants;
    Vec2 m_carrier{0.0, 0.0};
    Vec2 m_gained{0.0, 0.0}; ///< wave vector
    double m_phase = 0.0;
};

} // namespace dqm
