#pragma once

#include "app/carriers/Carrier.h"

namespace dqm {

// The tags of a video, which ffprobe reads; what it does not say within a few seconds it does not
// say at all.
extern const Carrier mp4Carrier;
extern const Carrier webMCarrier;

} // namespace dqm
