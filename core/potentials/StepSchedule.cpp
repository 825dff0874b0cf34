#include "core/potentials/StepSchedule.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace dqm {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Looks at the bounds of one function over one interval.
constexpr double mostLooks = 1e6;
constexpr double mostSteps = 1e9;
/// A piece with fewer steps is not worth halving.
constexpr double fewSteps = 12.0;
/// Halvings that bring nothing before a piece is taken as it is, if it has less than a share of all
/// steps; pulses in a train look like one rough stretch until each is seen by itself.
constexpr int mostIdleHalvings = 4;
constexpr double idleShare = 1e-4;
/// Of a stiff part's period 2 pi/omega: omega h.
constexpr double stiffTurn = 0.1;
/// Phase that may hide in the gap about a jump.
constexpr double hiddenPhase = 1e-6;

double weightOf(int order) { return order == 4 ? 1.0 / 4320.0 : 1.0 / 12.0; }

int whole(double count)
{
    return static_cast<int>(std::min<double>(count, std::numeric_limits<int>::max()));
}

double rounding(double a, double b)
{
    return std::numeric_limits<double>::epsilon() * std::max(std::abs(a), std::abs(b));
}

} // namespace

/// Halves a span of time where V is rough until the steps it takes do not get fewer.
class StepSchedule::Builder
{
public:
    Builder(const StepSchedule& schedule, int order)
        : m_schedule(schedule)
        , m_order(order)
    {
    }

    Chapter build(double begin, double end)
    {
        m_least = 1e-15 * (end - begin) + 4.0 * rounding(begin, end);
        push({begin, end, workOf(begin, end), 0});
        while (!m_open.empty() && m_looks < mostLooks) {
            const Span top = m_open.front();
            if (std::isfinite(top.work) && top.work <= fewSteps * constant())
                break;
            std::ranges::pop_heap(m_open, {}, &Span::work);
            m_open.pop_back();
            count(-top.work);
            halve(top);
        }
        return chapter();
    }

private:
    struct Span
    {
        double begin;
        double end;
        double work; ///< len R^(1/(n+1))
        int idle; ///< halvings since the last that brought something
    };

    double workOf(double begin, double end)
    {
        m_looks += m_schedule.looks();
        const double R = m_schedule.roughness({begin, end}, m_order);
        return std::isfinite(R) ? (end - begin) * std::pow(R, 1.0 / (m_order + 1)) : infinity;
    }

    void push(const Span& span)
    {
        count(span.work);
        m_open.push_back(span);
        std::ranges::push_heap(m_open, {}, &Span::work);
    }

    /// Keeps the sum of the work of all spans whose work is finite, anew where rounding would show.
    void count(double work)
    {
        if (!std::isfinite(work))
            return;
        m_finite += work;
        m_peak = std::max(m_peak, m_finite);
        if (m_finite >= 1e-6 * m_peak)
            return;
        m_finite = 0.0;
        for (const std::vector<Span>* spans : {&m_open, &m_done})
            for (const Span& span : *spans)
                m_finite += std::isfinite(span.work) ? span.work : 0.0;
        m_peak = m_finite;
    }

    /// C: steps are work / C.
    double constant() const
    {
        const double work = std::max(m_finite, std::numeric_limits<double>::min());
        return std::pow(
            m_schedule.m_drive.tolerance * m_schedule.m_drive.hbar / (weightOf(m_order) * work),
            1.0 / m_order);
    }

    void halve(const Span& span)
    {
        const double middle = 0.5 * (span.begin + span.end);
        if (span.end - span.begin <= m_least) {
            // A jump, or something worse; steps end before and begin behind it.
            m_gaps.push_back(span);
            return;
        }
        const double left = workOf(span.begin, middle);
        const double right = workOf(middle, span.end);
        const bool brings = !(left + right > 0.9 * span.work) || !std::isfinite(span.work);
        const int idle = brings ? 0 : span.idle + 1;
        for (const Span& half :
            {Span{span.begin, middle, left, idle}, Span{middle, span.end, right, idle}}) {
            if (idle <= mostIdleHalvings || half.work > idleShare * m_finite) {
                push(half);
                continue;
            }
            count(half.work);
            m_done.push_back(half);
        }
    }

    Chapter chapter()
    {
        const double C = constant();
        std::vector<Span> all = m_done;
        all.insert(all.end(), m_open.begin(), m_open.end());
        Chapter result;
        for (const Span& gap : m_gaps)
            judge(gap, result);
        for (const Span& span : all)
            if (!std::isfinite(span.work) && !result.unresolved)
                result.unresolved = Unresolved{span.begin, 0.0};
        std::ranges::sort(all, {}, &Span::begin);
        for (const Span& span : all)
            append(span, C, result);
        const double longer = longerBy(result.pieces);
        for (Piece& piece : result.pieces) {
            const double stiff = m_schedule.stiffStep({piece.begin, piece.end});
            piece.step = std::min(longer * piece.step, stiff);
            if (!(piece.step > 0.0))
                piece.step = piece.end - piece.begin;
            result.steps += (piece.end - piece.begin) / piece.step;
            if (!result.unresolved && phaseOfRounding(piece) > hiddenPhase)
                result.unresolved = Unresolved{piece.begin, 0.0};
        }
        if (result.steps > mostSteps && !result.unresolved) {
            const auto shortest = std::ranges::min_element(result.pieces, {}, &Piece::step);
            result.unresolved = Unresolved{shortest->begin, result.steps};
        }
        return result;
    }

    /// Of a gap, what may have happened in it.
    void judge(const Span& gap, Chapter& result) const
    {
        const double width = 200.0 * std::max(rounding(gap.begin, gap.end), m_least);
        const double phase = width / m_schedule.m_drive.hbar
            * std::fmax(
                m_schedule.energyAt(gap.begin - width), m_schedule.energyAt(gap.end + width));
        if (!(phase < hiddenPhase) && !result.unresolved)
            result.unresolved = Unresolved{gap.begin, 0.0};
    }

    /// What the digits of t leave open where steps are not long beside them; their errors are
    /// random.
    double phaseOfRounding(const Piece& piece) const
    {
        const double length = piece.end - piece.begin;
        const double steps = std::max(1.0, length / piece.step);
        const double energy = std::fmax(m_schedule.energyAt(piece.begin + 0.5 * length),
            std::fmax(m_schedule.energyAt(piece.begin + 0.25 * length),
                m_schedule.energyAt(piece.begin + 0.75 * length)));
        return rounding(piece.begin, piece.end) / piece.step * length * energy
            / (std::sqrt(steps) * m_schedule.m_drive.hbar);
    }

    /// Errors of equal steps cancel but for what is left at their two ends (Euler and Maclaurin),
    /// so that an oscillation errs less than the sum says: by how much all steps may be longer.
    double longerBy(const std::vector<Piece>& pieces) const
    {
        double error = 0.0;
        for (const Piece& piece : pieces) {
            if (!std::isfinite(piece.step))
                continue;
            const Interval t{piece.begin, piece.end};
            const double along = (piece.end - piece.begin) * m_schedule.roughness(t, m_order);
            const double atEnds = 2.0 * m_schedule.roughness(t, m_order - 1);
            error += std::min(along, atEnds) * std::pow(piece.step, m_order);
        }
        error *= weightOf(m_order) / m_schedule.m_drive.hbar;
        const bool isKnown = error > 0.0 && std::isfinite(error);
        return isKnown
            ? std::max(1.0, std::pow(m_schedule.m_drive.tolerance / error, 1.0 / m_order))
            : 1.0;
    }

    void append(const Span& span, double C, Chapter& result) const
    {
        const double length = span.end - span.begin;
        const double step = span.work > 0.0 ? C * length / span.work : infinity;
        Piece next{span.begin, span.end, step};
        if (!result.pieces.empty()) {
            Piece& last = result.pieces.back();
            const bool touches = last.end == next.begin;
            const double shorter = std::min(last.step, next.step);
            const bool isAlike = std::max(last.step, next.step) <= 1.5 * shorter
                || next.end - last.begin <= shorter;
            if (touches && isAlike) {
                last.end = next.end;
                last.step = shorter;
                return;
            }
            if (!touches) {
                // A jump: clear of its rounding on either side.
                const double clear = 32.0 * rounding(last.end, next.begin);
                last.end -= clear;
                next.begin += clear;
            }
        }
        result.pieces.push_back(next);
    }

    const StepSchedule& m_schedule;
    int m_order;
    double m_least = 0.0;
    double m_looks = 0.0;
    double m_finite = 0.0;
    double m_peak = 0.0; ///< of m_finite since it was last summed
    std::vector<Span> m_open; ///< a heap, the largest work first
    std::vector<Span> m_done;
    std::vector<Span> m_gaps;
};

StepSchedule::StepSchedule(Drive drive)
    : m_drive(std::move(drive))
{
}

double StepSchedule::roughness(const Interval& t, int order) const
{
    const auto n = static_cast<std::size_t>(order);
    double sum = 0.0;
    for (const Drive::Part& part : m_drive.parts) {
        const double bound = timeJetOf(*part.time, t, {}).largest(n);
        sum += bound == 0.0 ? 0.0
                            : bound * std::max(part.energy, std::numeric_limits<double>::min());
    }
    for (const FormulaTree& tree : m_drive.rest) {
        double square = 0.0;
        for (const Box& box : m_drive.boxes) {
            const double bound = m_drive.strength * timeJetOf(*tree, t, box).largest(n);
            square += bound * bound / static_cast<double>(m_drive.boxes.size());
        }
        sum += std::sqrt(square);
    }
    sum += shakingRoughness(t, order);
    return std::isnan(sum) ? infinity : sum;
}

/// The n-th derivative of where the wave is shaken to is the (n-2)-th of the force.
double StepSchedule::shakingRoughness(const Interval& t, int order) const
{
    double sum = 0.0;
    for (const Drive::Part& part : m_drive.shaking) {
        const TimeJet force = timeJetOf(*part.time, t, {});
        const double bound = order >= 2 ? force.largest(static_cast<std::size_t>(order - 2))
                                        : force.largest(0) * (t.high - t.low);
        sum += bound == 0.0 ? 0.0 : bound * part.energy;
    }
    return sum;
}

double StepSchedule::looks() const
{
    return static_cast<double>(
        m_drive.parts.size() + m_drive.shaking.size() + m_drive.rest.size() * m_drive.boxes.size());
}

double StepSchedule::stiffStep(const Interval& t) const
{
    double stiffness = 0.0;
    for (const Drive::Part& part : m_drive.parts)
        if (part.stiffness > 0.0)
            stiffness += part.stiffness * timeJetOf(*part.time, t, {}).largest(0);
    return stiffness > 0.0 ? stiffTurn / std::sqrt(stiffness / m_drive.mass) : infinity;
}

double StepSchedule::energyAt(double time) const
{
    double sum = 0.0;
    for (const Drive::Part& part : m_drive.parts)
        sum += part.energy * std::abs(valueOf(*part.time, 0.0, 0.0, time));
    for (const FormulaTree& tree : m_drive.rest)
        for (const Box& box : m_drive.boxes)
            sum += std::abs(m_drive.strength * valueOf(*tree, box.x.low, box.y.low, time))
                / static_cast<double>(m_drive.boxes.size());
    return sum;
}

const StepSchedule::Chapter& StepSchedule::chapter(long long number, int order) const
{
    const std::lock_guard lock(m_mutex);
    std::unique_ptr<const Chapter>& seat = m_chapters[{order, number}];
    if (!seat) {
        const double begin = static_cast<double>(number) * m_drive.span;
        seat = std::make_unique<const Chapter>(shortest(begin, begin + m_drive.span, order));
    }
    return *seat;
}

/// The one with the fewest steps.
StepSchedule::Chapter StepSchedule::shortest(double begin, double end, int order) const
{
    constexpr double fewStepsOfARun = 100.0;
    Chapter shaken = Builder(*this, order).build(begin, end);
    if (order != 4 || !m_drive.ridingStep || shaken.steps <= fewStepsOfARun)
        return shaken;
    Chapter riding = ridingOver(begin, end, shaken);
    return riding.ridesOver && riding.steps < shaken.steps ? riding : shaken;
}

StepSchedule::Chapter StepSchedule::ridingOver(
    double begin, double end, const Chapter& shaken) const
{
    constexpr int order = 4;
    Drive calm = m_drive;
    calm.shaking.clear();
    const StepSchedule schedule(std::move(calm));
    Chapter riding = Builder(schedule, order).build(begin, end);
    const double longest
        = m_drive.ridingStep(begin, end, (end - begin) / shaken.steps, 0.01 * (end - begin));
    if (!(longest > 0.0))
        return riding;
    riding.ridesOver = true;
    riding.steps = 0.0;
    for (Piece& piece : riding.pieces) {
        piece.step = std::min(piece.step, longest);
        riding.steps += (piece.end - piece.begin) / piece.step;
    }
    return riding;
}

bool StepSchedule::ridesOverShaking(int order) const { return chapter(0, order).ridesOver; }

double StepSchedule::longestStep(int order) const
{
    double longest = 0.0;
    for (const Piece& piece : chapter(0, order).pieces)
        longest = std::max(longest, std::min(piece.step, m_drive.span));
    return longest > 0.0 ? longest : m_drive.span;
}

std::optional<StepSchedule::Unresolved> StepSchedule::unresolved(int order) const
{
    return chapter(0, order).unresolved;
}

std::vector<StepSchedule::Stretch> StepSchedule::between(
    double from, double dt, int steps, int order, double stretch) const
{
    std::vector<Stretch> all;
    const double to = from + dt * steps;
    const double low = std::min(from, to);
    const double high = std::max(from, to);
    const double longest = std::abs(dt);
    const double least = 64.0 * rounding(low, high);
    // Of neighbours whose steps are dt, one stretch.
    double begin = low;
    double end = low;
    double step = 0.0;
    const auto flush = [&] {
        if (!(end - begin > least))
            return;
        const double count = std::max(1.0, std::ceil((end - begin) / step * (1.0 - 1e-12)));
        const double h = (end - begin) / count;
        if (dt > 0.0)
            all.push_back({begin, h, whole(count)});
        else
            all.push_back({end, -h, whole(count)});
    };
    const auto first = static_cast<long long>(std::floor(low / m_drive.span));
    const auto last = std::max(first, static_cast<long long>(std::ceil(high / m_drive.span)) - 1);
    for (long long number = first; number <= last; ++number) {
        const std::vector<Piece>& pieces = chapter(number, order).pieces;
        auto piece = std::ranges::upper_bound(pieces, low, {}, &Piece::end);
        for (; piece != pieces.end() && piece->begin < high; ++piece) {
            const double a = std::max(low, piece->begin);
            const double b = std::min(high, piece->end);
            const double own = std::min(longest, stretch * piece->step);
            const bool touches = a == end;
            if (touches && own == step) {
                end = b;
                continue;
            }
            flush();
            begin = a;
            end = b;
            step = own;
        }
    }
    flush();
    if (dt < 0.0)
        std::ranges::reverse(all);
    return all;
}

std::vector<double> StepSchedule::averages(double from, double to) const
{
    constexpr int order = 4;
    const double offset = 0.5 / std::sqrt(3.0);
    std::vector<double> sums(m_drive.parts.size(), 0.0);
    for (const Stretch& stretch : between(from, to - from, 1, order)) {
        for (int n = 0; n < stretch.steps; ++n) {
            const double middle = stretch.from + (n + 0.5) * stretch.dt;
            for (std::size_t k = 0; k < sums.size(); ++k)
                for (const double side : {-offset, offset})
                    sums[k] += 0.5 * stretch.dt
                        * valueOf(*m_drive.parts[k].time, 0.0, 0.0, middle + side * stretch.dt);
        }
    }
    for (double& sum : sums)
        sum /= to - from;
    return sums;
}

} // namespace dqm
