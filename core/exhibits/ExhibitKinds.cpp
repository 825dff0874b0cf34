#include "core/exhibits/Exhibit.h"
#include "core/exhibits/StatisticsExhibit.h"

namespace dqm {

std::span<const ExhibitKind> exhibitKinds()
{
    // In the order of the paper.
    static const std::vector<ExhibitKind> kinds{statisticsKind()};
    return kinds;
}

} // namespace dqm
