#pragma once

#include "core/experiment/AxisNames.h"
#include "core/frames/EventReport.h"

#include <string>

namespace dqm {

/// What an event did, in a line: "t = 3: x measured to 0.5, found 0.612; Uᵤ 0.25 → 0.741 (0.5 more
/// in the mean), Uᵥ 0.31 → 0.12".
std::string eventLine(const EventReport& report, const AxisNames& axes);

} // namespace dqm
