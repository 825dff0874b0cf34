#include "core/exhibits/Exhibit.h"
#include "core/exhibits/LightWalkExhibit.h"
#include "core/exhibits/ReactionExhibit.h"

namespace dqm {

std::span<const ExhibitKind> exhibitKinds()
{
    // In the order of the paper.
    static const std::vector<ExhibitKind> kinds{
        lightWalkKind(),
        reactionKind(),
    };
    return kinds;
}

} // namespace dqm
