#pragma once

#include "core/evolution/FlowTargets.h"
#include "core/evolution/WaveState.h"
#include "core/experiment/Units.h"
#include "core/grid/Grid.h"

namespace dqm {

/// The paper's fields in one fused pass, with first and second central differences of order 8: the
/// quick way, for display. Formulas, units and nodes as in hydrodynamics(). Keeps its buffers, so
/// one of it serves a whole simulation. One thread at a time. Of psi that its solver keeps in
/// tiles, ResidentWave::flow() takes them where they lie.
class EighthOrderFlow
{
public:
    /// @param floor  relative to max rho.
    /// @return  max rho.
    template <class T>
    double evaluate(const WaveState& state, const Grid& grid, const PhysicalConstants& constants,
        double floor, int threads, FlowTargets<T> targets);

private:
    double load(const ComplexField& envelope, const Grid& grid, int threads);

    /// Real and imaginary part with a margin of four points that continues the state beyond its
    /// edge.
    RealField m_re;
    RealField m_im;
};

extern template double EighthOrderFlow::evaluate(
    const WaveState&, const Grid&, const PhysicalConstants&, double, int, FlowTargets<float>);
extern template double EighthOrderFlow::evaluate(
    const WaveState&, const Grid&, const PhysicalConstants&, double, int, FlowTargets<double>);

} // namespace dqm
