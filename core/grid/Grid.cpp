#include "core/grid/Grid.h"

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

double spacing(double size, int n, bool torus) { return torus ? size / n : size / (n + 1); }

Eigen::ArrayXd wavenumbers(int n, double size, bool torus)
{
    Eigen::ArrayXd k(n);
    for (int i = 0; i < n; ++i) {
        const int mode = torus ? (2 * i < n ? i : i - n) : i + 1;
        k[i] = (torus ? 2.0 : 1.0) * std::numbers::pi * mode / size;
    }
    return k;
}

} // namespace

double Grid::dx() const { return spacing(size.x(), nx, isTorus()); }

double Grid::dy() const { return spacing(size.y(), ny, isTorus()); }

double Grid::x(int i) const { return lower().x() + (isTorus() ? i : i + 1) * dx(); }

double Grid::y(int j) const { return lower().y() + (isTorus() ? j : j + 1) * dy(); }

Eigen::ArrayXd Grid::xs() const
{
    return Eigen::ArrayXd::NullaryExpr(
        nx, [this](Eigen::Index i) { return x(static_cast<int>(i)); });
}

Eigen::ArrayXd Grid::ys() const
{
    return Eigen::ArrayXd::NullaryExpr(
        ny, [this](Eigen::Index j) { return y(static_cast<int>(j)); });
}

Vec2 Grid::shortest(Vec2 difference) const
{
    if (!isTorus())
        return difference;
    return {difference.x() - size.x() * std::round(difference.x() / size.x()),
        difference.y() - size.y() * std::round(difference.y() / size.y())};
}

Grid Grid::movedBy(Vec2 offset) const
{
    Grid moved = *this;
    moved.center += offset;
    return moved;
}

Eigen::ArrayXd Grid::wavenumbersX() const { return wavenumbers(nx, size.x(), isTorus()); }

Eigen::ArrayXd Grid::wavenumbersY() const { return wavenumbers(ny, size.y(), isTorus()); }

} // namespace dqm
