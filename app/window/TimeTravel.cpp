#include "app/window/TimeTravel.h"

#include "app/session/CarriedMoment.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/plots/PlotPanel.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dqm {

namespace {

constexpr std::size_t mebibyte = std::size_t(1) << 20U;
constexpr std::size_t usualMemory = 512 * mebibyte;

} // namespace

TimeTravel::TimeTravel(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
    , m_kept(usualMemory / 2)
    , m_budget(usualMemory)
{
    const Timeline& timeline = m_parts.timeline;
    connect(&timeline, &Timeline::dragged, this, &TimeTravel::hold);
    connect(&timeline, &Timeline::released, this, &TimeTravel::letGo);
    connect(&timeline, &Timeline::asked, this, &TimeTravel::goTo);
    setMemory(usualMemory);
}

void TimeTravel::begin(double until)
{
    m_kept.clear();
    m_numbers.clear();
    m_wanted.reset();
    m_shown.reset();
    m_revision.reset();
    m_isSeeking = false;
    m_isAsked = false;
    m_parts.timeline.begin(until);
    if (std::exchange(m_isHeld, false))
        m_parts.runner.setPlaying(m_plays);
}

void TimeTravel::setMemory(std::size_t bytes)
{
    // Half for pictures, half for states.
    m_budget = bytes;
    m_kept.setBudget(bytes / 2);
    m_parts.runner.setMemory(bytes / 2);
    sayWhatIsKept();
}

void TimeTravel::setPlaying(bool playing)
{
    m_plays = playing;
    m_parts.runner.setPlaying(playing && !isDragged());
}

bool TimeTravel::isDragged() const { return m_parts.timeline.isDragged(); }

void TimeTravel::hold(double time)
{
    if (!std::exchange(m_isHeld, true))
        m_parts.runner.setPlaying(false);
    const std::shared_ptr<const Frame> nearest = m_kept.nearest(time, m_parts.runner.terms());
    const bool isClose = nearest && m_parts.timeline.areClose(nearest->time, time);
    if (!isClose && time <= m_parts.timeline.knownUntil()) {
        m_isSeeking = true;
        m_isAsked = true;
        m_parts.runner.goTo(time, true);
    }
    if (!nearest || nearest == m_shown)
        return;
    m_wanted = nearest;
    emit wanted();
}

std::shared_ptr<const Frame> TimeTravel::takeWanted()
{
    if (m_wanted)
        m_shown = m_wanted;
    return std::exchange(m_wanted, nullptr);
}

void TimeTravel::letGo(double time)
{
    // What was seen comes back as it was, not what lies a pixel beside it.
    const std::shared_ptr<const Frame> nearest = m_kept.nearest(time, m_parts.runner.terms());
    m_wanted.reset();
    goTo(nearest && m_parts.timeline.areClose(nearest->time, time) ? nearest->time : time);
}

void TimeTravel::goTo(double time)
{
    m_shown.reset();
    m_isHeld = false;
    m_isSeeking = true;
    m_isAsked = true;
    m_parts.moment.seek(time, true);
    m_parts.runner.setPlaying(m_plays);
}

TimeTravel::Kind TimeTravel::kindOf(const SimulationRunner::Taken& taken)
{
    using Shown = SimulationRunner::Taken::Moment;
    const bool isUnderWay = m_isSeeking && m_parts.runner.isUnderWay();
    const bool isOnTheWay = taken.moment == Shown::OnTheWay;
    if (isOnTheWay && !m_isAsked)
        return Kind::Start;
    // Of before the way began, or of where time stood when the mouse took it.
    if (taken.moment != Shown::Arrival && (isDragged() || (isUnderWay && !isOnTheWay)))
        return Kind::Unwanted;
    if (isOnTheWay)
        return Kind::Run;
    m_shown.reset();
    const bool isSought = taken.moment == Shown::Arrival ? m_isAsked : m_isSeeking;
    m_isSeeking = isUnderWay;
    return isSought ? Kind::Sought : Kind::Run;
}

void TimeTravel::follow()
{
    auto numbers = m_parts.runner.takeNumbers();
    m_numbers.insert(m_numbers.end(), std::make_move_iterator(numbers.begin()),
        std::make_move_iterator(numbers.end()));
    if (const std::optional<double> cut = m_parts.runner.takeCut()) {
        m_kept.forgetAfter(*cut);
        m_parts.timeline.forgetAfter(*cut);
        m_parts.timeline.markChange(*cut);
    }
}

void TimeTravel::note(const std::shared_ptr<const Frame>& frame, long long terms, bool isSought)
{
    // A picture may still come in that was begun before the way: what lies beyond it waits.
    const auto beyond = std::ranges::find_if(
        m_numbers, [&](const auto& numbers) { return !isSought && numbers->time > frame->time; });
    for (auto numbers = m_numbers.begin(); numbers != beyond; ++numbers) {
        m_parts.plots.note(*numbers);
        m_parts.timeline.note(**numbers);
    }
    m_numbers.erase(m_numbers.begin(), beyond);
    m_kept.add(frame, terms);
    sayWhatIsKept();
    if (isSought && frame->time <= m_parts.timeline.knownUntil())
        return m_parts.plots.lookBack(frame);
    m_parts.plots.append(frame);
    m_parts.timeline.note(*frame);
    const std::optional<long long> before = std::exchange(m_revision, frame->revision);
    if (before && *before != frame->revision && frame->time > 0.0)
        m_parts.timeline.markChange(frame->time);
}

bool TimeTravel::isBeforeAChange(double time) const
{
    const std::optional<double> last = m_parts.timeline.lastChange();
    return last && time < *last;
}

void TimeTravel::sayWhatIsKept()
{
    const std::size_t taken = m_kept.bytes() + m_parts.runner.memoryTaken();
    m_parts.timeline.setKept(tr("%1 pictures are kept; with the states to go back to they take %2 "
                                "of %3 MiB.")
                                 .arg(m_kept.count())
                                 .arg((taken + mebibyte - 1) / mebibyte)
                                 .arg(m_budget / mebibyte));
}

} // namespace dqm
