#pragma once

#include "core/evolution/fused/FusedField.h"
#include "core/experiment/Units.h"
#include "core/grid/Grid.h"

namespace dqm::fused {

/// Of what, and how, the fields are taken.
struct FlowSetting
{
    const Grid& grid;
    const PhysicalConstants& constants;
    const WaveView& view;
};

/// The fields of what lies in the tiles, see ResidentWave::flow().
/// @param largest  of |psi| in the tiles.
/// @param factor   from there to psi.
template <class T>
FlowSummary flowOf(FusedField<T>& field, double largest, double factor, const FlowSetting& setting,
    const FlowTargets<float>& targets);

} // namespace dqm::fused
