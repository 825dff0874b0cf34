#include "core/equations/MotionRows.h"

#include "core/grid/FourierTransform.h"
#include "core/observables/Circulation.h"
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
            const std::complex<double> turn = std::polar(1.0, k[n] * shift);
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
        const double shift = 1e-3 * (alongX ? grid.dx() : grid.dy());
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

    // Next to a vortex the share of U_u in T is a matter of the grid, and so is its rate.
    if (vortices(state.now.state, grid, 1e-4).empty()) {
        const double power = exchangePower(state.now.state, grid, c, around.threads);
        const double after = state.after.numbers.energies.diffusion;
        const double before = state.before.numbers.energies.diffusion;
        rows.add("(26)", "dU_u/dt - integral rho v.grad Q, relative",
            ((after - before) / span - power) / (state.scale * fastest), 1e-3);
    }
    if (!isLocalised(state.now, grid))
        return;
    rows.add("(21), (26)", "Ehrenfest: m d<x>/dt - <p>, relative",
        (c.mass * (b.mean - a.mean) / span - m.momentum).norm() / p, 1e-5);
    if (!grid.isTorus())
        return;

    const ComplexField& psi = state.now.state.envelope;
    const RealField rho = psi.abs2();
    const Eigen::ArrayXd x = unwrappedXs(grid, m.mean.x());
    const Eigen::ArrayXd y = unwrappedYs(grid, m.mean.y());
    const RealField flowX = (psi.conjugate() * state.gradient.x).imag();
    const RealField flowY = (psi.conjugate() * state.gradient.y).imag();
    const double all = rho.sum();
    const Vec2 outward = 2.0 * c.hbar / (c.mass * all)
        * Vec2((flowX.colwise().sum().transpose() * (x - m.mean.x())).sum(),
            (flowY.rowwise().sum() * (y - m.mean.y())).sum());
    const Vec2 spreading = (b.sigma.array().square() - a.sigma.array().square()) / span;
    rows.add("(26)", "d sigma^2/dt - 2 <(x - <x>).v>, relative",
        (spreading - outward).norm() * c.mass / (2.0 * m.sigma.norm() * p), 1e-5);
    if (!around.potential->isSmooth())
        return;
    Vec2 force(0.0, 0.0);
    double torque = 0.0;
    if (!around.potential->isZero()) {
        const VectorField slope = around.potential->gradient(state.now.state.time);
        force = -meanOf(slope, rho);
        torque
            = (((slope.x.colwise() * y) - (slope.y.rowwise() * x.transpose())) * rho).sum() / all;
    }
    rows.add("(26)", "Ehrenfest: d<p>/dt + <grad V>, relative",
        ((b.momentum - a.momentum) / span - force).norm() / (p * fastest), 1e-5);
    const double reach = m.sigma.norm() + m.mean.norm();
    rows.add("(26)", "d<L>/dt + <x d_y V - y d_x V>, relative",
        ((b.angularMomentum - a.angularMomentum) / span - torque) / (reach * p * fastest), 1e-5);
}

} // namespace dqm
