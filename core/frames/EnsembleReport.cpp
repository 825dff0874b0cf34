#include "core/frames/EnsembleReport.h"

#include <algorithm>
#include <cmath>

namespace dqm {

double EnsembleReport::chiSquaredScatter() const
{
    return std::sqrt(2.0 / std::max(1, histogram.bins));
}

} // namespace dqm
