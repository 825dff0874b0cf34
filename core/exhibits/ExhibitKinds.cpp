#include "core/exhibits/FieldExhibit.h"
#include "core/exhibits/GaugeMassExhibit.h"
#include "core/exhibits/LightWalkExhibit.h"
#include "core/exhibits/ReactionExhibit.h"
#include "core/exhibits/StatisticsExhibit.h"
#include "core/exhibits/ThermalDiffusionExhibit.h"

namespace dqm {

std::span<const ExhibitKind> exhibitKinds()
{
    // In the order of the paper.
    static const std::vector<ExhibitKind> kinds{statisticsKind(), lightWalkKind(), fieldKind(),
        gaugeMassKind(), reactionKind(), thermalDiffusionKind()};
    return kinds;
}

} // namespace dqm
