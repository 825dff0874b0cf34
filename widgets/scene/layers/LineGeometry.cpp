#include "widgets/scene/layers/LineGeometry.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dqm {

namespace {

constexpr float headLength = 7.5F; ///< pixels
constexpr float headHalfWidth = 3.1F;
/// Separations between the heads of one line.
constexpr float headSpacing = 4.0F;

float smoothStep(float low, float high, float x)
{
    const float t = std::clamp((x - low) / (high - low), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

void addPair(LineGeometry& geometry, const Eigen::Vector3f& place, const Eigen::Vector3f& chord,
    float along, float halfWidth, float opacity)
{
    // A hair apart: triangles without area would be left out before the shader widens them.
    constexpr float apart = 1e-5F;
    const Eigen::Vector3f aside = apart * Eigen::Vector3f(-chord.y(), chord.x(), 0.0F).normalized();
    const Eigen::Vector3f onward = (along == 0.0F ? 0.0F : apart * along) * chord.normalized();
    for (const float side : {-1.0F, 1.0F}) {
        const Eigen::Vector3f position = place + onward + side * aside;
        geometry.positions.insert(geometry.positions.end(), position.data(), position.data() + 3);
        geometry.chords.insert(geometry.chords.end(), chord.data(), chord.data() + 3);
        geometry.shapes.insert(geometry.shapes.end(), {along, side, halfWidth, opacity});
    }
}

/// Joins the last `pairs` pairs of vertices.
void joinPairs(LineGeometry& geometry, int pairs)
{
    const int first = geometry.vertexCount() - 2 * pairs;
    for (int k = first; k + 3 < geometry.vertexCount(); k += 2)
        for (const int vertex : {k, k + 1, k + 3, k, k + 3, k + 2})
            geometry.triangles.push_back(vertex);
}

/// Lays out and draws one piece of a streamline after the other, with room that is used again.
class PieceInk
{
public:
    PieceInk(LineGeometry& geometry, const LiftedSurface& surface, float fullSpeed, float spacing)
        : m_geometry(geometry)
        , m_surface(surface)
        , m_fullSpeed(std::max(fullSpeed, 1e-30F))
        , m_spacing(spacing)
    {
    }

    void add(std::span<const StreamPoint> points, const StreamPiece& piece)
    {
        m_line.clear();
        m_arcs.clear();
        float arc = 0.0F;
        for (size_t k = 0; k < points.size(); ++k) {
            const StreamPoint& p = points[k];
            if (k > 0)
                arc += std::hypot(p.x - points[k - 1].x, p.y - points[k - 1].y);
            m_arcs.push_back(arc);
            const float strength = std::min(p.speed / m_fullSpeed, 1.0F);
            m_line.push_back({p.x, p.y, (0.35F + 0.6F * strength) * (0.3F + 0.7F * p.taper),
                inkWeight(p.weight) * piece.opacity * p.taper * (0.45F + 0.55F * strength)});
        }
        addLine(m_geometry, m_surface, m_line);
        addHeads(piece.closed);
    }

private:
    /// Counted from the middle: as a line grows its heads stay, and new ones come up near its ends.
    void addHeads(bool closed)
    {
        const float length = m_arcs.back();
        if (closed) {
            const int heads = std::max(1, static_cast<int>(std::lround(length / m_spacing)));
            for (int k = 0; k < heads; ++k)
                addHead((static_cast<float>(k) + 0.5F) * length / static_cast<float>(heads), 1.0F);
            return;
        }
        const float middle = 0.5F * length;
        const int steps = static_cast<int>(middle / m_spacing);
        for (int k = -steps; k <= steps; ++k) {
            const float place = middle + static_cast<float>(k) * m_spacing;
            const float toEnd = std::min(place, length - place);
            addHead(place, smoothStep(0.1F * m_spacing, 0.3F * m_spacing, toEnd));
        }
    }

    void addHead(float arc, float presence)
    {
        const auto next = static_cast<size_t>(
            std::lower_bound(m_arcs.begin() + 1, m_arcs.end() - 1, arc) - m_arcs.begin());
        const InkPoint& a = m_line[next - 1];
        const InkPoint& b = m_line[next];
        const float step = m_arcs[next] - m_arcs[next - 1];
        const float share = step > 0.0F ? (arc - m_arcs[next - 1]) / step : 0.0F;
        const Eigen::Vector3f from = m_surface.above(a.x, a.y);
        const Eigen::Vector3f to = m_surface.above(b.x, b.y);
        const float halfWidth = std::lerp(a.halfWidth, b.halfWidth, share);
        const float opacity = presence * std::lerp(a.opacity, b.opacity, share);
        if (opacity > 0.0F)
            addArrowHead(
                m_geometry, from + share * (to - from), to - from, 0.6F + halfWidth, opacity);
    }

    LineGeometry& m_geometry;
    const LiftedSurface& m_surface;
    float m_fullSpeed;
    float m_spacing;
    std::vector<InkPoint> m_line;
    std::vector<float> m_arcs;
};

} // namespace

void LineGeometry::clear()
{
    positions.clear();
    chords.clear();
    shapes.clear();
    triangles.clear();
}

Eigen::Vector3f LiftedSurface::above(float x, float y) const
{
    const Vec2 place = m_geometry.toScene(Vec2(x, y));
    const Vec2 share = (0.5 * (place.cwiseQuotient(m_geometry.halfSides) + Vec2(1.0, 1.0)))
                           .cwiseMax(0.0)
                           .cwiseMin(1.0);
    const int width = m_textures.width();
    const double fx = share.x() * (width - 1);
    const double fy = share.y() * (m_textures.height() - 1);
    const int i = std::clamp(static_cast<int>(fx), 0, width - 2);
    const int j = std::clamp(static_cast<int>(fy), 0, m_textures.height() - 2);
    const auto height = [&](int column, int row) {
        return m_textures.field()[4
            * (static_cast<size_t>(row) * static_cast<size_t>(width)
                + static_cast<size_t>(column))];
    };
    const auto tx = static_cast<float>(fx - i);
    const auto ty = static_cast<float>(fy - j);
    const float z = std::lerp(std::lerp(height(i, j), height(i + 1, j), tx),
        std::lerp(height(i, j + 1), height(i + 1, j + 1), tx), ty);
    return {static_cast<float>(place.x()), static_cast<float>(place.y()), z};
}

void addLine(LineGeometry& geometry, const LiftedSurface& surface, std::span<const InkPoint> line)
{
    const auto count = line.size();
    if (count < 2)
        return;
    const bool ring = line.front().x == line.back().x && line.front().y == line.back().y;
    const auto lifted = [&](size_t k) { return surface.above(line[k].x, line[k].y); };
    Eigen::Vector3f before = lifted(ring ? count - 2 : 0);
    Eigen::Vector3f here = lifted(0);
    for (size_t k = 0; k < count; ++k) {
        const Eigen::Vector3f after = k + 1 < count ? lifted(k + 1) : (ring ? lifted(1) : here);
        addPair(geometry, here, after - before, 0.0F, line[k].halfWidth, line[k].opacity);
        before = here;
        here = after;
    }
    joinPairs(geometry, static_cast<int>(count));
}

void addArrowHead(LineGeometry& geometry, const Eigen::Vector3f& place,
    const Eigen::Vector3f& chord, float halfWidth, float opacity)
{
    const float size = 0.55F + 0.45F * std::min(halfWidth, 1.5F);
    const float back = -0.5F * size * headLength;
    // A step in front of the base, so that the edge across the line is smooth too.
    addPair(geometry, place, chord, back - 0.5F, size * headHalfWidth, 0.0F);
    addPair(geometry, place, chord, back + 0.5F, size * headHalfWidth, opacity);
    addPair(geometry, place, chord, -back, 0.0F, opacity);
    joinPairs(geometry, 3);
}

void addDot(LineGeometry& geometry, const Eigen::Vector3f& place, float radius, float opacity)
{
    addPair(geometry, place, Eigen::Vector3f::UnitX(), -radius, radius, opacity);
    addPair(geometry, place, Eigen::Vector3f::UnitX(), radius, radius, opacity);
    joinPairs(geometry, 2);
}

float inkWeight(float weight) { return smoothStep(0.03F, 0.3F, weight); }

void addStreamlines(LineGeometry& geometry, const LiftedSurface& surface, const Streamlines& lines,
    double fullSpeed)
{
    const auto spacing = headSpacing * static_cast<float>(lines.options().separation);
    PieceInk ink(geometry, surface, static_cast<float>(fullSpeed), spacing);
    const std::span<const StreamPoint> points(lines.points());
    for (const StreamPiece& piece : lines.pieces())
        ink.add(points.subspan(static_cast<size_t>(piece.first), static_cast<size_t>(piece.count)),
            piece);
}

void addArrows(LineGeometry& geometry, const LiftedSurface& surface,
    const std::vector<Arrow>& arrows, double longest, double fullSpeed)
{
    const auto full = static_cast<float>(std::max(fullSpeed, 1e-30));
    for (const Arrow& arrow : arrows) {
        const float strength = std::min(arrow.speed / full, 1.0F);
        const float opacity = inkWeight(arrow.weight) * (0.5F + 0.5F * strength);
        const Eigen::Vector2f way(arrow.dx, arrow.dy);
        if (!(opacity > 0.0F) || !(way.squaredNorm() > 0.0F))
            continue;
        const Eigen::Vector2f shaft
            = static_cast<float>(longest) * std::max(strength, 0.12F) * way.normalized();
        std::array<InkPoint, 4> line;
        for (size_t k = 0; k < line.size(); ++k) {
            const float along = static_cast<float>(k) / 3.0F - 0.5F;
            line[k] = {arrow.x + along * shaft.x(), arrow.y + along * shaft.y(),
                0.45F + 0.45F * strength, opacity};
        }
        addLine(geometry, surface, line);
        const Eigen::Vector3f before = surface.above(line[2].x, line[2].y);
        const Eigen::Vector3f tip = surface.above(line[3].x, line[3].y);
        addArrowHead(geometry, tip, tip - before, 0.3F + strength, opacity);
    }
}

} // namespace dqm
