#include "widgets/scene/model/SceneCamera.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numbers>
#include <vector>

namespace dqm {

namespace {

using Vec3 = SceneCamera::Vec3;

constexpr double degree = std::numbers::pi / 180.0;

/// The part of the pane, in -1 .. 1 with y up, that the floor may fill; the rest is for labels.
struct Window
{
    double left;
    double right;
    double bottom;
    double top;
    double width() const { return right - left; }
    double height() const { return top - bottom; }
};

Window windowOf(const PaneRoom& room, bool flat)
{
    const double w = std::max(room.size.width(), 1.0);
    const double h = std::max(room.size.height(), 1.0);
    const QMarginsF m = !room.isBare
        ? room.margins
        : QMarginsF(std::clamp(flat ? 72.0 : 40.0, 0.06 * w, 0.2 * w),
            std::clamp(48.0, 0.08 * h, 0.14 * h), std::clamp(24.0, 0.06 * w, 0.2 * w),
            std::clamp(flat ? 56.0 : 44.0, 0.08 * h, 0.2 * h));
    return {-1.0 + 2.0 * m.left() / w, 1.0 - 2.0 * m.right() / w, -1.0 + 2.0 * m.bottom() / h,
        1.0 - 2.0 * m.top() / h};
}

/// How far a line from a centre to a point may be followed before it enters a rectangle, 0 .. 1.
double shareOutside(const QRectF& rectangle, QPointF center, QPointF point)
{
    const QPointF way = point - center;
    double enters = 0.0;
    double leaves = 1.0;
    const auto cut = [&](double step, double from, double low, double high) {
        if (std::abs(step) < 1e-9) {
            if (from < low || from > high)
                enters = 2.0;
            return;
        }
        const double a = (low - from) / step;
        const double b = (high - from) / step;
        enters = std::max(enters, std::min(a, b));
        leaves = std::min(leaves, std::max(a, b));
    };
    cut(way.x(), center.x(), rectangle.left(), rectangle.right());
    cut(way.y(), center.y(), rectangle.top(), rectangle.bottom());
    return enters > leaves ? 1.0 : enters;
}

/// The share of their size at which points about a centre keep clear of all that is taken.
double shareThatFits(const PaneRoom& room, const std::vector<QPointF>& points, QPointF center)
{
    double share = 1.0;
    for (const QPointF& point : points) {
        // Labels stand below and beside the lower half.
        const double reach
            = point.y() > center.y() - 0.1 * room.size.height() ? room.labelReach : 4.0;
        for (const QRectF& block : room.taken)
            share = std::min(
                share, shareOutside(block.adjusted(-reach, -reach, reach, reach), center, point));
    }
    constexpr double least = 0.25; // a pane too small for its words shows something all the same
    return std::max(share, least);
}

/// Of the part that the plane may fill.
QPointF centerOf(const PaneRoom& room)
{
    return QRectF(QPointF(0.0, 0.0), room.size).marginsRemoved(room.margins).center();
}

double tanHalfAngle() { return std::tan(0.5 * SceneCamera::viewAngle * degree); }

/// What has to fit, the same for every azimuth: the floor's circumscribed circle, and a peak
/// anywhere but in its outermost corners.
std::vector<Vec3> outline(const SceneGeometry& geometry)
{
    std::vector<Vec3> points;
    const double radius = geometry.halfSides.norm();
    for (int k = 0; k < 32; ++k) {
        const double angle = 2.0 * std::numbers::pi * k / 32.0;
        const Vec3 outward(std::cos(angle), std::sin(angle), 0.0);
        points.emplace_back(radius * outward);
        points.emplace_back(0.7 * radius * outward + geometry.peakHeight * Vec3::UnitZ());
    }
    return points;
}

/// How far a point of the floor is from the outside of the box of the surface, along a line upward.
double distanceOut(const Vec3& start, const Vec3& direction, const SceneGeometry& geometry)
{
    constexpr double roomAboveAPeak = 1.2;
    constexpr double least = 0.05; // beside the floor there is nothing to stay out of
    constexpr double roomBeside = 1.02;
    const double halfX = roomBeside * geometry.halfSides.x();
    const double halfY = roomBeside * geometry.halfSides.y();
    const Vec3 low(-halfX, -halfY, 0.0);
    const Vec3 high(halfX, halfY, roomAboveAPeak * geometry.peakHeight);
    double in = 0.0;
    double out = std::numeric_limits<double>::infinity();
    for (Eigen::Index axis = 0; axis < 3; ++axis) {
        if (std::abs(direction[axis]) < 1e-12) {
            if (start[axis] < low[axis] || start[axis] > high[axis])
                return least;
            continue;
        }
        const double toLow = (low[axis] - start[axis]) / direction[axis];
        const double toHigh = (high[axis] - start[axis]) / direction[axis];
        in = std::max(in, std::min(toLow, toHigh));
        out = std::min(out, std::max(toLow, toHigh));
    }
    return in < out ? std::max(out, least) : least;
}

} // namespace

SceneCamera::SceneCamera(
    const CameraState& state, const SceneGeometry& geometry, const PaneRoom& room)
    : m_pane(std::max(room.size.width(), 1.0), std::max(room.size.height(), 1.0))
    , m_parallel(state.flat)
{
    if (m_parallel)
        lieFlat(state, geometry, room);
    else
        standUpright(state, geometry, room);
    setClipping(geometry);
}

void SceneCamera::standUpright(
    const CameraState& state, const SceneGeometry& geometry, const PaneRoom& room)
{
    const double azimuth = state.azimuth * degree;
    const double elevation = std::clamp(state.elevation, 2.0, 90.0) * degree;
    const double c = std::cos(elevation);
    m_forward
        = -Vec3(c * std::sin(azimuth), -c * std::cos(azimuth), std::sin(elevation)).normalized();
    m_right = Vec3(std::cos(azimuth), std::sin(azimuth), 0.0);
    m_up = m_right.cross(m_forward).normalized();

    const Window window = windowOf(room, false);
    const double aspect = m_pane.width() / m_pane.height();
    const std::vector<Vec3> points = outline(geometry);
    const double tangent = tanHalfAngle();
    double distance = 2.0 * geometry.halfSides.norm() / tangent;
    m_focal = Vec3::Zero();
    // A few rounds of measure and correct; each shrinks the error by far more than half.
    for (int round = 0; round < 16; ++round) {
        m_position = m_focal - distance * m_forward;
        Eigen::Array2d low(1e9, 1e9);
        Eigen::Array2d high(-1e9, -1e9);
        for (const Vec3& point : points) {
            const Eigen::Array2d p = normalised(point).array();
            low = low.min(p);
            high = high.max(p);
        }
        const Eigen::Array2d extent = high - low;
        const double excess = std::max(extent.x() / window.width(), extent.y() / window.height());
        const Eigen::Array2d middle = 0.5 * (low + high);
        const double offX = middle.x() - 0.5 * (window.left + window.right);
        const double offY = middle.y() - 0.5 * (window.bottom + window.top);
        m_focal += distance * tangent * (offX * aspect * m_right + offY * m_up);
        distance *= excess;
    }
    if (!room.taken.empty()) {
        // Twice: what is farther away is not smaller by exactly that share.
        for (int round = 0; round < 2; ++round) {
            m_position = m_focal - distance * m_forward;
            std::vector<QPointF> onPane;
            std::transform(points.begin(), points.end(), std::back_inserter(onPane),
                [this](const Vec3& point) { return project(point); });
            distance /= shareThatFits(room, onPane, centerOf(room));
        }
    }
    // Turn and zoom about the floor's point in the middle of the pane.
    const double descent = -m_focal.z() / m_forward.z();
    m_focal += descent * m_forward;
    distance += descent;
    m_focal += Vec3(state.panX * geometry.halfSides.x(), state.panY * geometry.halfSides.y(), 0.0);
    m_innermostZoom = distance / distanceOut(m_focal, -m_forward, geometry);
    m_position = m_focal - distance / std::clamp(state.zoom, 1e-3, m_innermostZoom) * m_forward;
}

void SceneCamera::lieFlat(
    const CameraState& state, const SceneGeometry& geometry, const PaneRoom& room)
{
    m_right = Vec3::UnitX();
    m_up = Vec3::UnitY();
    m_forward = -Vec3::UnitZ();
    const Window window = windowOf(room, true);
    const double aspect = m_pane.width() / m_pane.height();
    m_parallelScale = std::max(2.0 * geometry.halfSides.x() / (window.width() * aspect),
                          2.0 * geometry.halfSides.y() / window.height())
        / std::max(state.zoom, 1e-3);
    m_focal = Vec3(state.panX * geometry.halfSides.x(), state.panY * geometry.halfSides.y(), 0.0)
        - m_parallelScale
            * (0.5 * (window.left + window.right) * aspect * m_right
                + 0.5 * (window.bottom + window.top) * m_up);
    m_position = m_focal - 10.0 * m_forward;
}

void SceneCamera::setClipping(const SceneGeometry& geometry)
{
    // Towers up to a whole side stay visible when the height scale is held.
    const double top = 4.0 * geometry.peakHeight;
    double nearest = 1e9;
    double farthest = 0.0;
    for (const double sx : {-1.0, 1.0})
        for (const double sy : {-1.0, 1.0})
            for (const double z : {-0.1, top}) {
                const Vec3 corner(sx * geometry.halfSides.x(), sy * geometry.halfSides.y(), z);
                const double depth = (corner - m_position).dot(m_forward);
                nearest = std::min(nearest, depth);
                farthest = std::max(farthest, depth);
            }
    m_far = std::max(farthest * 1.02, 0.1);
    m_near = std::max(nearest * 0.98, 0.01 * m_far);
}

Eigen::Vector2d SceneCamera::normalised(const Vec3& point) const
{
    const Vec3 offset = point - m_position;
    const double depth = std::max(offset.dot(m_forward), 1e-6);
    const double half = m_parallel ? m_parallelScale : depth * tanHalfAngle();
    const double aspect = m_pane.width() / m_pane.height();
    return {offset.dot(m_right) / (half * aspect), offset.dot(m_up) / half};
}

QPointF SceneCamera::project(const Vec3& point) const
{
    const Eigen::Vector2d p = normalised(point);
    return {0.5 * (1.0 + p.x()) * m_pane.width(), 0.5 * (1.0 - p.y()) * m_pane.height()};
}

std::optional<Vec2> SceneCamera::floorPoint(QPointF pixel) const
{
    const double aspect = m_pane.width() / m_pane.height();
    const double x = (2.0 * pixel.x() / m_pane.width() - 1.0) * aspect;
    const double y = 1.0 - 2.0 * pixel.y() / m_pane.height();
    const double half = m_parallel ? m_parallelScale : tanHalfAngle();
    const Vec3 across = half * (x * m_right + y * m_up);
    const Vec3 start = m_parallel ? Vec3(m_position + across) : m_position;
    const Vec3 direction = m_parallel ? m_forward : Vec3(m_forward + across);
    if (direction.z() > -1e-6)
        return std::nullopt;
    const Vec3 hit = start - start.z() / direction.z() * direction;
    return Vec2(hit.x(), hit.y());
}

} // namespace dqm
