#pragma once

#include "app/results/TableStyle.h"
#include "core/detectors/DetectorHit.h"
#include "core/experiment/Experiment.h"

#include <QString>

#include <vector>

namespace dqm {

/// Writes the hits of a run as a table (.csv), a row each in the order in which they came:
/// particle, t, s (along the detector's line, from its first end), detector (its name).
/// @param time  until which they came.
/// @throws std::runtime_error if the file cannot be written; an older one is kept then.
void writeHits(const QString& path, const std::vector<DetectorHit>& hits, double time,
    const Experiment& experiment, const TableStyle& style = {});

} // namespace dqm
