#include "core/evolution/ReferenceFrame.h"

#include "core/grid/FourierTransform.h"

#include <stdexcept>

namespace dqm {

namespace {

/// f(x) -> f(x + shift) by the Fourier series. The Nyquist terms count as the negative wave numbers
/// of Grid::wavenumbersX, as they do in the solver: shifts then commute with free evolution and
/// undo each other exactly.
void shiftOnTorus(ComplexField& field, const Grid& grid, const Vec2& shift)
{
    const Vec2 wrapped = grid.shortest(shift);
    if (wrapped.isZero(1e-14 * grid.size.norm()))
        return;
    const auto factors = [](const Eigen::ArrayXd& wavenumbers, double distance, double scale) {
        return Eigen::ArrayXcd(wavenumbers.unaryExpr(
            [distance, scale](double k) { return std::polar(scale, k * distance); }));
    };
    const FourierTransform transform(grid);
    const Eigen::ArrayXcd alongX
        = factors(grid.wavenumbersX(), wrapped.x(), transform.normalisation());
    const Eigen::ArrayXcd alongY = factors(grid.wavenumbersY(), wrapped.y(), 1.0);
    transform.forward(field);
    for (int j = 0; j < grid.ny; ++j)
        field.row(j) *= alongY[j] * alongX.transpose();
    transform.inverse(field);
}

/// Carrier and global phase as seen from a frame moving with W relative to the state's own:
/// psi'(x') = E(x' + W t) e^{i k.(x' + W t) + i phase} e^{-i (m W.x' + m W^2 t/2)/hbar}.
void boost(WaveState& state, const Vec2& W, const PhysicalConstants& constants)
{
    const Vec2 waveVector = constants.mass / constants.hbar * W;
    state.phase += state.time * (state.carrier.dot(W) - 0.5 * waveVector.dot(W));
    state.carrier -= waveVector;
}

} // namespace

ReferenceFrame::ReferenceFrame(const Grid& grid, const PhysicalConstants& constants, Vec2 velocity)
    : m_grid(grid)
    , m_constants(constants)
    , m_velocity(std::move(velocity))
{
}

ObservedState ReferenceFrame::observe(const WaveState& inK) const
{
    if (m_grid.boundary == BoundaryKind::Periodic)
        return {prepareInKPrime(inK), m_grid};
    ObservedState observed{inK, m_grid.movedBy(-inK.time * m_velocity)};
    boost(observed.state, m_velocity, m_constants);
    return observed;
}

WaveState ReferenceFrame::unobserve(const ObservedState& inKPrime) const
{
    WaveState state = inKPrime.state;
    boost(state, -m_velocity, m_constants);
    // x = x' + W t: what is left of it once the two grids' own displacement is taken off.
    if (m_grid.isTorus())
        shiftOnTorus(
            state.envelope, m_grid, m_grid.center - inKPrime.grid.center - state.time * m_velocity);
    return state;
}

WaveState ReferenceFrame::prepareInKPrime(const WaveState& inK) const
{
    if (!m_grid.isTorus())
        throw std::invalid_argument(
            "An ensemble between walls cannot be prepared in a moving frame: "
            "the walls rest in K. Use a periodic or absorbing edge.");
    WaveState state = inK;
    shiftOnTorus(state.envelope, m_grid, state.time * m_velocity);
    boost(state, m_velocity, m_constants);
    return state;
}

} // namespace dqm
