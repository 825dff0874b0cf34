#include "app/window/FrameRates.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double warmUp = 1.0; // seconds

double quantile(const std::vector<double>& sorted, double share)
{
    const auto place = std::ceil(share * static_cast<double>(sorted.size())) - 1.0;
    return sorted[static_cast<std::size_t>(std::max(0.0, place))];
}

} // namespace

void FrameRates::shown(long long steps)
{
    if (!m_clock.isValid())
        m_clock.start();
    shownAt(1e-9 * static_cast<double>(m_clock.nsecsElapsed()), steps);
}

void FrameRates::shownAt(double time, long long steps) { m_pictures.push_back({time, steps}); }

FrameRates::Summary FrameRates::summary() const
{
    const auto first = std::find_if(m_pictures.begin(), m_pictures.end(),
        [this](const Picture& each) { return each.time >= m_pictures.front().time + warmUp; });
    if (m_pictures.end() - first < 2)
        return {};
    std::vector<double> intervals;
    long long steps = 0;
    for (auto later = first + 1; later != m_pictures.end(); ++later) {
        const Picture& earlier = *(later - 1);
        intervals.push_back(1e3 * (later->time - earlier.time));
        steps += std::max(0LL, later->steps - earlier.steps);
    }
    const double span = m_pictures.back().time - first->time;
    std::sort(intervals.begin(), intervals.end());
    const auto count = static_cast<double>(intervals.size());
    return {count / span, static_cast<double>(steps) / span, quantile(intervals, 0.5),
        quantile(intervals, 0.95), intervals.size()};
}

QString FrameRates::text() const
{
    const Summary found = summary();
    if (found.intervals == 0)
        return QStringLiteral("rates: too few pictures were shown to say");
    return QStringLiteral("rates: %1 frames/s, %2 steps/s; between frames %3 ms (median), %4 ms "
                          "(95 of 100 shorter), %5 intervals")
        .arg(found.framesPerSecond, 0, 'f', 1)
        .arg(found.stepsPerSecond, 0, 'f', 0)
        .arg(found.medianInterval, 0, 'f', 1)
        .arg(found.longInterval, 0, 'f', 1)
        .arg(found.intervals);
}

} // namespace dqm
