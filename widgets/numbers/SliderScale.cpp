#include "widgets/numbers/SliderScale.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double fewestPositions = 20.0;

double rounded(double value, int significantDigits)
{
    if (value == 0.0)
        return 0.0;
    const double unit
        = std::pow(10.0, std::floor(std::log10(std::abs(value))) - (significantDigits - 1));
    return std::round(value / unit) * unit;
}

} // namespace

SliderScale::SliderScale(double minimum, double maximum, double step, bool logarithmic)
    : m_minimum(minimum)
    , m_maximum(std::max(maximum, minimum))
    , m_step(step > 0.0 ? step : (m_maximum - minimum) / 100.0)
{
    if (logarithmic && minimum >= 0.0 && maximum > 0.0) {
        m_floor = minimum > 0.0 ? minimum : std::min(m_step, maximum / 10.0);
        m_positions = 1000;
    } else if (m_maximum > m_minimum) {
        // A step made for a wider range would leave this one with a handful of places.
        if ((m_maximum - m_minimum) / m_step < fewestPositions)
            m_step = (m_maximum - m_minimum) / 100.0;
        const double steps = std::round((m_maximum - m_minimum) / m_step);
        m_positions = static_cast<int>(std::min(steps, 2000.0));
    }
}

double SliderScale::clamped(double value) const { return std::clamp(value, m_minimum, m_maximum); }

int SliderScale::position(double value) const
{
    if (m_maximum <= m_minimum || std::isnan(value))
        return 0;
    const double inside = clamped(value);
    double share = (inside - m_minimum) / (m_maximum - m_minimum);
    if (m_floor > 0.0)
        share = inside < m_floor ? 0.0 : std::log(inside / m_floor) / std::log(m_maximum / m_floor);
    const int first = m_floor > m_minimum && inside >= m_floor ? 1 : 0;
    return first + static_cast<int>(std::lround(share * (m_positions - first)));
}

double SliderScale::value(int position) const
{
    if (position <= 0)
        return m_minimum;
    if (position >= m_positions)
        return m_maximum;
    if (m_floor > 0.0) {
        const int first = m_floor > m_minimum ? 1 : 0;
        const double share = static_cast<double>(position - first) / (m_positions - first);
        return clamped(rounded(m_floor * std::pow(m_maximum / m_floor, share), 3));
    }
    const double share = static_cast<double>(position) / m_positions;
    const double exact = m_minimum + share * (m_maximum - m_minimum);
    return clamped(std::round(exact / m_step) * m_step);
}

double SliderScale::stepped(double value, int presses) const
{
    if (m_floor > 0.0)
        return this->value(
            std::clamp(position(value) + presses * positionsPerPress(), 0, m_positions));
    if (m_maximum <= m_minimum)
        return m_minimum;
    return clamped(std::round(value / m_step + presses) * m_step);
}

} // namespace dqm
