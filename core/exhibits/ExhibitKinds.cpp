#include "core/exhibits/Exhibit.h"
#include "core/exhibits/LightWalkExhibit.h"

namespace dqm {

std::span<const ExhibitKind> exhibitKinds()
{
    // In the order of the paper.
    static const std::vector<ExhibitKind> kinds{
        lightWalkKind(),
    };
    return kinds;
}

} // namespace dqm
