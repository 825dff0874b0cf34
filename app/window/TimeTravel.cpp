#include "app/window/TimeTravel.h"

#include "app/session/CarriedMoment.h"
#include "app/session/SimulationRunner.h"
#include "widgets/panels/bars/Timeline.h"
#include "widgets/plots/PlotPanel.h"

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
    m_isSeeking = false;
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

bool TimeTravel::isHeldBack() const
{
    return isDragged() || (m_isSeeking && m_parts.runner.isUnderWay());
}

void TimeTravel::hold(double time)
{
    if (!std::exchange(m_isHeld, true))
        m_parts.runner.setPlaying(false);
    const std::shared_ptr<const Frame> nearest = m_kept.nearest(time);
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
    const std::shared_ptr<const Frame> nearest = m_kept.nearest(time);
    m_wanted.reset();
    goTo(nearest && m_parts.timeline.areClose(nearest->time, time) ? nearest->time : time);
}

void TimeTravel::goTo(double time)
{
    m_shown.reset();
    m_isHeld = false;
    m_isSeeking = true;
    m_parts.moment.seek(time, true);
    m_parts.runner.setPlaying(m_plays);
}

bool TimeTravel::arrive()
{
    m_shown.reset();
    return std::exchange(m_isSeeking, false);
}

void TimeTravel::follow()
{
    auto numbers = m_parts.runner.takeNumbers();
    m_numbers.insert(m_numbers.end(), std::make_move_iterator(numbers.begin()),
        std::make_move_iterator(numbers.end()));
    if (const std::optional<double> cut = m_parts.runner.takeCut()) {
        m_kept.forgetAfter(*cut);
        m_parts.timeline.forgetAfter(*cut);
    }
}

void TimeTravel::note(const std::shared_ptr<const Frame>& frame, bool isSought)
{
    for (const auto& numbers : std::exchange(m_numbers, {})) {
        m_parts.plots.note(numbers);
        m_parts.timeline.note(*numbers);
    }
    if (isSought && frame->time <= m_parts.timeline.knownUntil())
        return m_parts.plots.lookBack(frame);
    m_parts.plots.append(frame);
    m_parts.timeline.note(*frame);
    m_kept.add(frame);
    sayWhatIsKept();
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
