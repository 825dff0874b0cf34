#include "core/hydrodynamics/Hydrodynamics.h"

#include "core/evolution/FlowScale.h"
#include "core/grid/Parallel.h"
#include "core/hydrodynamics/EighthOrderFlow.h"

#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

void resize(Hydrodynamics& fields, const Grid& grid)
{
    for (RealField* field : {&fields.rho, &fields.phase, &fields.v.x, &fields.v.y, &fields.u.x,
             &fields.u.y, &fields.Q}) {
        field->resize(grid.ny, grid.nx);
    }
}

Hydrodynamics byDifferences(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants, double floor, int threads)
{
    Hydrodynamics fields;
    RealField re;
    RealField im;
    EighthOrderFlow flow;
    flow.evaluate<double>(state, grid, constants, floor, threads,
        {fields.rho, re, im, fields.v.x, fields.v.y, fields.u.x, fields.u.y, fields.Q});
    fields.phase = im.binaryExpr(re, [](double y, double x) { return std::atan2(y, x); });
    return fields;
}

Hydrodynamics bySeries(const WaveState& state, const Grid& grid, const PhysicalConstants& constants,
    double floor, int threads)
{
    const ComplexField& e = state.envelope;
    const ComplexVectorField grad = gradient(e, grid, DerivativeMethod::Spectral, threads);
    const ComplexField lap = laplacian(e, grid, threads);
    const FlowScale<double> scale = flowScale(constants, state.carrier);
    Hydrodynamics fields;
    resize(fields, grid);
    fields.rho = e.abs2();
    const double least = floor * fields.rho.maxCoeff();
    parallelFor(grid.ny, threads, [&](int begin, int end) {
        for (int j = begin; j < end; ++j) {
            for (int i = 0; i < grid.nx; ++i) {
                const std::complex<double> value = e(j, i);
                const std::complex<double> gx = grad.x(j, i);
                const std::complex<double> gy = grad.y(j, i);
                const double rho = fields.rho(j, i);
                const LocalFlow<double> flow = localFlow(value.real(), value.imag(), gx.real(),
                    gx.imag(), gy.real(), gy.imag(), lap(j, i).real(), lap(j, i).imag(),
                    rho > least ? 1.0 / rho : 0.0, rho > least ? 1.0 : 0.0, scale);
                const double turn = state.carrier.dot(Vec2(grid.x(i), grid.y(j))) + state.phase;
                fields.phase(j, i) = std::arg(value * std::polar(1.0, turn));
                fields.v.x(j, i) = flow.vx;
                fields.v.y(j, i) = flow.vy;
                fields.u.x(j, i) = flow.ux;
                fields.u.y(j, i) = flow.uy;
                fields.Q(j, i) = flow.Q;
            }
        }
    });
    return fields;
}

} // namespace

Hydrodynamics hydrodynamics(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants, DerivativeMethod method, double floor, int threads)
{
    if (state.envelope.rows() != grid.ny || state.envelope.cols() != grid.nx)
        throw std::invalid_argument("The state must have the shape of the grid.");
    if (!(floor >= 0.0))
        throw std::invalid_argument("The floor of the density must not be negative.");
    Hydrodynamics fields = method == DerivativeMethod::Spectral
        ? bySeries(state, grid, constants, floor, threads)
        : byDifferences(state, grid, constants, floor, threads);
    fields.meaningful = fields.rho > floor * fields.rho.maxCoeff();
    return fields;
}

} // namespace dqm
