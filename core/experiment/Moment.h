#pragma once

#include "core/experiment/ViewSettings.h"

#include <optional>
#include <string>

namespace dqm {

/// An instant of a run that is worth coming back to; changes no number.
struct Moment
{
    std::string name;
    double time = 0.0; ///< 0 .. until
    std::optional<ViewSettings> view; ///< how it is looked at; unset: as it is then
    bool operator==(const Moment&) const = default;
};

} // namespace dqm
