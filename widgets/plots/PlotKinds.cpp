#include "widgets/plots/PlotKinds.h"

#include "widgets/plots/ComplexDiffusionPlot.h"
#include "widgets/plots/EnergyPlot.h"
#include "widgets/plots/MarginalsPlot.h"
#include "widgets/plots/MomentumPlot.h"
#include "widgets/plots/ScreenPlot.h"
#include "widgets/plots/SectionPlot.h"
#include "widgets/plots/SpreadPlot.h"

#include <array>

namespace dqm {

std::span<const PlotKind* const> plotKinds()
{
    static const std::array all{&energyPlot, &spreadPlot, &sectionPlot, &marginalsPlot,
        &momentumPlot, &complexDiffusionPlot, &screenPlot};
    return all;
}

} // namespace dqm
