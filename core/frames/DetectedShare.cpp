#include "core/frames/DetectedShare.h"

namespace dqm {

double detectedShare(const Frame& frame)
{
    double share = 0.0;
    if (frame.detectors)
        for (const DetectorReport& report : *frame.detectors)
            share += report.taken;
    return share;
}

int detectedHits(const Frame& frame)
{
    int hits = 0;
    if (frame.detectors)
        for (const DetectorReport& report : *frame.detectors)
            hits += report.hits();
    return hits;
}

} // namespace dqm
