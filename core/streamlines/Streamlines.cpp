#include "core/streamlines/Streamlines.h"

#include "core/grid/Parallel.h"
#include "core/streamlines/StreamlineWriter.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace dqm {

namespace {

// All in separations.
constexpr double stepLength = 0.2;
constexpr double outwardPace = 0.125;
constexpr double inwardPace = 0.25;
constexpr double longLoss = 0.5;
/// A line may pass another too closely for so long, if it was there before.
constexpr double patience = 1.0;
constexpr double longestSweep = 0.35;
constexpr double ringGap = 1.5;
/// Points of one line nearer along it than this do not crowd each other.
constexpr double ownGap = 1.6;

/// Of the closest distance: nearer than this a line is cut at once, and a seed dies.
constexpr double hardCrowding = 0.85;
constexpr double growthClearance = 1.0625;
/// Of the shortest length: lines that were longer once may shrink to it.
constexpr double shrunkLength = 0.6;
/// A ring is left alone while a smaller share of it is crowded.
constexpr double ringTolerance = 0.1;

} // namespace

Streamlines::Streamlines(const StreamlineOptions& options)
    : m_options(options)
{
    if (!(options.separation > 0.0) || !std::isfinite(options.separation))
        throw std::invalid_argument("The separation of streamlines must be positive.");
    if (!(options.closest > 0.0 && options.closest <= 0.9))
        throw std::invalid_argument("Streamlines may end at 0 to 0.9 separations from others.");
    if (options.fadeUpdates < 1 || options.turnover < 1)
        throw std::invalid_argument("Streamlines need at least one update to fade and one birth.");
}

void Streamlines::update(const FlowField& field, Vec2 carriedBy, int threads)
{
    m_changes = {};
    if (field.empty()) {
        clear();
        return;
    }
    const double d = m_options.separation;
    m_grid = field.grid();
    const double step = std::min(stepLength * d, 1.5 * std::min(m_grid.dx(), m_grid.dy()));
    const LineTracer tracer(field, step, m_options.leastWeight);
    m_bins.reset(m_grid, d);
    if (!m_laidOut) {
        layOut(tracer);
        m_laidOut = true;
    } else {
        for (Streamline& line : m_lines)
            line.carry(carriedBy);
        retraceAll(tracer, threads);
        for (Streamline& line : m_lines)
            settle(line);
        adoptShed(tracer);
        for (Streamline& line : m_lines)
            grow(line);
        fade();
        fillGaps(tracer, m_options.turnover);
    }
    for (Streamline& line : m_lines) {
        line.centreSeed();
        line.noticeRing(m_grid, ringGap * d);
    }
    write();
}

void Streamlines::clear()
{
    m_lines.clear();
    m_shed.clear();
    m_points.clear();
    m_pieces.clear();
    m_laidOut = false;
}

int Streamlines::lineCount() const
{
    return static_cast<int>(std::count_if(
        m_lines.begin(), m_lines.end(), [](const Streamline& line) { return !line.dying; }));
}

void Streamlines::retraceAll(const LineTracer& tracer, int threads)
{
    const double d = m_options.separation;
    std::vector<char> found(m_lines.size());
    parallelFor(static_cast<int>(m_lines.size()), threads, [&](int begin, int end) {
        for (int k = begin; k < end; ++k) {
            Streamline& line = m_lines[static_cast<size_t>(k)];
            const double margin = line.dying ? 0.0 : outwardPace * d;
            found[static_cast<size_t>(k)] = line.retrace(tracer, margin, ringGap * d);
            if (found[static_cast<size_t>(k)] && line.dying)
                line.keepIfChanged(longestSweep * d);
        }
    });
    for (size_t k = 0; k < m_lines.size(); ++k) {
        if (!found[k] && !m_lines[k].dying) {
            m_lines[k].dying = true;
            ++m_changes.deaths;
        }
    }
}

/// Holds a line to the part it had that older lines leave free.
void Streamlines::settle(Streamline& line)
{
    if (line.dying)
        return;
    const LinePoint& origin = line.points[line.origin()];
    const double hard = hardCrowding * m_options.closest * m_options.separation;
    if (isCrowded(line, origin, hard)) {
        retire(line);
        return;
    }
    if (line.closed) {
        if (!settleRing(line))
            retire(line);
        return;
    }
    insert(line, origin);
    const double ahead = line.ahead;
    const double back = line.back;
    const size_t shed = m_shed.size();
    holdOrShed(line, 1, settleEnd(line, 1, line.ahead));
    holdOrShed(line, -1, settleEnd(line, -1, line.back));
    if (line.length() >= shrunkLength * m_options.shortest * m_options.separation)
        return;
    // What fades is all that was to be seen, in one.
    line.ahead = ahead;
    line.back = back;
    retire(line);
    m_changes.cuts -= static_cast<int>(m_shed.size() - shed);
    m_shed.resize(shed);
}

/// A ring stays whole or goes: its end would not know where to stop.
bool Streamlines::settleRing(const Streamline& line)
{
    const double radius = m_options.closest * m_options.separation;
    const auto crowded = std::count_if(line.points.begin(), line.points.end(),
        [&](const LinePoint& point) { return isCrowded(line, point, radius); });
    if (static_cast<double>(crowded) > ringTolerance * static_cast<double>(line.points.size()))
        return false;
    for (const LinePoint& point : line.points)
        insert(line, point);
    return true;
}

/// Walks from the seed and keeps the points on the way. Returns how far the line may reach.
double Streamlines::settleEnd(const Streamline& line, int sense, double reach)
{
    const double closest = m_options.closest * m_options.separation;
    const auto count = static_cast<std::ptrdiff_t>(line.points.size());
    double free = 0.0;
    size_t kept = m_bins.size();
    bool crowded = false;
    double last = 0.0;
    for (auto k = static_cast<std::ptrdiff_t>(line.origin()) + sense; k >= 0 && k < count;
         k += sense) {
        const LinePoint& point = line.points[static_cast<size_t>(k)];
        last = std::abs(point.arc);
        if (last > reach)
            break;
        // Beyond a saddle a line may suddenly turn the other way: that is no longer the same line.
        if (line.sweptSince(point) > longestSweep * m_options.separation)
            return free;
        crowded = isCrowded(line, point, closest);
        if (crowded
            && (last - free > patience * m_options.separation
                || isCrowded(line, point, hardCrowding * closest)))
            break;
        insert(line, point);
        if (!crowded) {
            free = last;
            kept = m_bins.size();
        }
    }
    if (!crowded)
        return std::min(reach, last);
    m_bins.shrinkTo(kept);
    return free;
}

/// Small losses are taken slowly; a long one leaves its part behind as a line of its own.
void Streamlines::holdOrShed(Streamline& line, int sense, double settled)
{
    const double d = m_options.separation;
    double& reach = sense > 0 ? line.ahead : line.back;
    bool& held = sense > 0 ? line.heldAhead : line.heldBack;
    const double lost = reach - settled;
    held = lost <= 1e-9 * d;
    if (lost <= longLoss * d) {
        reach = std::max(settled, reach - inwardPace * d);
        return;
    }
    const LinePoint& tip = sense > 0 ? line.points.back() : line.points.front();
    const bool fieldEnds = std::abs(tip.arc) <= settled + 1e-9 * d;
    Streamline part = line.part(sense * settled, sense * reach);
    reach = settled;
    if (part.points.size() < 2)
        return;
    ++m_changes.cuts;
    part.id = m_nextId++;
    part.dying = !fieldEnds || part.length() < m_options.shortest * d;
    m_shed.push_back(std::move(part));
}

void Streamlines::adoptShed(const LineTracer& tracer)
{
    for (size_t k = 0; k < m_shed.size(); ++k) {
        Streamline part = std::move(m_shed[k]);
        if (!part.dying) {
            part.dying = !part.retrace(tracer, 0.0, 0.0);
            settle(part);
        }
        m_lines.push_back(std::move(part));
    }
    m_shed.clear();
}

void Streamlines::grow(Streamline& line)
{
    if (line.dying || line.closed)
        return;
    const double clearance = growthClearance * m_options.closest * m_options.separation;
    const double most = outwardPace * m_options.separation;
    const auto extend = [&](const LinePoint& tip, double& reach) {
        const double arc = std::abs(tip.arc);
        if (arc > reach && arc <= reach + 1.001 * most && !isCrowded(line, tip, clearance)) {
            reach = arc;
            insert(line, tip);
        }
    };
    if (line.heldAhead)
        extend(line.points.back(), line.ahead);
    if (line.heldBack)
        extend(line.points.front(), line.back);
}

void Streamlines::retire(Streamline& line)
{
    if (m_changes.deaths >= m_options.turnover)
        return;
    line.dying = true;
    line.keepIfChanged(longestSweep * m_options.separation);
    ++m_changes.deaths;
}

void Streamlines::fade()
{
    const double share = 1.0 / m_options.fadeUpdates;
    for (Streamline& line : m_lines)
        line.presence = std::clamp(line.presence + (line.dying ? -share : share), 0.0, 1.0);
    std::erase_if(
        m_lines, [](const Streamline& line) { return line.dying && line.presence < 1e-6; });
}

bool Streamlines::isCrowded(const Streamline& line, const LinePoint& point, double radius) const
{
    const double gap
        = line.closed ? std::numeric_limits<double>::infinity() : ownGap * m_options.separation;
    return m_bins.isCrowded(wrapInto(m_grid, point.position), radius, line.id, point.arc, gap);
}

void Streamlines::insert(const Streamline& line, const LinePoint& point)
{
    m_bins.insert({wrapInto(m_grid, point.position), line.id, point.arc});
}

void Streamlines::write()
{
    m_points.clear();
    m_pieces.clear();
    const double taper = m_options.taper * m_options.separation;
    for (const Streamline& line : m_lines)
        writeStreamline(line, m_grid, taper, m_points, m_pieces);
}

} // namespace dqm
