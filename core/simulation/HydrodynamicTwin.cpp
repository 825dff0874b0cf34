#include "core/simulation/HydrodynamicTwin.h"

#include "core/grid/Derivatives.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

/// Turn of the fastest wave that is kept in one step, radians; measured to leave 1e-10 of rho.
constexpr double longestTurn = 0.5;

std::string timeText(double time)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", time);
    return text;
}

/// arg psi along a line, without jumps, and how often it winds around the torus.
double unwrap(
    Eigen::Ref<Eigen::ArrayXd> phase, std::complex<double> last, std::complex<double> first)
{
    for (Eigen::Index n = 1; n < phase.size(); ++n)
        phase[n] = phase[n - 1] + std::remainder(phase[n] - phase[n - 1], 2.0 * std::numbers::pi);
    const double closing = std::arg(first * std::conj(last));
    return std::round((phase[phase.size() - 1] + closing - phase[0]) / (2.0 * std::numbers::pi));
}

/// (15) backward, for a psi without nodes.
MadelungState hydrodynamic(const WaveState& psi, const Grid& grid, double hbar)
{
    const ComplexField& e = psi.envelope;
    MadelungState state;
    state.time = psi.time;
    state.C = 0.5 * e.abs2().log();
    state.S = e.arg() + psi.phase;
    Eigen::ArrayXd column = state.S.col(0);
    const double turnsY = unwrap(column, e(grid.ny - 1, 0), e(0, 0));
    state.S.col(0) = column;
    double turnsX = 0.0;
    for (int j = 0; j < grid.ny; ++j) {
        Eigen::ArrayXd row = state.S.row(j).transpose();
        turnsX = unwrap(row, e(j, grid.nx - 1), e(j, 0));
        state.S.row(j) = row.transpose();
    }
    const Vec2 wave = 2.0 * std::numbers::pi * Vec2(turnsX / grid.size.x(), turnsY / grid.size.y());
    for (int j = 0; j < grid.ny; ++j)
        for (int i = 0; i < grid.nx; ++i)
            state.S(j, i) -= wave.dot(Vec2(grid.x(i), grid.y(j)));
    state.S *= hbar;
    state.carrier = wave + psi.carrier;
    return state;
}

double depthOf(const RealField& rho) { return rho.minCoeff() / rho.maxCoeff(); }

} // namespace

HydrodynamicTwin::HydrodynamicTwin(const WaveState& psi, const Surroundings& around)
    : m_grid(around.gridInK)
    , m_constants(around.constants)
    , m_threads(around.threads)
    , m_potential(around.potential)
    , m_isAbsorbed(around.absorber->isActive())
{
    start(psi);
}

void HydrodynamicTwin::start(const WaveState& psi)
{
    m_solver.reset();
    m_isCompared = false;
    m_check = {};
    m_check.time = psi.time;
    m_check.depth = depthOf(psi.envelope.abs2());
    if (m_grid.boundary != BoundaryKind::Periodic || m_isAbsorbed) {
        m_check.note
            = "(13), (14) are solved on a periodic grid only: at walls, in an absorbing edge "
              "and in a detector ρ vanishes, and ln ρ has no value.";
        return;
    }
    if (!(m_check.depth > MadelungSolver::leastDensity)) {
        m_check.note = "(ρ, S) cannot start here: ρ falls below 5 % of its peak, and at a node "
                       "ln ρ and S have no value. ψ goes on.";
        return;
    }
    m_solver = std::make_shared<MadelungSolver>(m_grid, m_constants, m_potential, m_threads);
    m_state = hydrodynamic(psi, m_grid, m_constants.hbar);
}

void HydrodynamicTwin::change(const WaveState& psi, const Surroundings& around)
{
    const double ratio = around.constants.hbar / m_constants.hbar;
    m_constants = around.constants;
    m_potential = around.potential;
    m_isAbsorbed = around.absorber->isActive();
    if (!goesOn() || m_isAbsorbed) {
        start(psi);
        return;
    }
    m_state.S *= ratio;
    m_solver = std::make_shared<MadelungSolver>(m_grid, m_constants, m_potential, m_threads);
    m_isCompared = false;
}

void HydrodynamicTwin::advanceTo(double time)
{
    if (!m_solver)
        return;
    const double span = time - m_state.time;
    const bool isBack = m_check.endedAt && span * m_direction < 0.0;
    if (span == 0.0 || (m_check.endedAt && !isBack))
        return;
    m_check.endedAt.reset();
    m_check.note.clear();
    m_isCompared = false;
    const double k = 2.0 / 3.0 * std::numbers::pi / std::min(m_grid.dx(), m_grid.dy());
    const double longest = longestTurn / (m_constants.hbar * k * k / (2.0 * m_constants.mass));
    const int steps = static_cast<int>(std::ceil(std::abs(span) / longest));
    try {
        if (const StepSchedule* const schedule = m_potential->schedule()) {
            constexpr int order = 4;
            for (const auto& part : schedule->between(m_state.time, span / steps, steps, order)) {
                m_state.time = part.from;
                m_solver->advance(m_state, part.dt, part.steps);
            }
        } else {
            m_solver->advance(m_state, span / steps, steps);
        }
        m_state.time = time;
    } catch (const NodeForming& node) {
        m_direction = span > 0.0 ? 1.0 : -1.0;
        m_check.endedAt = node.time();
        m_check.time = node.time();
        m_check.depth = depthOf((2.0 * m_state.C).exp());
        m_check.note
            = "A node forms: (ρ, S) end here, at t = " + timeText(node.time()) + "; ψ goes on.";
    }
}

const HydrodynamicCheck& HydrodynamicTwin::check(const WaveState& psi)
{
    if (goesOn() && !m_isCompared)
        compare(psi);
    return m_check;
}

void HydrodynamicTwin::compare(const WaveState& psi)
{
    m_isCompared = true;
    const ComplexField& e = psi.envelope;
    const RealField ofPsi = e.abs2();
    const RealField rho = (2.0 * m_state.C).exp();
    m_check.time = m_state.time;
    m_check.depth = depthOf(rho);
    m_check.rho = (rho - ofPsi).abs().maxCoeff() / ofPsi.maxCoeff();
    const ComplexVectorField grad = gradient(e, m_grid, DerivativeMethod::Spectral, m_threads);
    const ComplexVectorField slope = gradient(
        m_state.S.cast<std::complex<double>>(), m_grid, DerivativeMethod::Spectral, m_threads);
    const RealField vx = (e.conjugate() * grad.x).imag() / ofPsi + psi.carrier.x();
    const RealField vy = (e.conjugate() * grad.y).imag() / ofPsi + psi.carrier.y();
    const RealField ux = (e.conjugate() * grad.x).real() / ofPsi;
    const RealField uy = (e.conjugate() * grad.y).real() / ofPsi;
    const double hbar = m_constants.hbar;
    const double off = ((slope.x.real() / hbar + m_state.carrier.x() - vx).square()
        + (slope.y.real() / hbar + m_state.carrier.y() - vy).square())
                           .maxCoeff();
    const double largest
        = std::max((vx.square() + vy.square()).maxCoeff(), (ux.square() + uy.square()).maxCoeff());
    m_check.v = largest > 0.0 ? std::sqrt(off / largest) : 0.0;
}

} // namespace dqm
