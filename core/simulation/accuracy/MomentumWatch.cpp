#include "core/simulation/accuracy/MomentumWatch.h"

#include "core/grid/FourierTransform.h"
#include "core/potentials/GridStray.h"
#include "core/simulation/accuracy/StartWarnings.h"
#include "core/values/Key.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <utility>

namespace dqm {

namespace {

/// Of |psi|^2, how much may lie beyond this share of the largest wave number.
constexpr double weightAllowed = 1e-4;
constexpr double usableBand = 0.9;

std::string shortText(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

} // namespace

void MomentumWatch::begin(const Surroundings& surroundings, const WaveState& state, double every)
{
    m_isSaid = {false, false};
    m_warnings.clear();
    goOn(surroundings, state, every);
}

void MomentumWatch::goOn(const Surroundings& surroundings, const WaveState& state, double every)
{
    m_every = every;
    m_time = state.time;
    look(surroundings, state);
}

void MomentumWatch::say(int axis, const std::string& text, double error)
{
    const std::string key = Key("grid.points")[static_cast<std::size_t>(axis)].path();
    if (!std::exchange(m_isSaid[static_cast<std::size_t>(axis)], true))
        m_warnings.push_back({key, text});
    // What has come back as slow stays wrong, however smooth it looks afterwards.
    double& largest = std::ranges::find(m_warnings, key, &RunWarning::key)->error;
    largest = std::max(largest, error);
}

void MomentumWatch::look(const Surroundings& surroundings, const WaveState& state)
{
    const Grid& grid = surroundings.gridInK;
    const double hbar = surroundings.constants.hbar;
    ComplexField spectrum = state.envelope;
    FourierTransform(grid).forward(spectrum);
    const RealField weight = spectrum.abs2();
    const double total = weight.sum();
    if (!(total > 0.0) || !std::isfinite(total))
        return;
    const RealField rho = state.envelope.abs2();
    const Vec2 before = m_rms;
    std::optional<VectorField> push;
    if (surroundings.potential->dependsOnTime() && state.time != m_time)
        push = surroundings.potential->drivenPush(m_time, state.time);
    for (const int axis : {0, 1}) {
        const Eigen::ArrayXd k = axis == 0 ? grid.wavenumbersX() : grid.wavenumbersY();
        const Eigen::ArrayXd share = axis == 0
            ? Eigen::ArrayXd(weight.colwise().sum().transpose() / total)
            : Eigen::ArrayXd(weight.rowwise().sum() / total);
        const double largest = k.abs().maxCoeff();
        m_rms[axis] = std::sqrt((share * k.square()).sum());
        const std::string name = axis == 0 ? "x" : "y";
        const std::string holds = ", and the grid holds wave numbers up to " + shortText(largest)
            + " along " + name + ": what is faster comes back as slow. More points.";
        const double beyond = (k.abs() > usableBand * largest).select(share, 0.0).sum();
        if (beyond > weightAllowed)
            say(axis,
                "at t = " + shortText(state.time) + " " + shortText(100.0 * beyond)
                    + " % of the ensemble moves nearly as fast as it can" + holds,
                std::sqrt(beyond));
        if (!push)
            continue;
        const RealField& along = axis == 0 ? push->x : push->y;
        const double kick = std::sqrt((along.square() * rho).sum() / rho.sum()) / hbar;
        if (before[axis] + kick > largest)
            say(axis,
                "about t = " + shortText(state.time) + " V pushes by a wave number of "
                    + shortText(kick) + holds,
                1.0);
    }
    m_time = state.time;
}

void GridError::begin(double time, double until)
{
    m_third = until / 3.0;
    m_atOnce = 0.0;
    m_addedUp = 0.0;
    m_time = time;
    m_rate.reset();
}

void GridError::look(const Surroundings& surroundings, const WaveState& state, bool cools)
{
    raiseTo(gridError(surroundings, state));
    const double span = std::abs(state.time - m_time);
    m_time = state.time;
    if (cools || span == 0.0 || surroundings.potential->isZero())
        return;
    const double rate = rateOf(surroundings, state);
    m_addedUp += 0.5 * span * (rate + m_rate.value_or(rate));
    m_rate = rate;
}

double GridError::rateOf(const Surroundings& surroundings, const WaveState& state)
{
    constexpr int mostPoints = 1 << 21; ///< on finer grids it would take long
    const Grid& grid = surroundings.gridInK;
    if (static_cast<double>(grid.nx) * grid.ny > mostPoints)
        return 0.0;
    // A force that is the same everywhere has no edges but where the torus closes.
    const auto& apart = surroundings.potential->withoutLinearDrive();
    const std::shared_ptr<const Potential>& V = apart ? apart : surroundings.potential;
    const bool isStale = V->dependsOnTime()
        && std::abs(state.time - m_strayTime) > (V->isSmooth() ? m_third : 0.0);
    if (!m_stray || m_potential != V || isStale) {
        m_stray = std::make_shared<const RealField>(gridStray(*V, state.time));
        m_potential = V;
        m_strayTime = state.time;
    }
    const RealField rho = state.envelope.abs2();
    const double total = rho.sum();
    const double square = (m_stray->square() * rho).sum() / total;
    return std::isfinite(square) ? std::sqrt(square) / surroundings.constants.hbar : 1e6;
}

} // namespace dqm
