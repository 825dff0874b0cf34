#include "core/background/RunningAverage.h"

#include <cmath>

namespace dqm {

namespace {

constexpr double rowFactor = 1.1547819846894583; // sixteen rows to a decade

} // namespace

RunningAverage::RunningAverage(double step)
    : m_step(step)
{
}

void RunningAverage::add(double value)
{
    if (m_count == 0)
        m_first = value;
    m_last = value;
    m_sum += value;
    m_squares += value * value;
    ++m_count;
    if (m_count <= m_nextRow)
        return;
    m_rows.push_back({T(), mean(), meanSquare()});
    m_nextRow = static_cast<long long>(std::ceil(static_cast<double>(m_nextRow) * rowFactor));
}

double RunningAverage::mean() const { return average(m_sum, m_first, m_last); }

double RunningAverage::meanSquare() const
{
    return average(m_squares, m_first * m_first, m_last * m_last);
}

double RunningAverage::average(double sum, double first, double last) const
{
    if (m_count < 2)
        return last;
    return (sum - 0.5 * (first + last)) / static_cast<double>(m_count - 1);
}

} // namespace dqm
