#include "core/exhibits/Exhibit.h"

namespace dqm {

std::span<const ExhibitKind> exhibitKinds()
{
    // In the order of the paper.
    static const std::vector<ExhibitKind> kinds{};
    return kinds;
}

} // namespace dqm
