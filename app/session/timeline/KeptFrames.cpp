#include "app/session/timeline/KeptFrames.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dqm {

namespace {

std::size_t bytesOf(const Picture& picture)
{
    Eigen::Index numbers = 0;
    for (const FloatField* field :
        {&picture.rho, &picture.re, &picture.im, &picture.vx, &picture.vy, &picture.ux, &picture.uy,
            &picture.Q, &picture.V, &picture.residualHamiltonJacobi, &picture.residualContinuity})
        numbers += field->size();
    const std::size_t places
        = picture.particles.places.capacity() + picture.particles.trailPoints.capacity();
    return sizeof(Picture) + static_cast<std::size_t>(numbers) * sizeof(float)
        + places * sizeof(Eigen::Vector2f);
}

} // namespace

std::size_t bytesOf(const Frame& frame)
{
    std::size_t sum = sizeof(Frame);
    for (const Picture& picture : frame.pictures)
        sum += bytesOf(picture);
    for (const Picture& picture : frame.frictional)
        sum += bytesOf(picture);
    return frame.preparedInKPrime ? sum + bytesOf(*frame.preparedInKPrime) : sum;
}

KeptFrames::KeptFrames(std::size_t budget)
    : m_budget(budget)
{
}

void KeptFrames::add(std::shared_ptr<const Frame> frame, long long terms)
{
    const bool isOther = std::exchange(m_terms, terms) != terms;
    if (isOther || (!m_frames.empty() && m_frames.front().frame->run != frame->run))
        clear();
    const auto place = std::ranges::lower_bound(
        m_frames, frame->time, {}, [](const Kept& kept) { return kept.frame->time; });
    const auto index = static_cast<std::size_t>(place - m_frames.begin());
    if (place != m_frames.end() && place->frame->time == frame->time)
        drop(index);
    const std::size_t bytes = bytesOf(*frame);
    if (2 * bytes > m_budget)
        return;
    m_frames.insert(
        m_frames.begin() + static_cast<std::ptrdiff_t>(index), {std::move(frame), bytes});
    m_bytes += bytes;
    thin();
}

void KeptFrames::clear()
{
    m_frames.clear();
    m_bytes = 0;
}

void KeptFrames::forgetAfter(double time)
{
    while (!m_frames.empty() && m_frames.back().frame->time > time)
        drop(m_frames.size() - 1);
}

void KeptFrames::setBudget(std::size_t bytes)
{
    m_budget = bytes;
    thin();
}

std::shared_ptr<const Frame> KeptFrames::nearest(double time, long long terms) const
{
    if (terms != m_terms)
        return nullptr;
    const auto best = std::ranges::min_element(
        m_frames, {}, [time](const Kept& kept) { return std::abs(kept.frame->time - time); });
    return best == m_frames.end() ? nullptr : best->frame;
}

void KeptFrames::drop(std::size_t index)
{
    m_bytes -= m_frames[index].bytes;
    m_frames.erase(m_frames.begin() + static_cast<std::ptrdiff_t>(index));
}

void KeptFrames::thin()
{
    while (m_bytes > m_budget && m_frames.size() > 2) {
        std::size_t least = 1;
        const auto gap = [this](std::size_t i) {
            return m_frames[i + 1].frame->time - m_frames[i - 1].frame->time;
        };
        for (std::size_t i = 2; i + 1 < m_frames.size(); ++i) {
            if (gap(i) < gap(least))
                least = i;
        }
        drop(least);
    }
}

} // namespace dqm
