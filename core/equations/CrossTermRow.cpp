#include "core/equations/CrossTermRow.h"

#include "core/equations/Interleaved.h"
#include "core/grid/Derivatives.h"
#include "core/hydrodynamics/Residuals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

namespace dqm {

namespace {

constexpr const char* words = "m <v.u> - (hbar/2) dS_G/dt, relative";

/// Of the energies of a state: what its cross term is measured by where it vanishes.
constexpr double smallest = 0.01;
/// What the steps in time and rounding leave.
constexpr double exact = 1e-5;
/// What lattices, and points twice as dense, may differ by.
constexpr double resolvedWithin = 5e-4;
/// What a cut still changes is a part of what is wrong.
constexpr double safety = 3.0;
/// Shares of the largest rho below which nodes are left out; none first.
constexpr std::array<double, 6> cuts{0.0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2};

/// psi at three instants, on points that may be denser than the grid's.
struct Samples
{
    Grid grid;
    ComplexField before, now, after;
    ComplexVectorField gradient; ///< of psi now
};

Interleaved entropyOf(const ComplexField& psi, const Grid& grid, double cut)
{
    return Interleaved::over(grid, [&](int j, int i) {
        const double rho = std::norm(psi(j, i)) + cut;
        return rho > 0.0 ? -rho * std::log(rho) : 0.0;
    });
}

Interleaved crossTermOf(const Samples& samples, double cut)
{
    const double floor = 1e-14 * samples.now.abs2().maxCoeff();
    return Interleaved::over(samples.grid, [&](int j, int i) {
        const std::complex<double> bra = std::conj(samples.now(j, i));
        const std::complex<double> x = bra * samples.gradient.x(j, i);
        const std::complex<double> y = bra * samples.gradient.y(j, i);
        const double rho = std::norm(bra);
        return rho > floor ? (x.real() * x.imag() + y.real() * y.imag()) / (rho + cut) : 0.0;
    });
}

/// Both sides and what they differ by.
struct Balance
{
    Interleaved defect;
    double size = 0.0;

    bool isResolved() const { return defect.spread() <= resolvedWithin * size; }
};

Balance balanceOf(
    const Samples& samples, const ThreeInstants& state, const PhysicalConstants& c, double share)
{
    const double cut = share * samples.now.abs2().maxCoeff();
    const Interleaved crossTerm
        = combined(-c.hbar * c.hbar / c.mass, crossTermOf(samples, cut), {}, 0.0, {});
    const Interleaved rate
        = combined(0.25 * c.hbar / state.delta, entropyOf(samples.after, samples.grid, cut),
            entropyOf(samples.before, samples.grid, cut), 0.0, {});
    return {combined(1.0, crossTerm, rate, 0.0, {}),
        std::max({std::abs(crossTerm.mean()), std::abs(rate.mean()), smallest * state.scale})};
}

Samples denser(const ThreeInstants& state, const Grid& grid, int threads)
{
    RefinedState now = refined(state.now.state, grid, threads);
    Samples samples{now.grid, refined(state.before.state, grid, threads).state.envelope,
        std::move(now.state.envelope), refined(state.after.state, grid, threads).state.envelope,
        {}};
    samples.gradient = gradient(samples.now, samples.grid, DerivativeMethod::Spectral, threads);
    return samples;
}

} // namespace

void leaveCrossTermRow(RowList& rows, const char* reason) { rows.leave("(7)", words, reason); }

void addCrossTermRow(RowList& rows, const ThreeInstants& state, const Surroundings& around)
{
    const PhysicalConstants& c = around.constants;
    const Grid& grid = around.gridInK;
    const Samples samples{grid, state.before.state.envelope, state.now.state.envelope,
        state.after.state.envelope, state.gradient};
    const Balance balance = balanceOf(samples, state, c, 0.0);
    double off = state.now.numbers.energies.crossTerm
        - 0.25 * c.hbar / state.delta
            * (state.after.numbers.moments.entropy - state.before.numbers.moments.entropy);
    double size = balance.size;
    double error = balance.defect.spread();
    // Lattices may agree by a symmetry of the state or by chance: then denser points decide.
    if (!balance.isResolved() || std::abs(off) > exact * size + error) {
        const std::optional<Samples> dense
            = grid.isTorus() ? std::optional(denser(state, grid, around.threads)) : std::nullopt;
        // Beside a node finer than the grid all points may err alike; what a cut has widened they
        // resolve. A wrong formula is wrong by the same share everywhere.
        const auto shareOff = [&](double share) {
            const Balance b = balanceOf(dense ? *dense : samples, state, c, share);
            return b.defect.mean() / b.size;
        };
        const double widened = shareOff(cuts.back());
        for (const double share : std::span(cuts).first(cuts.size() - 1)) {
            const Balance coarse = balanceOf(samples, state, c, share);
            const Balance fine = dense ? balanceOf(*dense, state, c, share) : coarse;
            off = fine.defect.mean();
            size = fine.size;
            error = std::max(
                {fine.defect.spread(), std::abs(fine.defect.mean() - coarse.defect.mean()),
                    safety * std::abs(off - widened * size)});
            if (error <= resolvedWithin * size)
                break;
        }
        error = std::max(error, resolvedWithin * size);
    }
    rows.add("(7)", words, off / size, exact, error / size);
}

} // namespace dqm
