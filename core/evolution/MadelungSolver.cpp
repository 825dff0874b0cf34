#include "core/evolution/MadelungSolver.h"

#include "core/grid/FourierTransform.h"

#include <cmath>

namespace dqm {

namespace {

using Complex = std::complex<double>;
constexpr Complex I(0.0, 1.0);

bool isKept(double k, double nyquist) { return std::abs(k) < 2.0 / 3.0 * nyquist; }

std::string nodeMessage(double time)
{
    return "A node is forming at t = " + std::to_string(time)
        + ": the variables (rho, S) end here, psi goes on.";
}

} // namespace

NodeForming::NodeForming(double time)
    : std::runtime_error(nodeMessage(time))
    , m_time(time)
{
}

/// C and S/hbar are carried as the two halves of one complex array, so that one transform does for
/// both: Z_t = (i hbar/2m) (lap Z + (grad Z)^2) - i V/hbar.
struct MadelungSolver::Implementation
{
    Grid grid;
    PhysicalConstants constants;
    std::shared_ptr<const Potential> potential;
    FourierTransform transform;
    RealField V;
    ComplexField kx, ky; ///< i k, zero beyond the kept ones
    RealField kept;
    ComplexField half; ///< the linear part over half a step
    double step = 0.0;
    Vec2 carrier{0.0, 0.0};

    Implementation(const Grid& wanted, const PhysicalConstants& given,
        std::shared_ptr<const Potential> V0, int threads)
        : grid(wanted)
        , constants(given)
        , potential(std::move(V0))
        , transform(wanted, threads)
        , kx(wanted.ny, wanted.nx)
        , ky(wanted.ny, wanted.nx)
        , kept(wanted.ny, wanted.nx)
    {
        const Eigen::ArrayXd x = grid.wavenumbersX();
        const Eigen::ArrayXd y = grid.wavenumbersY();
        const double endX = x.abs().maxCoeff();
        const double endY = y.abs().maxCoeff();
        for (int j = 0; j < grid.ny; ++j) {
            for (int i = 0; i < grid.nx; ++i) {
                kept(j, i) = isKept(x[i], endX) && isKept(y[j], endY) ? 1.0 : 0.0;
                kx(j, i) = kept(j, i) * I * x[i];
                ky(j, i) = kept(j, i) * I * y[j];
            }
        }
    }

    void prepare(const Vec2& waveVector, double dt)
    {
        if (dt == step && waveVector == carrier && half.size() > 0)
            return;
        step = dt;
        carrier = waveVector;
        // k^2 + 2 k.k0: what the carrier adds is a motion with its velocity.
        const double rate = 0.25 * constants.hbar * dt / constants.mass;
        half = (I * rate
            * (kx.square() + ky.square() + 2.0 * I * (carrier.x() * kx + carrier.y() * ky)))
                   .exp();
    }

    /// In wave numbers, of Z in wave numbers.
    ComplexField nonlinear(const ComplexField& waves, double time)
    {
        ComplexField x = kx * waves;
        ComplexField y = ky * waves;
        transform.inverse(x);
        transform.inverse(y);
        const double scale = transform.normalisation();
        const double bend = constants.hbar / (2.0 * constants.mass);
        x = I * bend * ((x.square() + y.square()) * (scale * scale) - carrier.squaredNorm());
        if (potential && !potential->isZero()) {
            potential->sample(V, time);
            x -= I * V / constants.hbar;
        }
        transform.forward(x);
        return x * kept;
    }

    void stepOnce(ComplexField& waves, double dt, double time)
    {
        const ComplexField a = nonlinear(waves, time);
        const ComplexField b
            = nonlinear(ComplexField(half * (waves + 0.5 * dt * a)), time + 0.5 * dt);
        const ComplexField c
            = nonlinear(ComplexField(half * waves + 0.5 * dt * b), time + 0.5 * dt);
        const ComplexField d = nonlinear(ComplexField(half * (half * waves + dt * c)), time + dt);
        waves = half * (half * (waves + dt / 6.0 * a) + dt / 3.0 * (b + c)) + dt / 6.0 * d;
    }
};

MadelungSolver::MadelungSolver(const Grid& grid, const PhysicalConstants& constants,
    std::shared_ptr<const Potential> potential, int threads)
{
    if (grid.boundary != BoundaryKind::Periodic)
        throw std::invalid_argument(
            "(rho, S) are evolved on a periodic grid only: at walls and in an absorbing layer rho "
            "vanishes.");
    m_implementation
        = std::make_unique<Implementation>(grid, constants, std::move(potential), threads);
}

MadelungSolver::~MadelungSolver() = default;

void MadelungSolver::advance(MadelungState& state, double dt, int steps)
{
    Implementation& solver = *m_implementation;
    const Grid& grid = solver.grid;
    for (const RealField* field : {&state.C, &state.S})
        if (field->rows() != grid.ny || field->cols() != grid.nx)
            throw std::invalid_argument("The shape of (rho, S) differs from the grid's.");
    if (!std::isfinite(dt) || steps < 0)
        throw std::invalid_argument("The time step must be finite and the steps not negative.");
    solver.prepare(state.carrier, dt);
    ComplexField waves = state.C.cast<Complex>() + I / solver.constants.hbar * state.S;
    solver.transform.forward(waves);
    waves *= solver.kept;
    for (int n = 0; n < steps; ++n) {
        solver.stepOnce(waves, dt, state.time);
        ComplexField Z = waves;
        solver.transform.inverse(Z);
        Z *= solver.transform.normalisation();
        const RealField C = Z.real();
        const double depth = std::exp(2.0 * (C.minCoeff() - C.maxCoeff()));
        if (!Z.isFinite().all() || !(depth > leastDensity))
            throw NodeForming(state.time);
        state.C = C;
        state.S = solver.constants.hbar * Z.imag();
        state.time += dt;
    }
}

} // namespace dqm
