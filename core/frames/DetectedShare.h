#pragma once

#include "core/frames/Frame.h"

namespace dqm {

/// What all detectors have taken of the ensemble by rho; 0 without detectors.
double detectedShare(const Frame& frame);

/// How many particles have hit one.
int detectedHits(const Frame& frame);

} // namespace dqm
