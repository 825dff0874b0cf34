#include "core/exhibits/ExhibitKinds.h"

#include "core/exhibits/field/FieldExhibit.h"
#include "core/exhibits/gaugemass/GaugeMassExhibit.h"
#include "core/exhibits/lightwalk/LightWalkExhibit.h"
#include "core/exhibits/reaction/ReactionExhibit.h"
#include "core/exhibits/statistics/StatisticsExhibit.h"
#include "core/exhibits/thermaldiffusion/ThermalDiffusionExhibit.h"

namespace dqm {

std::span<const ExhibitKind> exhibitKinds()
{
    // In the order of the paper.
    static const std::vector<ExhibitKind> kinds{statisticsKind(), lightWalkKind(), fieldKind(),
        gaugeMassKind(), reactionKind(), thermalDiffusionKind()};
    return kinds;
}

} // namespace dqm
