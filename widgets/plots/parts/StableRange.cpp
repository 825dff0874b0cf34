#include "widgets/plots/parts/StableRange.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int roundSteps = 10;
constexpr double tolerance = 1e-9; ///< of a span: a value on an end is inside

} // namespace

double roundStep(double rough)
{
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double digit : {1.0, 2.0, 5.0}) {
        if (rough <= digit * power * (1.0 + tolerance))
            return digit * power;
    }
    return 10.0 * power;
}

StableRange::StableRange(double growth, double emptiest)
    : m_growth(growth)
    , m_emptiest(emptiest)
{
}

void StableRange::follow(double dataLower, double dataUpper)
{
    if (!std::isfinite(dataLower) || !std::isfinite(dataUpper))
        return;
    const double size = std::max(std::abs(dataLower), std::abs(dataUpper));
    double span = dataUpper - dataLower;
    if (span <= 1e-12 * size || span <= 0.0)
        span = size > 0.0 ? 0.1 * size : 1.0;
    const double slack = tolerance * span;
    const bool holds = dataLower >= m_lower - slack && dataUpper <= m_upper + slack
        && span >= m_emptiest * (m_upper - m_lower);
    if (m_isSet && holds)
        return;
    const double step = roundStep(span * (1.0 + m_growth) / roundSteps);
    m_lower = std::floor(dataLower / step + tolerance) * step;
    m_upper = std::ceil((dataLower + span * (1.0 + m_growth)) / step - tolerance) * step;
    m_isSet = true;
}

} // namespace dqm
