#pragma once

#include "core/exhibits/parts/Exhibit.h"

namespace dqm {

/// Section III, quantum statistics from distinguishable particles, equations (27)-(31): numbered
/// balls thrown into states with equal, fresh or shared weights, or particles on levels at a
/// temperature or with fixed quanta. Exact laws stand beside what is counted.
ExhibitKind statisticsKind();

} // namespace dqm
