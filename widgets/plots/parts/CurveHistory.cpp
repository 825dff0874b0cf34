#include "widgets/plots/parts/CurveHistory.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

bool isFinite(const CurveHistory::Sample& sample, std::size_t required)
{
    return std::isfinite(sample.time) && sample.values.size() >= required
        && std::all_of(sample.values.begin(),
            sample.values.begin() + static_cast<std::ptrdiff_t>(required),
            [](double value) { return std::isfinite(value); });
}

} // namespace

CurveHistory::CurveHistory(std::size_t capacity, std::size_t required)
    : m_capacity(std::max<std::size_t>(capacity, 16))
    , m_required(required)
{
}

void CurveHistory::clear()
{
    m_samples.clear();
    m_spacing = 0.0;
    m_present = {};
}

void CurveHistory::append(const Sample& sample)
{
    if (!isFinite(sample, m_required))
        return;
    const bool isFirst = m_samples.empty();
    const bool isNewRevision = !isFirst && m_present.revision != sample.revision;
    m_present = sample;
    if (isFirst) {
        m_samples.push_back(sample);
        return;
    }
    if (isNewRevision)
        return startRevision(sample);

    // The newest stretch is the last one in time: its end is the end of all, its start may have
    // older stretches before it.
    const auto first = std::find_if(m_samples.begin(), m_samples.end(),
        [&sample](const Sample& other) { return other.revision == sample.revision; });
    if (sample.time > m_samples.back().time) {
        const bool endIsProvisional = m_samples.end() - first >= 2
            && m_samples.back().time - (m_samples.end() - 2)->time < m_spacing;
        if (endIsProvisional)
            m_samples.back() = sample;
        else
            m_samples.push_back(sample);
    } else if (sample.time < first->time) {
        const bool startIsProvisional
            = m_samples.end() - first >= 2 && (first + 1)->time - first->time < m_spacing;
        const auto overwritten = std::partition_point(m_samples.begin(), first,
            [&sample](const Sample& other) { return other.time < sample.time; });
        const auto place = m_samples.erase(overwritten, startIsProvisional ? first + 1 : first);
        m_samples.insert(place, sample);
    }
    if (m_samples.size() > m_capacity)
        thin();
}

bool CurveHistory::breaksBefore(std::size_t index) const
{
    const auto differ = [this](std::size_t a, std::size_t b) {
        return m_samples[a].revision != m_samples[b].revision;
    };
    if (index == 0 || index >= m_samples.size() || !differ(index - 1, index))
        return false;
    const bool isSingle = index + 1 == m_samples.size() || differ(index, index + 1);
    const bool followsSingle = index == 1 || differ(index - 2, index - 1);
    return !isSingle && !followsSingle;
}

void CurveHistory::startRevision(const Sample& sample)
{
    const auto later = std::partition_point(m_samples.begin(), m_samples.end(),
        [&sample](const Sample& other) { return other.time < sample.time; });
    m_samples.erase(later, m_samples.end());
    m_samples.push_back(sample);
    if (m_samples.size() > m_capacity)
        thin();
}

void CurveHistory::thin()
{
    std::vector<Sample> kept;
    kept.reserve(m_samples.size());
    std::size_t placeInStretch = 0;
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        const bool isStart = i == 0 || m_samples[i - 1].revision != m_samples[i].revision;
        const bool isEnd
            = i + 1 == m_samples.size() || m_samples[i + 1].revision != m_samples[i].revision;
        placeInStretch = isStart ? 0 : placeInStretch + 1;
        if (isStart || isEnd || placeInStretch % 2 == 0)
            kept.push_back(m_samples[i]);
    }
    // Only stretches of one or two samples are left: the oldest half of them goes.
    if (kept.size() == m_samples.size())
        kept.erase(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(kept.size() / 2));
    m_samples = std::move(kept);
    m_spacing
        = (m_samples.back().time - m_samples.front().time) / static_cast<double>(m_capacity) * 2.0;
}

} // namespace dqm
