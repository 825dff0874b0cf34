#include "core/equations/MotionRows.h"

#include "core/equations/Interleaved.h"
#include "core/grid/FourierTransform.h"
#include "core/observables/DensityMarginals.h"
#include "core/observables/ExchangePower.h"

#include <cmath>

namespace dqm {

namespace {

/// psi at x + shift and x - shift along one axis, behind walls by its odd continuation.
struct Shifted
{
    ComplexField ahead;
    ComplexField behind;
};

Shifted shifted(ComplexField waves, const Grid& grid, double shift, bool alongX, int threads)
{
    const FourierTransform transform(grid, threads);
    waves *= transform.normalisation();
    ComplexField odd = waves;
    const Eigen::ArrayXd k = alongX ? grid.wavenumbersX() : grid.wavenumbersY();
    if (grid.isTorus()) {
        for (Eigen::Index n = 0; n < k.size(); ++n) {
            // The last wave of an even grid stands for both directions: it has no slope.
            const bool isLast = 2 * n == k.size();
            const std::complex<double> turn
                = isLast ? std::cos(k[n] * shift) : std::polar(1.0, k[n] * shift);
            if (alongX) {
                waves.col(n) *= turn;
                odd.col(n) *= std::conj(turn);
            } else {
                waves.row(n) *= turn;
                odd.row(n) *= std::conj(turn);
            }
        }
        transform.inverse(waves);
        transform.inverse(odd);
        return {std::move(waves), std::move(odd)};
    }
    for (Eigen::Index n = 0; n < k.size(); ++n) {
        const double even = std::cos(k[n] * shift);
        const double slope = k[n] == 0.0 ? shift : std::sin(k[n] * shift) / k[n];
        if (alongX) {
            waves.col(n) *= even;
            odd.col(n) *= slope;
        } else {
            waves.row(n) *= even;
            odd.row(n) *= slope;
        }
    }
    transform.inverse(waves);
    transform.inverse(odd);
    const ComplexVectorField step = gradient(odd, grid, DerivativeMethod::Spectral, threads);
    const ComplexField& difference = alongX ? step.x : step.y;
    return {waves + difference, waves - difference};
}

Vec2 meanOf(const VectorField& field, const RealField& rho)
{
    return Vec2((field.x * rho).sum(), (field.y * rho).sum()) / rho.sum();
}

} // namespace

void addDriftRow(RowList& rows, const ThreeInstants& state, const Surroundings& around)
{
    const Grid& grid = around.gridInK;
    const ComplexField& psi = state.now.state.envelope;
    const RealField rho = psi.abs2();
    const double least = 1e-6 * rho.maxCoeff();
    ComplexField waves = psi;
    FourierTransform(grid, around.threads).forward(waves);
    double off = 0.0;
    double squares = 0.0;
    for (const bool alongX : {true, false}) {
        const double shift = 1e-5 * (alongX ? grid.dx() : grid.dy());
        const Shifted moved = shifted(waves, grid, shift, alongX, around.threads);
        const ComplexField& slope = alongX ? state.gradient.x : state.gradient.y;
        for (Eigen::Index n = 0; n < psi.size(); ++n) {
            if (rho.data()[n] <= least)
                continue;
            const double current = std::imag(std::conj(psi.data()[n]) * slope.data()[n]);
            const double v = current / rho.data()[n];
            const double angle
                = std::arg(moved.ahead.data()[n] * std::conj(moved.behind.data()[n]));
            off += rho.data()[n] * std::pow(angle / (2.0 * shift) - v, 2);
            squares += rho.data()[n] * v * v;
        }
    }
    // What stands still is measured by the momenta of the ensemble.
    const PhysicalConstants& c = around.constants;
    const double rest = 2.0 * c.mass * state.scale / (c.hbar * c.hbar) * rho.sum();
    rows.add("(6)", "grad S - m j/rho, rms, relative",
        std::sqrt(off / std::max(squares, 1e-3 * rest)), 1e-5);
}

namespace {

constexpr const char* powerWords = "dU_u/dt - integral rho v.grad Q, relative";
constexpr const char* placeWords = "Ehrenfest: m d<x>/dt - <p>, relative";
constexpr const char* spreadWords = "d sigma^2/dt - 2 <(x - <x>).v>, relative";
constexpr const char* forceWords = "Ehrenfest: d<p>/dt + <grad V>, relative";
constexpr const char* torqueWords = "d<L>/dt + <x d_y V - y d_x V>, relative";

/// U_u from R^2/rho, R = grad rho/2.
Interleaved diffusionEnergy(const WaveState& state, const Surroundings& around)
{
    const ComplexVectorField slope
        = gradient(state.envelope, around.gridInK, DerivativeMethod::Spectral, around.threads);
    const double floor = 1e-14 * state.envelope.abs2().maxCoeff();
    return Interleaved::over(around.gridInK, [&](int j, int i) {
        const std::complex<double> bra = std::conj(state.envelope(j, i));
        const double rho = std::norm(bra);
        const double x = std::real(bra * slope.x(j, i));
        const double y = std::real(bra * slope.y(j, i));
        return rho > floor ? (x * x + y * y) / rho : 0.0;
    });
}

/// The integrand of exchangePower.
Interleaved exchangePowerParts(const ThreeInstants& state, const Surroundings& around)
{
    const ComplexField& e = state.now.state.envelope;
    const ComplexField lap = laplacian(e, around.gridInK, around.threads);
    const double floor = 1e-14 * e.abs2().maxCoeff();
    const PhysicalConstants& c = around.constants;
    const Interleaved sum = Interleaved::over(around.gridInK, [&](int j, int i) {
        const std::complex<double> bra = std::conj(e(j, i));
        const double rho = std::norm(bra);
        if (rho <= floor)
            return 0.0;
        const std::complex<double> bend = bra * lap(j, i);
        const double jx = std::imag(bra * state.gradient.x(j, i)) / rho;
        const double jy = std::imag(bra * state.gradient.y(j, i)) / rho;
        return (bend.real() / rho + jx * jx + jy * jy) * bend.imag();
    });
    return combined(0.5 * std::pow(c.hbar, 3) / (c.mass * c.mass), sum, {}, 0.0, {});
}

void addPowerRow(RowList& rows, const ThreeInstants& state, const Surroundings& around)
{
    const PhysicalConstants& c = around.constants;
    const double span = 2.0 * state.delta;
    const double fastest = state.scale / c.hbar;
    const double power
        = exchangePower(state.now.state, around.gridInK, around.constants, around.threads);
    const double after = state.after.numbers.energies.diffusion;
    const double before = state.before.numbers.energies.diffusion;
    const double perSquare = c.hbar * c.hbar / (2.0 * c.mass);
    const Interleaved rate = combined(perSquare / span, diffusionEnergy(state.after.state, around),
        diffusionEnergy(state.before.state, around), 0.0, {});
    const Interleaved flow = exchangePowerParts(state, around);
    const double gridError = rate.spread() + flow.spread();
    rows.add("(26)", powerWords, ((after - before) / span - power) / (state.scale * fastest), 1e-3,
        gridError / (state.scale * fastest));
}

} // namespace

void leaveRateRows(RowList& rows, const char* reason)
{
    rows.leave("(26)", powerWords, reason);
    rows.leave("(21), (26)", placeWords, reason);
    for (const char* words : {spreadWords, forceWords, torqueWords})
        rows.leave("(26)", words, reason);
}

void addRateRows(RowList& rows, const ThreeInstants& state, const Surroundings& around)
{
    const PhysicalConstants& c = around.constants;
    const Grid& grid = around.gridInK;
    const Moments& m = state.now.numbers.moments;
    const Moments& a = state.before.numbers.moments;
    const Moments& b = state.after.numbers.moments;
    const double span = 2.0 * state.delta;
    const double p = std::sqrt(2.0 * c.mass * state.scale);
    const double fastest = state.scale / c.hbar;

    addPowerRow(rows, state, around);
    constexpr const char* full = "the ensemble reaches over the edge of the torus";
    constexpr const char* walls = "the walls push as well";
    if (!isLocalised(state.now, grid)) {
        rows.leave("(21), (26)", placeWords, full);
        for (const char* words : {spreadWords, forceWords, torqueWords})
            rows.leave("(26)", words, full);
        return;
    }
    rows.add("(21), (26)", placeWords, (c.mass * (b.mean - a.mean) / span - m.momentum).norm() / p,
        1e-5);
    if (!grid.isTorus()) {
        for (const char* words : {spreadWords, forceWords, torqueWords})
            rows.leave("(26)", words, walls);
        return;
    }

    const ComplexField& psi = state.now.state.envelope;
    const RealField rho = psi.abs2();
    const Vec2 about = openedAt(densityMarginals(rho, grid), grid, middleOf(grid, m.mean));
    const Eigen::ArrayXd x = unwrappedXs(grid, about.x());
    const Eigen::ArrayXd y = unwrappedYs(grid, about.y());
    const RealField flowX = (psi.conjugate() * state.gradient.x).imag();
    const RealField flowY = (psi.conjugate() * state.gradient.y).imag();
    const double all = rho.sum();
    const Vec2 outward = 2.0 * c.hbar / (c.mass * all)
        * Vec2((flowX.colwise().sum().transpose() * (x - m.mean.x())).sum(),
            (flowY.rowwise().sum() * (y - m.mean.y())).sum());
    const Vec2 spreading = (b.sigma.array().square() - a.sigma.array().square()) / span;
    rows.add("(26)", spreadWords,
        (spreading - outward).norm() * c.mass / (2.0 * m.sigma.norm() * p), 1e-5);
    if (!around.potential->isSmooth()) {
        for (const char* words : {forceWords, torqueWords})
            rows.leave("(26)", words, "V has edges too sharp for a gradient");
        return;
    }
    Vec2 force(0.0, 0.0);
    double torque = 0.0;
    if (!around.potential->isZero()) {
        const VectorField slope = around.potential->gradient(state.now.state.time);
        force = -meanOf(slope, rho);
        torque
            = (((slope.x.colwise() * y) - (slope.y.rowwise() * x.transpose())) * rho).sum() / all;
    }
    rows.add("(26)", forceWords, ((b.momentum - a.momentum) / span - force).norm() / (p * fastest),
        1e-5);
    const double reach = m.sigma.norm() + m.mean.norm();
    rows.add("(26)", torqueWords,
        ((b.angularMomentum - a.angularMomentum) / span - torque) / (reach * p * fastest), 1e-5);
}

} // namespace dqm
