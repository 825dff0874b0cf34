#include "widgets/scene/view/MarkGestures.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double handleReach = 11.0; ///< pixels
constexpr double lineReach = 6.0;
constexpr int lineSamples = 64;
constexpr std::size_t fewestPoints = 8;
constexpr std::size_t mostCorners = 128;
constexpr double smallestArea = 1e-5; ///< of the rectangle's

double distance(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

double distanceToSegment(QPointF point, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double squared = QPointF::dotProduct(along, along);
    const double share = squared > 0.0
        ? std::clamp(QPointF::dotProduct(point - a, along) / squared, 0.0, 1.0)
        : 0.0;
    return distance(point, a + share * along);
}

} // namespace

SectionPart partUnder(const SectionLine& line, const LiftedPlaces& places, QPointF pixel)
{
    const auto distanceTo = [&](Vec2 end) {
        return places.isSeen(end) ? distance(pixel, places.onSurface(end)) : 1e9;
    };
    const double toFrom = distanceTo(line.from);
    const double toTo = distanceTo(line.to);
    if (std::min(toFrom, toTo) <= handleReach)
        return toFrom < toTo ? SectionPart::From : SectionPart::To;
    for (int k = 0; k < lineSamples; ++k) {
        const Vec2 a = line.from + (line.to - line.from) * (static_cast<double>(k) / lineSamples);
        const Vec2 b = a + (line.to - line.from) / lineSamples;
        if (places.isSeen(a) && places.isSeen(b)
            && distanceToSegment(pixel, places.onSurface(a), places.onSurface(b)) <= lineReach)
            return SectionPart::Whole;
    }
    return SectionPart::None;
}

SectionLine moved(const SectionLine& line, SectionPart part, Vec2 shift, const LiftedPlaces& places)
{
    SectionLine result = line;
    if (part == SectionPart::From)
        result.from = places.clamped(line.from + shift);
    if (part == SectionPart::To)
        result.to = places.clamped(line.to + shift);
    if (part == SectionPart::Whole) {
        // The end that meets the edge first stops the whole line, so that it keeps its shape.
        const Vec2 byFrom = places.clamped(line.from + shift) - line.from;
        const Vec2 byTo = places.clamped(line.to + shift) - line.to;
        for (const int axis : {0, 1}) {
            const double step
                = std::abs(byFrom[axis]) < std::abs(byTo[axis]) ? byFrom[axis] : byTo[axis];
            result.from[axis] += step;
            result.to[axis] += step;
        }
    }
    return result.from == result.to ? line : result;
}

std::vector<Vec2> closedLoop(const std::vector<Vec2>& path, const Grid& grid)
{
    if (path.size() < fewestPoints)
        return {};
    double twice = 0.0;
    for (std::size_t k = 0; k < path.size(); ++k) {
        const Vec2 a = path[k] - grid.center;
        const Vec2 b = path[(k + 1) % path.size()] - grid.center;
        twice += a.x() * b.y() - a.y() * b.x();
    }
    if (std::abs(0.5 * twice) < smallestArea * grid.size.x() * grid.size.y())
        return {};
    if (path.size() <= mostCorners)
        return path;
    std::vector<Vec2> corners;
    corners.reserve(mostCorners);
    for (std::size_t k = 0; k < mostCorners; ++k)
        corners.push_back(path[k * path.size() / mostCorners]);
    return corners;
}

bool MarkHand::take(SceneState& state, const LiftedPlaces& places, QPointF pixel)
{
    const auto at = places.under(pixel);
    if (!at)
        return false;
    if (drawsLoops) {
        m_isDrawing = true;
        state.loop = {*at};
        return true;
    }
    if (!state.section)
        return false;
    m_part = partUnder(*state.section, places, pixel);
    m_line = *state.section;
    m_at = *at;
    return isHolding();
}

bool MarkHand::drag(SceneState& state, const LiftedPlaces& places, QPointF pixel) const
{
    const auto at = places.under(pixel);
    if (!at)
        return false;
    if (m_isDrawing) {
        if (!state.loop.empty() && state.loop.back() == *at)
            return false;
        state.loop.push_back(*at);
        return true;
    }
    const SectionLine line = moved(m_line, m_part, *at - m_at, places);
    const bool changed = line != state.section;
    state.section = line;
    return changed;
}

void MarkHand::release(SceneState& state)
{
    const Picture* picture = state.picture();
    if (m_isDrawing)
        state.loop = picture ? closedLoop(state.loop, picture->grid) : std::vector<Vec2>();
    m_isDrawing = false;
    m_part = SectionPart::None;
}

} // namespace dqm
