#include "core/dissipation/kramers/CloudDeposit.h"

#include "core/grid/Parallel.h"

#include <cmath>
#include <vector>

namespace dqm {

namespace {

constexpr int parts = 4;

int wrapped(int i, int n) { return i < 0 ? i + n : (i >= n ? i - n : i); }

/// The cardinal B-spline at t, t + 1, ..., from the recursion over its order; the last point first.
template <int points>
std::array<double, points> splineWeights(double t)
{
    std::array<double, points> w{1.0 - t, t};
    for (size_t order = 3; order <= points; ++order) {
        const double scale = 1.0 / static_cast<double>(order - 1);
        w[order - 1] = scale * t * w[order - 2];
        for (size_t j = order - 2; j >= 1; --j)
            w[j] = scale
                * ((t + static_cast<double>(order - 1 - j)) * w[j - 1]
                    + (static_cast<double>(j + 1) - t) * w[j]);
        w[0] *= scale * (1.0 - t);
    }
    return w;
}

/// One field convolved along one axis. @param odd  changes its sign beyond a wall.
void smoothAlong(RealField& field, bool alongX, bool torus, bool odd)
{
    constexpr std::array<double, 5> kernel{1.0 / 16, 4.0 / 16, 6.0 / 16, 4.0 / 16, 1.0 / 16};
    const int n = static_cast<int>(alongX ? field.cols() : field.rows());
    const RealField before = field;
    field.setZero();
    for (int i = 0; i < n; ++i) {
        for (int k = -2; k <= 2; ++k) {
            const bool isBeyond = i + k < 0 || i + k >= n;
            const int mirror = i + k < 0 ? -(i + k) : (i + k >= n ? 2 * (n - 1) - i - k : i + k);
            const int from = torus ? wrapped(i + k, n) : mirror;
            const double weight
                = kernel[static_cast<size_t>(k + 2)] * (!torus && odd && isBeyond ? -1.0 : 1.0);
            if (alongX)
                field.col(i) += weight * before.col(from);
            else
                field.row(i) += weight * before.row(from);
        }
    }
}

} // namespace

template <int points>
CloudDeposit<points>::CloudDeposit(const DensityLayout& layout)
    : m_layout(&layout)
    , m_x(rulerX(layout))
    , m_y(rulerY(layout))
    , m_mass(layout.zero())
    , m_momentumX(layout.zero())
    , m_momentumY(layout.zero())
{
}

template <int points>
typename CloudDeposit<points>::Place CloudDeposit<points>::place(
    double coordinate, const AxisRuler& ruler) const
{
    const double u = ruler.place(coordinate) + 0.5 * points;
    const int last = static_cast<int>(u);
    Place result{{}, splineWeights<points>(u - last), {}};
    for (size_t a = 0; a < points; ++a) {
        const int i = last + 1 - points + static_cast<int>(a);
        result.index[a] = ruler.point(i);
        result.sign[a] = !m_layout->isTorus() && ruler.isBeyond(i) ? -1.0 : 1.0;
    }
    return result;
}

template <int points>
void CloudDeposit<points>::add(double x, double y, double mass, Vec2 momentum)
{
    const Place px = place(x, m_x);
    const Place py = place(y, m_y);
    for (size_t b = 0; b < points; ++b) {
        const Eigen::Index row = py.index[b] * m_mass.cols();
        for (size_t a = 0; a < points; ++a) {
            const double weight = px.weight[a] * py.weight[b];
            m_mass.data()[row + px.index[a]] += weight * mass;
            m_momentumX.data()[row + px.index[a]] += weight * px.sign[a] * momentum.x();
            m_momentumY.data()[row + px.index[a]] += weight * py.sign[b] * momentum.y();
        }
    }
}

template <int points>
void CloudDeposit<points>::add(const CloudDeposit& other)
{
    m_mass += other.m_mass;
    m_momentumX += other.m_momentumX;
    m_momentumY += other.m_momentumY;
}

template <int points>
DensityFlow CloudDeposit<points>::flow() const
{
    const RealField perArea
        = (m_layout->cellY.matrix() * m_layout->cellX.matrix().transpose()).array().inverse();
    DensityFlow result{m_mass * perArea, {m_momentumX * perArea, m_momentumY * perArea}};
    if (!m_layout->isTorus()) {
        // On a wall a cloud and its image meet with opposite velocities.
        result.current.x.col(0) = result.current.x.col(m_layout->nx - 1) = 0.0;
        result.current.y.row(0) = result.current.y.row(m_layout->ny - 1) = 0.0;
    }
    return result;
}

template <int points>
DensityFlow depositInParts(const DensityLayout& layout, int count, int threads,
    const std::function<void(int, int, CloudDeposit<points>&)>& lay)
{
    std::vector<CloudDeposit<points>> deposits(parts, CloudDeposit<points>(layout));
    const auto start = [count](int part) {
        return static_cast<int>(static_cast<long long>(count) * part / parts);
    };
    parallelFor(parts, threads, [&](int begin, int end) {
        for (int part = begin; part < end; ++part)
            lay(start(part), start(part + 1), deposits[static_cast<size_t>(part)]);
    });
    for (size_t part = 1; part < deposits.size(); ++part)
        deposits[0].add(deposits[part]);
    return deposits[0].flow();
}

template class CloudDeposit<3>;
template class CloudDeposit<6>;
template DensityFlow depositInParts<3>(
    const DensityLayout&, int, int, const std::function<void(int, int, CloudDeposit<3>&)>&);
template DensityFlow depositInParts<6>(
    const DensityLayout&, int, int, const std::function<void(int, int, CloudDeposit<6>&)>&);

void smooth(DensityFlow& flow, const DensityLayout& layout)
{
    const bool torus = layout.isTorus();
    for (RealField* field : {&flow.rho, &flow.current.x, &flow.current.y}) {
        smoothAlong(*field, true, torus, field == &flow.current.x);
        smoothAlong(*field, false, torus, field == &flow.current.y);
    }
}

} // namespace dqm
