#pragma once

#include "app/carriers/Carrier.h"

namespace dqm {

/// NPZ: the arrays "experiment" (bytes) and "time" (one number).
extern const Carrier arraysCarrier;

} // namespace dqm
