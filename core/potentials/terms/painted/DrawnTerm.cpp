#include "core/potentials/terms/painted/DrawnTerm.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace dqm {

namespace {

constexpr double nowhere = std::numeric_limits<double>::infinity();

/// How far a place is from a line, and whence.
struct Distance
{
    double nearness = nowhere; ///< square of the distance, by which the nearest piece is found
    double square = nowhere; ///< likewise, but across the line alone where a flat end cuts
    Vec2 away{0.0, 0.0}; ///< from the nearest place of the line
    double beyond = -nowhere; ///< the end of a flat line, along it
    Vec2 ahead{0.0, 0.0}; ///< out of that end
};

/// A piece of a line.
struct Piece
{
    Vec2 from;
    Vec2 along; ///< unit
    double length;
    bool isFirst;
    bool isLast;

    Vec2 end() const { return from + length * along; }

    Distance to(Vec2 place, StrokeEnds ends) const
    {
        const Vec2 r = place - from;
        const double t = r.dot(along);
        Distance result;
        const bool isPast = (isFirst && t < 0.0) || (isLast && t > length);
        const bool isCut = ends == StrokeEnds::Flat && isPast;
        const Vec2 toPiece = r - std::clamp(t, 0.0, length) * along;
        result.nearness = toPiece.squaredNorm();
        result.away = isCut ? Vec2(r - t * along) : toPiece;
        result.square = result.away.squaredNorm();
        if (ends == StrokeEnds::Flat && (isFirst || isLast)) {
            const bool isAtStart = isFirst && (!isLast || t < 0.5 * length);
            result.beyond = isAtStart ? -t : t - length;
            result.ahead = isAtStart ? Vec2(-along) : along;
        }
        return result;
    }
};

/// A part of the plane.
struct Box
{
    Vec2 low{nowhere, nowhere};
    Vec2 high{-nowhere, -nowhere};

    void take(Vec2 place, double reach)
    {
        low = low.cwiseMin(Vec2(place.array() - reach));
        high = high.cwiseMax(Vec2(place.array() + reach));
    }
    bool meets(const Box& other) const
    {
        return (low.array() <= other.high.array()).all()
            && (other.low.array() <= high.array()).all();
    }
};

/// Those pieces of a stroke that are felt in a part of the plane.
std::vector<Piece> piecesOf(const Stroke& stroke, const Box& part, double reach)
{
    const std::vector<Vec2>& points = stroke.points;
    std::size_t last = points.size() - 1;
    while (last > 0 && points[last] == points[last - 1])
        --last;
    if (last == 0)
        return {{points.front(), Vec2(1.0, 0.0), 0.0, true, true}};
    std::vector<Piece> pieces;
    bool isFirst = true;
    for (std::size_t i = 1; i <= last; ++i) {
        if (points[i] == points[i - 1])
            continue;
        Box felt;
        felt.take(points[i - 1], reach);
        felt.take(points[i], reach);
        if (felt.meets(part)) {
            const Vec2 way = points[i] - points[i - 1];
            const double length = way.norm();
            pieces.push_back({points[i - 1], way / length, length, isFirst, i == last});
        }
        isFirst = false;
    }
    return pieces;
}

/// The part of a place that a stroke covers, and the gradient of that.
struct Cover
{
    double part = 0.0;
    Vec2 slope{0.0, 0.0};
};

Cover coverAt(const Distance& distance, const Stroke& stroke)
{
    const double R = 0.5 * stroke.width;
    const double s = stroke.softness;
    if (s <= 0.0)
        return {distance.square < R * R && distance.beyond < 0.0 ? 1.0 : 0.0};
    const double side = std::tanh((distance.square - R * R) / (2.0 * R * s));
    const double end = distance.beyond > -nowhere ? std::tanh(distance.beyond / s) : -1.0;
    const double a = 0.5 * (1.0 - side);
    const double b = 0.5 * (1.0 - end);
    const Vec2 da = -0.5 * (1.0 - side * side) / (R * s) * distance.away;
    const Vec2 db = -0.5 * (1.0 - end * end) / s * distance.ahead;
    return {a * b, da * b + a * db};
}

/// How far from its line a stroke is felt, to the last digit.
double reachOf(const Stroke& stroke)
{
    constexpr double flat = 19.0; // where tanh is 1 in double precision
    const double R = 0.5 * stroke.width;
    return std::sqrt(R * R + 2.0 * R * stroke.softness * flat);
}

/// Those numbers below `count` whose places lie between two; on a torus places need not ascend.
template <class PlaceOf>
void findBetween(double low, double high, std::size_t count, const PlaceOf& place,
    std::vector<Eigen::Index>& found)
{
    found.clear();
    for (std::size_t k = 0; k < count; ++k) {
        const double q = place(k);
        if (q >= low && q <= high)
            found.push_back(static_cast<Eigen::Index>(k));
    }
}

/// The points that a stroke may cover, each with the piece that is nearest. What is done for a
/// piece is done within its own reach: a long stroke costs as much as the plane that it covers.
class Nearest
{
public:
    Nearest(const Stroke& stroke, const TermPoints& points, double margin)
        : m_ends(stroke.shape)
    {
        const double reach = reachOf(stroke) + margin;
        Box all;
        for (const Vec2& point : stroke.points)
            all.take(point, reach);
        const auto along = [](const Eigen::ArrayXd& axis) {
            return [&axis](std::size_t k) { return axis[static_cast<Eigen::Index>(k)]; };
        };
        const auto sizeOf
            = [](const Eigen::ArrayXd& axis) { return static_cast<std::size_t>(axis.size()); };
        findBetween(all.low.x(), all.high.x(), sizeOf(points.x), along(points.x), columns);
        findBetween(all.low.y(), all.high.y(), sizeOf(points.y), along(points.y), rows);
        // Most single points that are asked for lie far away.
        if (columns.empty() || rows.empty())
            return;
        // Of a single point, as a path in V asks for, most pieces are far away.
        Box part = all;
        if (columns.size() == 1 && rows.size() == 1) {
            part = Box();
            part.take({points.x[columns.front()], points.y[rows.front()]}, 0.0);
        }
        m_pieces = piecesOf(stroke, part, reach);
        m_nearest = Eigen::ArrayXXi::Constant(
            static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns.size()), -1);
        RealField nearness = RealField::Constant(m_nearest.rows(), m_nearest.cols(), nowhere);
        for (std::size_t k = 0; k < m_pieces.size(); ++k) {
            Box box;
            box.take(m_pieces[k].from, reach);
            box.take(m_pieces[k].end(), reach);
            measure(static_cast<int>(k), box, points, nearness);
        }
    }

    std::vector<Eigen::Index> columns; ///< of the grid, that the stroke may touch
    std::vector<Eigen::Index> rows;

    /// The number of the nearest piece to the point at (rows[b], columns[a]); negative: far from
    /// all.
    int piece(std::size_t b, std::size_t a) const
    {
        return m_nearest(static_cast<Eigen::Index>(b), static_cast<Eigen::Index>(a));
    }

    Distance at(int piece, Vec2 place) const
    {
        return m_pieces[static_cast<std::size_t>(piece)].to(place, m_ends);
    }

    /// The pieces that may be the nearest within some reach of a place.
    std::vector<Piece> around(int nearest, Vec2 place, double reach) const
    {
        const double least = std::sqrt(at(nearest, place).nearness) + 2.0 * reach;
        std::vector<Piece> found;
        std::copy_if(m_pieces.begin(), m_pieces.end(), std::back_inserter(found),
            [&](const Piece& each) { return each.to(place, m_ends).nearness <= least * least; });
        return found;
    }

    Distance toAny(const std::vector<Piece>& pieces, Vec2 place) const
    {
        Distance best;
        for (const Piece& piece : pieces) {
            const Distance found = piece.to(place, m_ends);
            if (found.nearness < best.nearness)
                best = found;
        }
        return best;
    }

private:
    void measure(int number, const Box& box, const TermPoints& points, RealField& nearness)
    {
        const Piece& piece = m_pieces[static_cast<std::size_t>(number)];
        const auto xOf = [&](std::size_t i) { return points.x[columns[i]]; };
        const auto yOf = [&](std::size_t j) { return points.y[rows[j]]; };
        findBetween(box.low.x(), box.high.x(), columns.size(), xOf, m_across);
        findBetween(box.low.y(), box.high.y(), rows.size(), yOf, m_up);
        for (const Eigen::Index j : m_up) {
            const double y = points.y[rows[static_cast<std::size_t>(j)]];
            for (const Eigen::Index i : m_across) {
                const double x = points.x[columns[static_cast<std::size_t>(i)]];
                const double found = piece.to({x, y}, m_ends).nearness;
                if (found < nearness(j, i)) {
                    nearness(j, i) = found;
                    m_nearest(j, i) = number;
                }
            }
        }
    }

    std::vector<Piece> m_pieces;
    StrokeEnds m_ends;
    Eigen::ArrayXXi m_nearest;
    std::vector<Eigen::Index> m_across; ///< of the piece that is measured
    std::vector<Eigen::Index> m_up;
};

/// The part of the cell about a point that a sharp stroke covers.
double coveredPart(
    const Stroke& stroke, const Nearest& nearest, int piece, Vec2 centre, const Grid& grid)
{
    constexpr int places = 8;
    // Inside a cell the nearest may be another one than at its centre.
    const std::vector<Piece> pieces
        = nearest.around(piece, centre, 0.5 * std::hypot(grid.dx(), grid.dy()));
    int covered = 0;
    for (int b = 0; b < places; ++b) {
        for (int a = 0; a < places; ++a) {
            const Vec2 place = centre
                + Vec2(
                    grid.dx() * ((a + 0.5) / places - 0.5), grid.dy() * ((b + 0.5) / places - 0.5));
            covered += coverAt(nearest.toAny(pieces, place), stroke).part > 0.0 ? 1 : 0;
        }
    }
    return static_cast<double>(covered) / (places * places);
}

/// Whether the line of a sharp stroke's edge may pass through the cell about a point.
bool isAtEdge(const Stroke& stroke, const Distance& distance, double reach)
{
    const double d = std::sqrt(distance.square);
    return std::abs(d - 0.5 * stroke.width) <= reach || std::abs(distance.beyond) <= reach;
}

/// Paints a stroke over what was drawn before.
void paint(const Stroke& stroke, const TermPoints& points, RealField& V, VectorField* gradient)
{
    const Grid& grid = points.grid;
    const double half = 0.5 * std::hypot(grid.dx(), grid.dy());
    const Nearest nearest(stroke, points, half);
    for (std::size_t b = 0; b < nearest.rows.size(); ++b) {
        for (std::size_t a = 0; a < nearest.columns.size(); ++a) {
            const int piece = nearest.piece(b, a);
            if (piece < 0)
                continue;
            const Eigen::Index j = nearest.rows[b];
            const Eigen::Index i = nearest.columns[a];
            const Vec2 place(points.x[i], points.y[j]);
            const Distance distance = nearest.at(piece, place);
            Cover cover = coverAt(distance, stroke);
            if (stroke.softness <= 0.0 && isAtEdge(stroke, distance, half))
                cover.part = coveredPart(stroke, nearest, piece, place, grid);
            const double step = stroke.height - V(j, i);
            V(j, i) += cover.part * step;
            if (gradient != nullptr) {
                gradient->x(j, i) += -cover.part * gradient->x(j, i) + step * cover.slope.x();
                gradient->y(j, i) += -cover.part * gradient->y(j, i) + step * cover.slope.y();
            }
        }
    }
}

} // namespace

void addTerm(const DrawnTerm& term, const TermPoints& points, TermSums sums)
{
    RealField V = RealField::Zero(sums.V.rows(), sums.V.cols());
    VectorField gradient;
    if (sums.gradient != nullptr) {
        gradient.x = V;
        gradient.y = V;
    }
    for (const Stroke& stroke : term.strokes)
        paint(stroke, points, V, sums.gradient != nullptr ? &gradient : nullptr);
    sums.V += V;
    if (sums.gradient != nullptr) {
        sums.gradient->x += gradient.x;
        sums.gradient->y += gradient.y;
    }
}

void check(const DrawnTerm& term, const TermSetting& /*any*/, const Key& key)
{
    if (term.strokes.size() > DrawnTerm::mostStrokes)
        key("strokes").refuse(static_cast<double>(term.strokes.size()),
            "at most " + std::to_string(DrawnTerm::mostStrokes) + " of them");
    std::size_t points = 0;
    for (std::size_t i = 0; i < term.strokes.size(); ++i) {
        const Stroke& stroke = term.strokes[i];
        const Key at = key("strokes")[i];
        if (stroke.points.empty())
            at("points").refuse("none", "at least one place");
        points += stroke.points.size();
        if (points > DrawnTerm::mostPoints)
            at("points").refuse(
                "more than " + std::to_string(DrawnTerm::mostPoints) + " places in all strokes",
                "fewer");
        for (std::size_t k = 0; k < stroke.points.size(); ++k)
            at("points")[k].requireFinite(stroke.points[k], "a length");
        at("width").requirePositive(stroke.width, "a length");
        at("height").requireFinite(stroke.height, "an energy");
        at("softness").requireNotNegative(stroke.softness, "a length");
    }
}

bool isResolved(const DrawnTerm& term, const Grid& grid)
{
    return std::all_of(term.strokes.begin(), term.strokes.end(),
        [&grid](const Stroke& stroke) { return stroke.softness >= coarserSpacing(grid); });
}

} // namespace dqm
