#include "core/streamlines/StreamlineWriter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dqm {

namespace {

double eased(double t) { return t * t * (3.0 - 2.0 * t); }

/// Writes points that go on beyond the edge of the torus as pieces inside it.
class PieceWriter
{
public:
    PieceWriter(
        const Grid& grid, std::vector<StreamPoint>& points, std::vector<StreamPiece>& pieces)
        : m_grid(grid)
        , m_points(points)
        , m_pieces(pieces)
    {
    }

    void begin(int line, double opacity, Vec2 position)
    {
        m_piece.line = line;
        m_piece.opacity = static_cast<float>(opacity);
        m_turn = turnOf(position);
        open();
    }

    void add(const LinePoint& point, double taper)
    {
        const std::array<int, 2> target = turnOf(point.position);
        while (m_turn != target)
            cross(point, taper, target);
        put(point, taper);
        m_last = point;
        m_lastTaper = taper;
    }

    void end(bool ring)
    {
        m_piece.closed = ring && !m_crossed;
        close();
    }

private:
    std::array<int, 2> turnOf(Vec2 position) const
    {
        if (!m_grid.isTorus())
            return {0, 0};
        const Vec2 turns = (position - m_grid.lower()).cwiseQuotient(m_grid.size);
        return {static_cast<int>(std::floor(turns.x())), static_cast<int>(std::floor(turns.y()))};
    }

    /// Goes on to the nearest edge on the way to `to`, and to the other side of the rectangle.
    void cross(const LinePoint& to, double taper, const std::array<int, 2>& target)
    {
        const Vec2 way = to.position - m_last.position;
        double share = 1.0;
        size_t across = m_turn[0] != target[0] ? 0 : 1;
        for (size_t axis = 0; axis < 2; ++axis) {
            const auto a = static_cast<Eigen::Index>(axis);
            const int edge = m_turn[axis] + (target[axis] > m_turn[axis] ? 1 : 0);
            const double at
                = (m_grid.lower()[a] + edge * m_grid.size[a] - m_last.position[a]) / way[a];
            if (m_turn[axis] != target[axis] && at < share) {
                share = at;
                across = axis;
            }
        }
        share = std::clamp(share, 0.0, 1.0);
        LinePoint crossing = to;
        crossing.position = m_last.position + share * way;
        crossing.speed = std::lerp(m_last.speed, to.speed, share);
        crossing.weight = std::lerp(m_last.weight, to.weight, share);
        m_lastTaper = std::lerp(m_lastTaper, taper, share);
        put(crossing, m_lastTaper);
        close();
        m_turn[across] += target[across] > m_turn[across] ? 1 : -1;
        m_crossed = true;
        open();
        put(crossing, m_lastTaper);
        m_last = crossing;
    }

    void put(const LinePoint& point, double taper)
    {
        const Vec2 position = point.position - m_grid.size.cwiseProduct(Vec2(m_turn[0], m_turn[1]));
        m_points.push_back({static_cast<float>(position.x()), static_cast<float>(position.y()),
            static_cast<float>(point.speed), static_cast<float>(point.weight),
            static_cast<float>(taper)});
    }

    void open() { m_piece.first = static_cast<int>(m_points.size()); }

    void close()
    {
        m_piece.count = static_cast<int>(m_points.size()) - m_piece.first;
        if (m_piece.count > 1)
            m_pieces.push_back(m_piece);
        else
            m_points.resize(static_cast<size_t>(m_piece.first));
    }

    const Grid& m_grid;
    std::vector<StreamPoint>& m_points;
    std::vector<StreamPiece>& m_pieces;
    StreamPiece m_piece;
    std::array<int, 2> m_turn{0, 0};
    LinePoint m_last;
    double m_lastTaper = 0.0;
    bool m_crossed = false;
};

} // namespace

void writeStreamline(const Streamline& line, const Grid& grid, double taper,
    std::vector<StreamPoint>& points, std::vector<StreamPiece>& pieces)
{
    const std::vector<LinePoint> seen = line.visible();
    if (seen.size() < 2 || line.presence <= 0.0)
        return;
    PieceWriter writer(grid, points, pieces);
    writer.begin(line.id, eased(line.presence), seen.front().position);
    for (const LinePoint& point : seen) {
        const double toTip = std::min(point.arc - seen.front().arc, seen.back().arc - point.arc);
        const bool whole = line.closed || !(taper > 0.0);
        writer.add(point, whole ? 1.0 : eased(std::clamp(toTip / taper, 0.0, 1.0)));
    }
    writer.end(line.closed);
}

} // namespace dqm
