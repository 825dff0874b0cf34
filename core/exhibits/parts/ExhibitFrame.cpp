#include "core/exhibits/parts/ExhibitFrame.h"

#include <cmath>

namespace dqm {

std::optional<bool> ExhibitReadout::holds() const
{
    if (!expected)
        return {};
    const double allowed = tolerance ? *tolerance : 3.0 * standardError.value_or(0.0);
    return std::abs(value - *expected) <= allowed;
}

} // namespace dqm
