#include "core/packets/kinds/FormulaPacket.h"

#include "core/formulas/Formula.h"
#include "core/formulas/FormulaParameters.h"
#include "core/grid/FourierTransform.h"
#include "core/values/ExperimentError.h"

#include <cmath>

namespace dqm {

namespace {

using Complex = std::complex<double>;

ComplexField formulaAt(const FormulaPacket& packet, const Eigen::ArrayXd& x,
    const Eigen::ArrayXd& y, const PhysicalConstants& constants)
{
    const auto names = formulaConstants(constants, packet.parameters);
    RealField re;
    RealField im;
    Formula(packet.real, names).sample(x, y, 0.0, re);
    Formula(packet.imaginary, names).sample(x, y, 0.0, im);
    ComplexField psi(y.size(), x.size());
    psi.real() = re;
    psi.imag() = im;
    return psi;
}

/// What a grid between walls, or one of a torus, makes of values at its points, at the same points
/// moved by shares of the spacing.
ComplexField interpolated(ComplexField psi, const Grid& grid, Vec2 offset)
{
    const FourierTransform transform(grid);
    transform.forward(psi);
    const auto turn = [](const Eigen::ArrayXd& k, double by) {
        return Eigen::ArrayXcd((Complex(0.0, by) * k.cast<Complex>()).exp());
    };
    const Eigen::ArrayXcd alongX
        = turn(grid.wavenumbersX(), offset.x()) * transform.normalisation();
    const Eigen::ArrayXcd alongY = turn(grid.wavenumbersY(), offset.y());
    for (int j = 0; j < grid.ny; ++j)
        psi.row(j) *= alongY[j] * alongX.transpose();
    transform.inverse(psi);
    return psi;
}

/// Between walls psi goes on as an odd function: on a torus of twice the size.
ComplexField oddly(const ComplexField& psi)
{
    const Eigen::Index nx = psi.cols();
    const Eigen::Index ny = psi.rows();
    ComplexField all = ComplexField::Zero(2 * (ny + 1), 2 * (nx + 1));
    all.block(1, 1, ny, nx) = psi;
    all.block(1, nx + 2, ny, nx) = -psi.rowwise().reverse();
    all.block(ny + 2, 1, ny, nx) = -psi.colwise().reverse();
    all.block(ny + 2, nx + 2, ny, nx) = psi.reverse();
    return all;
}

} // namespace

ComplexField lay(const FormulaPacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    return formulaAt(packet, grid.xs(), grid.ys(), constants);
}

void check(const FormulaPacket& packet, const PacketSetting& setting, const Key& key)
{
    checkFormulaParameters(packet.parameters, key("parameters").path());
    const auto constants = formulaConstants(setting.constants, packet.parameters);
    for (const auto& [name, expression] :
        {std::pair{"real", packet.real}, std::pair{"imaginary", packet.imaginary}}) {
        try {
            Formula(expression, constants);
        } catch (const std::invalid_argument& error) {
            throw ExperimentError(key(name).path(), error.what());
        }
    }
}

WaveNumbers waveNumbers(const FormulaPacket& /*any*/, const PhysicalConstants& /*any*/)
{
    return {0.0, 1.0};
}

double packetStray(
    const FormulaPacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    // No simple share of the spacing, at which waves of some number would look right.
    const Vec2 offset = 0.381966 * Vec2(grid.dx(), grid.dy());
    const ComplexField here = formulaAt(packet, grid.xs(), grid.ys(), constants);
    const ComplexField there
        = formulaAt(packet, grid.xs() + offset.x(), grid.ys() + offset.y(), constants);
    ComplexField expected;
    if (grid.isTorus()) {
        expected = interpolated(here, grid, offset);
    } else {
        Grid twice = grid;
        twice.nx = 2 * (grid.nx + 1);
        twice.ny = 2 * (grid.ny + 1);
        twice.size = 2.0 * grid.size;
        twice.boundary = BoundaryKind::Periodic;
        expected = interpolated(oddly(here), twice, offset).block(1, 1, grid.ny, grid.nx);
    }
    const double norm = here.abs2().sum();
    return norm > 0.0 ? std::sqrt((there - expected).abs2().sum() / norm) : 0.0;
}

void refuseUnfit(const FormulaPacket& packet, const PacketSetting& setting, const Key& key)
{
    const Grid& grid = setting.grid;
    constexpr double mostStray = 0.5;
    const double stray = packetStray(packet, grid, setting.constants);
    if (stray > mostStray)
        key.refuse("a formula that between the points of the grid differs by "
                + numberText(std::round(100.0 * stray)) + " % from what the grid makes of it",
            "wave numbers below " + numberText(grid.wavenumbersX().abs().maxCoeff())
                + " along x and " + numberText(grid.wavenumbersY().abs().maxCoeff())
                + " along y, or more points");
}

void warnOf(const FormulaPacket& packet, const PacketSetting& setting, const Key& key,
    std::vector<RunWarning>& list)
{
    constexpr double strayAllowed = 1e-3;
    const double stray = packetStray(packet, setting.grid, setting.constants);
    if (stray > strayAllowed)
        list.push_back({key.path(),
            "between the points of the grid the formula differs by " + percentText(stray)
                + " from what the grid makes of it: it is too fast, too sharp or cut by the "
                  "edge. More points, or a wider grid.",
            true, stray});
}

} // namespace dqm
