#include "core/packets/WavePacket.h"

#include "core/experiment/Key.h"
#include "core/experiment/Units.h"
#include "core/formulas/Formula.h"
#include "core/grid/FourierTransform.h"
#include "core/packets/Resampling.h"
#include "core/setup/Checks.h"

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

using Complex = std::complex<double>;

/// One axis of the grid; a packet of some reach is summed over images -count .. count.
struct Line
{
    Eigen::ArrayXd q;
    double lower;
    double length;
    bool torus;

    int images(double reach) const { return torus ? static_cast<int>(reach / length) + 1 : 0; }
};

std::array<Line, 2> lines(const Grid& grid)
{
    return {Line{grid.xs(), grid.lower().x(), grid.size.x(), grid.isTorus()},
        Line{grid.ys(), grid.lower().y(), grid.size.y(), grid.isTorus()}};
}

/// f along one axis, summed over the images of a torus.
template <class F>
Eigen::ArrayXcd overImages(const Line& line, double reach, const F& f)
{
    const int images = line.images(reach);
    Eigen::ArrayXcd sum = Eigen::ArrayXcd::Zero(line.q.size());
    for (int k = -images; k <= images; ++k) {
        for (Eigen::Index i = 0; i < line.q.size(); ++i)
            sum[i] += Complex(f(line.q[i] + k * line.length));
    }
    return sum;
}

ComplexField product(const Eigen::ArrayXcd& X, const Eigen::ArrayXcd& Y)
{
    return (Y.matrix() * X.matrix().transpose()).array();
}

/// Beyond this many standard deviations a Gaussian amplitude is below round-off.
constexpr double gaussianReach = 13.0;

/// exp(-d^2/4 sigma^2) e^{i (m v d - m beta d^2/2)/hbar}, d = q - center.
struct Gaussian
{
    double center;
    double sigma;
    double waveNumber;
    double chirp; ///< m beta / 2 hbar

    Complex operator()(double q) const
    {
        const double d = q - center;
        return std::polar(std::exp(-d * d / (4.0 * sigma * sigma)), waveNumber * d - chirp * d * d);
    }
};

ComplexField lay(const GaussianPacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    const auto axes = lines(grid);
    std::array<Eigen::ArrayXcd, 2> factors;
    for (const int a : {0, 1}) {
        const Gaussian gaussian{packet.center[a], packet.sigma[a],
            constants.mass * packet.velocity[a] / constants.hbar,
            constants.mass * packet.chirp / (2.0 * constants.hbar)};
        const auto i = static_cast<std::size_t>(a);
        factors[i] = overImages(axes[i], gaussianReach * packet.sigma[a], gaussian);
    }
    return product(factors[0], factors[1]);
}

/// ((x-x0) + i sign(n) (y-y0))^|n| does not factor into x and y, so images are summed in the plane.
void addVortexImage(ComplexField& psi, const VortexPacket& packet, const Eigen::ArrayXd& x,
    const Eigen::ArrayXd& y, const PhysicalConstants& constants)
{
    const auto along = [&](const Eigen::ArrayXd& q, int a) {
        const Gaussian gaussian{packet.center[a], packet.sigma,
            constants.mass * packet.velocity[a] / constants.hbar, 0.0};
        return Eigen::ArrayXcd(q.unaryExpr([&](double value) { return gaussian(value); }));
    };
    const Eigen::ArrayXcd X = along(x, 0);
    const Eigen::ArrayXcd Y = along(y, 1);
    if (X.abs().maxCoeff() * Y.abs().maxCoeff() < 1e-18)
        return;
    const double turn = packet.charge < 0 ? -1.0 : 1.0;
    for (Eigen::Index j = 0; j < y.size(); ++j) {
        for (Eigen::Index i = 0; i < x.size(); ++i) {
            const Complex z(x[i] - packet.center.x(), turn * (y[j] - packet.center.y()));
            Complex power = 1.0;
            for (int n = std::abs(packet.charge); n > 0; --n)
                power *= z / packet.sigma;
            psi(j, i) += power * X[i] * Y[j];
        }
    }
}

ComplexField lay(const VortexPacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    const auto [alongX, alongY] = lines(grid);
    const double reach = packet.sigma * (gaussianReach + std::sqrt(2.0 * std::abs(packet.charge)));
    ComplexField psi = ComplexField::Zero(grid.ny, grid.nx);
    const int kx = alongX.images(reach);
    const int ky = alongY.images(reach);
    for (int l = -ky; l <= ky; ++l) {
        for (int k = -kx; k <= kx; ++k) {
            addVortexImage(
                psi, packet, alongX.q + k * alongX.length, alongY.q + l * alongY.length, constants);
        }
    }
    return psi;
}

/// The Hermite function of order n at xi, by its stable recurrence.
double hermiteFunction(int n, double xi)
{
    double previous = 0.0;
    double current = std::exp(-0.5 * xi * xi);
    for (int k = 0; k < n; ++k) {
        const double next = std::sqrt(2.0 / (k + 1)) * xi * current
            - std::sqrt(static_cast<double>(k) / (k + 1)) * previous;
        previous = current;
        current = next;
    }
    return current;
}

ComplexField lay(
    const EigenstatePacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    const auto axes = lines(grid);
    std::array<Eigen::ArrayXcd, 2> factors;
    for (std::size_t a = 0; a < 2; ++a) {
        const Line& line = axes[a];
        const int n = packet.n[a];
        if (packet.of == EigenstatePacket::Of::Box) {
            const double k = std::numbers::pi * n / line.length;
            factors[a] = (k * (line.q - line.lower)).sin().cast<Complex>();
            continue;
        }
        const auto axis = static_cast<int>(a);
        const double length = std::sqrt(constants.hbar / (constants.mass * packet.omega[axis]));
        factors[a] = overImages(line, (std::sqrt(2.0 * n + 1.0) + 9.0) * length,
            [&](double q) { return hermiteFunction(n, (q - packet.center[axis]) / length); });
    }
    return product(factors[0], factors[1]);
}

Vec2 allowedWaveVector(const Grid& grid, Vec2 wanted)
{
    if (!grid.isTorus())
        return wanted;
    const Vec2 unit = 2.0 * std::numbers::pi * grid.size.cwiseInverse();
    return {
        unit.x() * std::round(wanted.x() / unit.x()), unit.y() * std::round(wanted.y() / unit.y())};
}

ComplexField lay(const PlanePacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    const Vec2 k = allowedWaveVector(grid, constants.mass / constants.hbar * packet.velocity);
    const auto wave = [](const Eigen::ArrayXd& q, double number) {
        return Eigen::ArrayXcd((Complex(0.0, number) * q.cast<Complex>()).exp());
    };
    return product(wave(grid.xs(), k.x()), wave(grid.ys(), k.y()));
}

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

ComplexField lay(const FormulaPacket& packet, const Grid& grid, const PhysicalConstants& constants)
{
    return formulaAt(packet, grid.xs(), grid.ys(), constants);
}

ComplexField lay(const FilePacket& packet, const Grid& grid, const PhysicalConstants& /*any*/)
{
    return resampled(packet.wave->psi, packet.wave->grid, grid);
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

/// Rows and columns are the same points, see validate(): exchanging the particles transposes.
void project(ComplexField& psi, Exchange exchange)
{
    if (exchange == Exchange::Symmetric)
        psi = (0.5 * (psi + psi.transpose())).eval();
    if (exchange == Exchange::Antisymmetric)
        psi = (0.5 * (psi - psi.transpose())).eval();
}

/// "256 x 256 points over 40 x 40 about (0, 0)".
std::string inWords(const Grid& grid)
{
    return numberText(grid.nx) + " x " + numberText(grid.ny) + " points over "
        + numberText(grid.size.x()) + " x " + numberText(grid.size.y()) + " about ("
        + numberText(grid.center.x()) + ", " + numberText(grid.center.y()) + ')';
}

/// A formula that is mostly something else on the grid, such as a wave that turns by more than half
/// a turn from point to point.
void refuseUnresolved(const FormulaPacket& packet, const Grid& grid,
    const PhysicalConstants& constants, const Key& key)
{
    constexpr double mostStray = 0.5;
    const double stray = packetStray(packet, grid, constants);
    if (stray > mostStray)
        key.refuse("a formula that between the points of the grid differs by "
                + numberText(std::round(100.0 * stray)) + " % from what the grid makes of it",
            "wave numbers below " + numberText(grid.wavenumbersX().abs().maxCoeff())
                + " along x and " + numberText(grid.wavenumbersY().abs().maxCoeff())
                + " along y, or more points");
}

double norm(const ComplexField& psi, const Grid& grid)
{
    return psi.abs2().sum() * grid.cellArea();
}

void refuseUnfit(const FilePacket& packet, const Grid& grid, const Key& key)
{
    constexpr double leastHeld = 0.5;
    const double held = heldShare(packet, grid);
    if (held < leastHeld)
        key("file").refuse("a wave function of which this grid holds "
                + numberText(std::round(100.0 * held)) + " %",
            "a grid about as wide and fine as the one it was saved on, "
                + inWords(packet.wave->grid));
}

} // namespace

ComplexField prepareWave(const Experiment& experiment)
{
    checkPackets(experiment);
    const Grid& grid = experiment.grid;
    const PhysicalConstants constants = physicalConstants(experiment);
    const Key packets("packets");
    ComplexField psi = ComplexField::Zero(grid.ny, grid.nx);
    double weights = 0.0;
    for (std::size_t i = 0; i < experiment.packets.size(); ++i) {
        const auto add = [&](const auto& packet) {
            const ComplexField own = lay(packet, grid, constants);
            const double ownNorm = norm(own, grid);
            if (!std::isfinite(ownNorm) || ownNorm <= 0.0)
                packets[i].refuse("a packet whose norm on the grid is " + numberText(ownNorm),
                    "a finite wave function that does not vanish");
            if constexpr (std::is_same_v<std::decay_t<decltype(packet)>, FormulaPacket>)
                refuseUnresolved(packet, grid, constants, packets[i]);
            if constexpr (std::is_same_v<std::decay_t<decltype(packet)>, FilePacket>)
                refuseUnfit(packet, grid, packets[i]);
            psi += std::polar(1.0, packet.phase) * (packet.weight / std::sqrt(ownNorm)) * own;
            weights += packet.weight * packet.weight;
        };
        std::visit(add, experiment.packets[i]);
    }
    const double total = norm(psi, grid);
    if (!(total > 1e-20 * weights))
        packets.refuse("packets that cancel each other", "a sum that does not vanish");
    project(psi, experiment.exchange);
    const double left = norm(psi, grid);
    if (!(left > 1e-20 * total))
        Key("exchange")
            .refuse(
                experiment.exchange == Exchange::Symmetric ? "\"symmetric\"" : "\"antisymmetric\"",
                "packets of which it leaves something: theirs is the other symmetry");
    psi /= std::sqrt(left);
    return psi;
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

double heldShare(const FilePacket& packet, const Grid& grid)
{
    return norm(resampled(packet.wave->psi, packet.wave->grid, grid), grid)
        / norm(packet.wave->psi, packet.wave->grid);
}

Vec2 allowedPlaneVelocity(const Experiment& experiment, Vec2 velocity)
{
    const PhysicalConstants constants = physicalConstants(experiment);
    return constants.hbar / constants.mass
        * allowedWaveVector(experiment.grid, constants.mass / constants.hbar * velocity);
}

} // namespace dqm
