#include "core/equations/DensityRows.h"

#include "core/grid/Derivatives.h"
#include "core/hydrodynamics/Hydrodynamics.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double least = 1e-9; ///< of max rho: below it u is masked
constexpr const char* fickWords = "rho u + D grad rho, largest, relative";
constexpr const char* noSlope = "between walls the density has no series to differentiate";
constexpr const char* identityWords = "left - right side, largest, relative";

void addNormRow(RowList& rows, double norm, bool absorbs)
{
    if (absorbs)
        rows.add("(1)", "norm (some is absorbed)", norm, 1.0 + 1e-9);
    else
        rows.add("(1)", "norm - 1", norm - 1.0, 1e-9);
}

void addUncertaintyRows(RowList& rows, const Moments& m, const PhysicalConstants& constants)
{
    constexpr const char* fick = "<p_u.x> per axis over hbar/2, - 1";
    constexpr const char* alongX = "<p_u^2><x^2> along x over hbar^2/4, at least 1";
    constexpr const char* alongY = "<p_u^2><y^2> along y over hbar^2/4, at least 1";
    constexpr const char* shortfall = "shortfall of <p_u^2><x^2> from hbar^2/4, relative";
    constexpr double full = 5e-3;
    const double atEdge = m.atEdge.maxCoeff();
    if (atEdge > full) {
        for (const char* words : {fick, alongX, alongY, shortfall})
            rows.leave("(4)", words, "the ensemble fills the box, it has no place");
        return;
    }
    const double half = 0.5 * constants.hbar;
    rows.add("(4)", fick, (m.fick / half - Vec2(1.0, 1.0)).cwiseAbs().maxCoeff(), 1e-5, atEdge);
    const Vec2 products = m.uncertainty / (half * half);
    rows.show("(4)", alongX, products.x(), {});
    rows.show("(4)", alongY, products.y(), {});
    rows.add("(4)", shortfall, std::max(0.0, 1.0 - products.minCoeff()), 1e-6, 2.0 * atEdge);
}

} // namespace

void addFickRow(RowList& rows, const RefinedState& fine, const PhysicalConstants& constants,
    double D, int threads)
{
    const auto& [grid, state] = fine;
    const Hydrodynamics fields
        = hydrodynamics(state, grid, constants, DerivativeMethod::Spectral, least, threads);
    const ComplexVectorField slope = gradient(
        fields.rho.cast<std::complex<double>>(), grid, DerivativeMethod::Spectral, threads);
    const double peak = fields.rho.maxCoeff();
    // A plane wave has no flux to compare with: then D rho over the box is the measure.
    double scale = D * peak / grid.size.maxCoeff();
    double off = 0.0;
    for (Eigen::Index k = 0; k < fields.rho.size(); ++k) {
        const double rho = fields.rho.data()[k];
        const Vec2 flux = -D * Vec2(slope.x.data()[k].real(), slope.y.data()[k].real());
        scale = std::max(scale, flux.norm());
        if (rho > least * peak)
            off = std::max(
                off, (rho * Vec2(fields.u.x.data()[k], fields.u.y.data()[k]) - flux).norm());
    }
    rows.add("(2)", fickWords, off / scale, 1e-6);
}

void addDensityRows(
    RowList& rows, const Instant& now, const Surroundings& around, double scale, bool absorbs)
{
    const Moments& m = now.numbers.moments;
    const PhysicalConstants& c = around.constants;
    addNormRow(rows, m.norm, absorbs);
    if (around.gridInK.isTorus()) {
        const RefinedState fine = resolvingDensity(now.state, around.gridInK, around.threads);
        addFickRow(rows, fine, c, c.diffusionCoefficient(), around.threads);
        rows.add("(12)", identityWords, identityDefect(fine, around.threads), 1e-6);
    } else {
        rows.leave("(2)", fickWords, noSlope);
        rows.leave("(12)", identityWords, noSlope);
    }
    const double rms
        = std::sqrt(m.diffusionMomentumSquared.sum() + 1e-12 * c.mass * scale) / c.mass;
    rows.add("(3)", "mean u over its rms", m.meanDiffusionVelocity.norm() / rms, 1e-8);
    addUncertaintyRows(rows, m, c);
}

} // namespace dqm
