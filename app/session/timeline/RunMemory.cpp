#include "app/session/timeline/RunMemory.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <utility>

namespace dqm {

namespace {

using Clock = std::chrono::steady_clock;

// Of work between two states, as long as there is room for them.
constexpr auto betweenStates = std::chrono::milliseconds(100);
// Of one stretch; above it several are noted as one.
constexpr std::size_t mostEvents = 1024;
// What rounding leaves of a span of time is none.
constexpr double sliver = 1e-12;

bool isLater(double a, double b) { return a > b + sliver * std::max(1.0, std::abs(b)); }

} // namespace

bool isOtherLaw(const Experiment& before, const Experiment& after)
{
    Experiment alike = before;
    alike.title = after.title;
    alike.about = after.about;
    alike.equations = after.equations;
    alike.view = after.view;
    alike.time.end = after.time.end;
    return alike != after;
}

RunMemory::RunMemory(std::size_t budget)
    : m_budget(budget)
{
}

void RunMemory::begin(Simulation& simulation)
{
    forget();
    m_simulation = &simulation;
    m_place = Place::End;
    m_limit = 0.0;
    m_keeps = keep(false) && m_bytes <= m_budget;
    if (m_keeps)
        m_carries = m_stretches.back().state->options.evolveInKPrime;
    else
        m_stretches.clear();
    m_bytes = m_keeps ? m_bytes : 0;
}

void RunMemory::forget()
{
    m_simulation = nullptr;
    m_keeps = false;
    m_way.reset();
    m_stretches.clear();
    m_bytes = 0;
    m_cut.reset();
}

void RunMemory::setBudget(std::size_t bytes)
{
    m_budget = bytes;
    thin();
}

void RunMemory::advance(int steps)
{
    if (steps > 0)
        moveOn();
    const double before = m_simulation->time();
    m_simulation->advance(steps);
    moved(before, Steps{steps});
}

void RunMemory::advanceTo(double time)
{
    const double before = m_simulation->time();
    if (time > before)
        moveOn();
    m_simulation->advanceTo(time);
    moved(before, Landing());
}

void RunMemory::setStepLimit(double limit)
{
    if (std::exchange(m_limit, limit) == limit && m_place == Place::End)
        return;
    m_simulation->setStepLimit(limit);
    note(Limit{limit});
}

void RunMemory::apply(const Experiment& experiment)
{
    if (m_way) {
        m_way->isChanged = m_way->isChanged || isOtherLaw(m_way->wanted, experiment);
        m_way->wanted = experiment;
        return;
    }
    const bool isOther = isOtherLaw(m_simulation->experiment(), experiment);
    const bool acts = m_simulation->experiment().events != experiment.events;
    m_simulation->apply(experiment);
    if (!isOther)
        return;
    if (m_place != Place::End || !m_keeps)
        return cut();
    // Of a slider that is dragged while time rests only the last position counts.
    std::vector<Event>& events = m_stretches.back().events;
    const auto* last = events.empty() ? nullptr : std::get_if<Law>(&events.back().deed);
    if (last && !last->acts && !acts)
        events.pop_back();
    note(Law{std::make_shared<const Experiment>(experiment), acts});
}

void RunMemory::setEvolveInKPrime(bool carry)
{
    m_carries = carry;
    if (m_way) {
        m_way->carries = carry;
        return;
    }
    m_simulation->setEvolveInKPrime(carry);
    note(Carry{carry});
}

void RunMemory::note(Deed deed)
{
    if (m_place == Place::End && m_keeps)
        m_stretches.back().events.push_back({std::move(deed), m_simulation->time()});
}

void RunMemory::moved(double before, Deed deed)
{
    const double now = m_simulation->time();
    if (!m_keeps)
        return;
    if (now < before) {
        if (m_place == Place::End)
            m_place = Place::Within;
        return;
    }
    if (m_place == Place::End) {
        note(std::move(deed));
        if (Clock::now() - m_lastKept > betweenStates)
            keep(true);
        else if (m_stretches.back().events.size() > mostEvents)
            join(m_stretches.back().events);
    } else if (isLater(now, end()) && keep(false)) {
        m_place = Place::End;
    }
}

/// Before time goes on from where it stands.
void RunMemory::moveOn()
{
    if (m_place == Place::Aside)
        cut();
}

/// What is known ends here, and goes on from the state as it is.
void RunMemory::cut()
{
    const double now = m_simulation->time();
    m_cut = std::min(m_cut.value_or(now), now);
    if (!m_keeps)
        return;
    while (m_stretches.size() > 1 && isLater(m_stretches.back().state->time(), now)) {
        m_bytes -= m_stretches.back().state->bytes();
        m_stretches.pop_back();
    }
    std::erase_if(
        m_stretches.back().events, [now](const Event& event) { return isLater(event.time, now); });
    m_place = keep(false) ? Place::End : Place::Aside;
}

/// @returns false where memory does not suffice.
bool RunMemory::keep(bool follows)
{
    m_lastKept = Clock::now();
    // A second one would not stay.
    if (follows && m_stretches.size() < 2 && 2 * m_bytes > m_budget)
        return true;
    try {
        std::shared_ptr<const KeptState> state = m_simulation->keep();
        const std::size_t bytes = state->bytes();
        m_stretches.push_back({std::move(state), follows});
        m_bytes += bytes;
    } catch (const std::bad_alloc&) {
        return false;
    }
    thin();
    return true;
}

void RunMemory::thin()
{
    while (m_bytes > m_budget && m_stretches.size() > 2) {
        std::size_t least = 0;
        double shortest = INFINITY;
        for (std::size_t i = 1; i + 1 < m_stretches.size(); ++i) {
            const double way = m_stretches[i].end() - m_stretches[i - 1].state->time();
            if (m_stretches[i].follows && way < shortest) {
                shortest = way;
                least = i;
            }
        }
        if (least == 0)
            return;
        Stretch& before = m_stretches[least - 1];
        Stretch& gone = m_stretches[least];
        before.events.insert(before.events.end(), gone.events.begin(), gone.events.end());
        if (before.events.size() > mostEvents)
            join(before.events);
        m_bytes -= gone.state->bytes();
        m_stretches.erase(m_stretches.begin() + static_cast<std::ptrdiff_t>(least));
    }
}

void RunMemory::join(std::vector<Event>& events)
{
    std::vector<Event> joined;
    bool isSecond = false;
    for (Event& event : events) {
        auto* steps = std::get_if<Steps>(&event.deed);
        auto* last = joined.empty() ? nullptr : std::get_if<Steps>(&joined.back().deed);
        isSecond = steps && last && !isSecond;
        if (!isSecond) {
            joined.push_back(std::move(event));
            continue;
        }
        last->count += steps->count;
        joined.back().time = event.time;
    }
    events = std::move(joined);
}

bool RunMemory::knows(double time) const
{
    return m_keeps && !isLater(m_stretches.front().state->time(), time) && !isLater(time, end());
}

void RunMemory::lookBack(double time)
{
    const auto later = std::ranges::find_if(m_stretches,
        [time](const Stretch& stretch) { return isLater(stretch.state->time(), time); });
    const auto index
        = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, later - m_stretches.begin() - 1));
    Way way{index, 0, time, m_way ? m_way->wanted : m_simulation->experiment(), m_carries,
        m_way && m_way->isChanged};
    m_simulation->takeUp(*m_stretches[index].state);
    m_place = Place::Within;
    m_way = std::move(way);
}

void RunMemory::perform(const Deed& deed, double landing)
{
    if (const auto* steps = std::get_if<Steps>(&deed))
        m_simulation->advance(steps->count);
    else if (std::holds_alternative<Landing>(deed))
        m_simulation->advanceTo(landing);
    else if (const auto* limit = std::get_if<Limit>(&deed))
        m_simulation->setStepLimit(limit->limit);
    else if (const auto* law = std::get_if<Law>(&deed))
        m_simulation->apply(*law->experiment);
    else if (const auto* carry = std::get_if<Carry>(&deed))
        m_simulation->setEvolveInKPrime(carry->carry);
}

/// To the end of the way, which lies within what was done.
void RunMemory::goInto(const Event& event)
{
    if (std::holds_alternative<Steps>(event.deed)) {
        const double left = (m_way->to - m_simulation->time()) / m_simulation->stepSize();
        const double whole = std::floor(left);
        if (whole >= 1.0 && left - whole > 1e-9)
            m_simulation->advance(static_cast<int>(whole));
    }
    m_simulation->advanceTo(m_way->to);
}

bool RunMemory::goOn()
{
    const Stretch& stretch = m_stretches[m_way->stretch];
    const bool hasMore = m_way->event < stretch.events.size();
    if (hasMore && !isLater(stretch.events[m_way->event].time, m_way->to)) {
        const Event& event = stretch.events[m_way->event++];
        perform(event.deed, event.time);
        return false;
    }
    if (hasMore)
        goInto(stretch.events[m_way->event]);
    else if (isLater(m_way->to, m_simulation->time()))
        m_simulation->advanceTo(m_way->to);
    callOff();
    return true;
}

bool RunMemory::returnBefore(double time)
{
    callOff();
    const auto later = std::ranges::find_if(m_stretches,
        [time](const Stretch& stretch) { return !isLater(time, stretch.state->time()); });
    if (!m_keeps || later == m_stretches.begin())
        return false;
    const Stretch stretch = *std::prev(later);
    m_simulation->takeUp(*stretch.state);
    m_place = Place::Within;
    m_limit = 0.0; // as it was then
    for (const Event& event : stretch.events) {
        if (!isLater(time, event.time))
            break;
        perform(event.deed, event.time);
    }
    cut();
    return true;
}

void RunMemory::callOff()
{
    if (!m_way)
        return;
    const Way way = std::move(*std::exchange(m_way, std::nullopt));
    const bool isLast = way.stretch + 1 == m_stretches.size()
        && way.event == m_stretches[way.stretch].events.size();
    m_place = isLast ? Place::End : Place::Within;
    m_limit = 0.0; // as it was then
    const bool isOther = isOtherLaw(m_simulation->experiment(), way.wanted);
    if (isOther && !way.isChanged && !isLast) {
        m_simulation->apply(way.wanted);
        m_place = Place::Aside;
    } else {
        apply(way.wanted);
    }
    setEvolveInKPrime(way.carries);
}

} // namespace dqm
