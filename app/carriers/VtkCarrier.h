#pragma once

#include "app/carriers/Carrier.h"

namespace dqm {

/// VTI and VTP: the field data "experiment" (a text) and "TimeValue", as ParaView calls the time.
extern const Carrier vtkCarrier;

} // namespace dqm
