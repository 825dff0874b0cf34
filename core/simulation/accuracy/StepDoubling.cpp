#include "core/simulation/accuracy/StepDoubling.h"

#include "core/evolution/splitstep/Splitting.h"
#include "core/grid/FourierTransform.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace dqm {

namespace {

constexpr int fewestPoints = 64;
constexpr int longestPending = 64;
constexpr int stepsBetweenWatches = 256;
/// Of |psi|^2, how much may lie beyond `usableBand` of the wave numbers.
constexpr double strayWeight = 1e-7;
constexpr double usableBand = 0.75;
/// Of their ranges, how far V and |grad V|^2 may be from what is interpolated between the points
/// that are kept; the second enters with dt^2.
constexpr double strayPotential = 1e-3;
constexpr double straySlope = 1e-2;
constexpr double sameStep = 1e-9;

/// Midway between the fourth and the fifth of eight points.
constexpr std::array<double, 8> midway{-5.0 / 2048.0, 49.0 / 2048.0, -245.0 / 2048.0,
    1225.0 / 2048.0, 1225.0 / 2048.0, -245.0 / 2048.0, 49.0 / 2048.0, -5.0 / 2048.0};

/// Between walls the first kept point stands a stride from the wall.
int firstKept(const Grid& grid, int stride) { return grid.isTorus() ? 0 : stride - 1; }

int keptPoints(const Grid& grid, int n, int stride)
{
    return grid.isTorus() ? n / stride : (n + 1) / stride - 1;
}

bool divides(const Grid& grid, int n, int stride)
{
    return (grid.isTorus() ? n : n + 1) % stride == 0;
}

ComplexField keptOf(const ComplexField& field, const Grid& grid, int strideX, int strideY)
{
    if (strideX == 1 && strideY == 1)
        return field;
    const int firstX = firstKept(grid, strideX);
    const int firstY = firstKept(grid, strideY);
    return ComplexField::NullaryExpr(keptPoints(grid, grid.ny, strideY),
        keptPoints(grid, grid.nx, strideX), [&](Eigen::Index j, Eigen::Index i) {
            return field(firstY + j * strideY, firstX + i * strideX);
        });
}

/// Of |psi|^2, what each wave number has along either axis, in FFT order.
struct Spectrum
{
    Eigen::ArrayXd x;
    Eigen::ArrayXd y;
};

Spectrum spectrumOf(ComplexField psi, const Grid& grid)
{
    FourierTransform(grid).forward(psi);
    const RealField weight = psi.abs2();
    const double total = weight.sum();
    return {weight.colwise().sum().transpose() / total, weight.rowwise().sum() / total};
}

double weightBeyond(const Eigen::ArrayXd& spectrum, const Eigen::ArrayXd& wavenumbers, double k)
{
    return (wavenumbers.abs() > k).select(spectrum, 0.0).sum();
}

/// The smallest of the wave numbers beyond which almost nothing lies.
double reach(const Eigen::ArrayXd& spectrum, const Eigen::ArrayXd& wavenumbers)
{
    double low = 0.0;
    double high = wavenumbers.abs().maxCoeff();
    for (int halving = 0; halving < 20; ++halving) {
        const double middle = 0.5 * (low + high);
        (weightBeyond(spectrum, wavenumbers, middle) > strayWeight ? low : high) = middle;
    }
    return high;
}

/// Whether a field is what is interpolated between every stride-th of its points along a line.
/// Where the torus closes it need not be.
template <class At>
bool isKept(int n, int stride, double tolerance, const At& at)
{
    for (int i = 3 * stride; i + 4 * stride < n; i += stride) {
        double value = 0.0;
        for (int k = 0; k < 8; ++k)
            value += midway[static_cast<size_t>(k)] * at(i + (k - 3) * stride);
        if (std::abs(value - at(i + stride / 2)) > tolerance)
            return false;
    }
    return true;
}

bool isKeptAlongX(const RealField& field, int stride, double share)
{
    const double tolerance = share * (field.maxCoeff() - field.minCoeff());
    for (Eigen::Index j = 0; j < field.rows(); ++j)
        if (!isKept(static_cast<int>(field.cols()), stride, tolerance,
                [&](int i) { return field(j, i); }))
            return false;
    return true;
}

bool isKeptAlongY(const RealField& field, int stride, double share)
{
    const double tolerance = share * (field.maxCoeff() - field.minCoeff());
    for (Eigen::Index i = 0; i < field.cols(); ++i)
        if (!isKept(static_cast<int>(field.rows()), stride, tolerance,
                [&](int j) { return field(j, i); }))
            return false;
    return true;
}

/// The largest power of two that passes.
template <class Passes>
int largestStride(const Passes& passes)
{
    int stride = 1;
    while (passes(2 * stride))
        stride *= 2;
    return stride;
}

struct Terrain
{
    RealField V;
    RealField slope; ///< |grad V|^2
};

/// V now, and if it changes in time in the middle of every stretch in which it does so alike, up to
/// a number of them.
std::vector<Terrain> landscapesOf(const Surroundings& surroundings, double now, double until)
{
    constexpr int stretches = 8;
    constexpr std::size_t most = 24;
    std::vector<double> times{now};
    if (const StepSchedule* const schedule = surroundings.potential->schedule()) {
        constexpr int order = 4;
        const auto parts = schedule->between(now, until / stretches, stretches, order);
        const std::size_t every = 1 + parts.size() / most;
        for (std::size_t k = 0; k < parts.size(); k += every)
            times.push_back(parts[k].from + 0.5 * parts[k].dt * parts[k].steps);
        for (int n = 1; n < stretches; ++n)
            times.push_back(now + n * until / stretches);
    }
    std::vector<Terrain> all;
    for (const double time : times) {
        try {
            Terrain seen;
            surroundings.potential->sampleWithGradient(seen.V, seen.slope, time);
            all.push_back(std::move(seen));
        } catch (const ExperimentError&) {
            // Not finite there: the run will say so when it comes to it.
            if (time == now)
                throw;
        }
    }
    // Points must resolve a detector as they do V.
    if (const Absorption& absorber = *surroundings.absorber; absorber.detects()) {
        Terrain strips{all.front().slope, all.front().slope};
        strips.V.setZero();
        strips.slope.setZero();
        for (const DetectorStrip& strip : absorber.strips())
            strip.addTo(strips.V);
        all.push_back(std::move(strips));
    }
    return all;
}

double relativeDifference(const ComplexField& a, const ComplexField& b)
{
    return std::sqrt((a - b).abs2().sum() / b.abs2().sum());
}

} // namespace

std::optional<StepDoubling::Stride> StepDoubling::coarsest(
    const Surroundings& surroundings, const WaveState& state, double until)
{
    const Grid& grid = surroundings.gridInK;
    const std::vector<Terrain> landscapes = landscapesOf(surroundings, state.time, until);
    // What a fall into the deepest place adds to the momenta.
    const PhysicalConstants& constants = surroundings.constants;
    const RealField rho = state.envelope.abs2();
    double gain = 0.0;
    for (const Terrain& seen : landscapes) {
        const double mean = (seen.V * rho).sum() / rho.sum();
        gain = std::max(gain,
            std::sqrt(2.0 * constants.mass * std::max(0.0, mean - seen.V.minCoeff()))
                / constants.hbar);
    }
    const Spectrum spectrum = spectrumOf(state.envelope, grid);
    const double reachX = std::hypot(reach(spectrum.x, grid.wavenumbersX()), gain);
    const double reachY = std::hypot(reach(spectrum.y, grid.wavenumbersY()), gain);
    if (!std::isfinite(reachX + reachY))
        return {};
    const auto fits = [&](int n, double spacing, double k, int stride) {
        return divides(grid, n, stride) && keptPoints(grid, n, stride) >= fewestPoints - 1
            && usableBand * std::numbers::pi / (stride * spacing) > k;
    };
    Stride stride;
    stride.x = largestStride([&](int s) {
        return fits(grid.nx, grid.dx(), reachX, s)
            && std::ranges::all_of(landscapes, [s](const Terrain& seen) {
                   return isKeptAlongX(seen.V, s, strayPotential)
                       && isKeptAlongX(seen.slope, s, straySlope);
               });
    });
    stride.y = largestStride([&](int s) {
        return fits(grid.ny, grid.dy(), reachY, s)
            && std::ranges::all_of(landscapes, [s](const Terrain& seen) {
                   return isKeptAlongY(seen.V, s, strayPotential)
                       && isKeptAlongY(seen.slope, s, straySlope);
               });
    });
    return stride;
}

std::optional<StepDoubling> StepDoubling::begin(const Experiment& experiment,
    const Surroundings& surroundings, Scheme scheme, const WaveState& state, const Budget& budget)
{
    if (surroundings.potential->isZero() && !surroundings.absorber->isActive())
        return StepDoubling(experiment, scheme, state, Stride());
    const std::optional<Stride> stride = coarsest(surroundings, state, experiment.time.until);
    if (!stride)
        return {};
    const double all = static_cast<double>(experiment.grid.nx) * experiment.grid.ny;
    const double points = all / (stride->x * stride->y);
    if (points > budget.share * all && points > budget.points)
        return {};
    return StepDoubling(experiment, scheme, state, *stride);
}

StepDoubling::StepDoubling(
    const Experiment& experiment, Scheme scheme, const WaveState& state, const Stride& stride)
    : m_sharesGrid(stride.keepsAll())
    , m_byDouble(state)
{
    Experiment coarse = experiment;
    coarse.grid.nx = keptPoints(experiment.grid, experiment.grid.nx, stride.x);
    coarse.grid.ny = keptPoints(experiment.grid, experiment.grid.ny, stride.y);
    m_grid = coarse.grid;
    const Surroundings around = surroundingsOf(coarse, 1);
    m_isExact = around.potential->isZero() && !around.absorber->isActive();
    if (m_isExact) {
        m_byDouble = WaveState();
        return;
    }
    m_order = orderOf(scheme, around.potential.get());
    const StepSchedule* const schedule = around.potential->scheduleInK();
    if (schedule != nullptr && schedule->ridesOverShaking(m_order))
        m_order = 2;
    m_byDouble.envelope = keptOf(state.envelope, experiment.grid, stride.x, stride.y);
    m_double = propagatorInK(coarse, around, scheme, Precision::Double, 2.0);
    if (m_sharesGrid)
        return;
    m_bySingle = m_byDouble;
    m_single = propagatorInK(coarse, around, scheme);
}

void StepDoubling::follow(double dt, int steps)
{
    if (m_isExact || steps == 0)
        return;
    if (std::abs(dt - m_step) > sameStep * std::abs(dt)) {
        catchUp();
        // An odd step is taken by both alike.
        if (m_pending > 0) {
            m_double->advance(m_byDouble, m_step, 1);
            if (m_single)
                m_single->advance(m_bySingle, m_step, 1);
            m_pending = 0;
        }
        m_step = dt;
    }
    m_pending += steps;
    if (m_pending >= longestPending)
        catchUp();
}

void StepDoubling::catchUp()
{
    const int pairs = m_pending / 2;
    if (pairs == 0)
        return;
    m_double->advance(m_byDouble, 2.0 * m_step, pairs);
    if (m_single)
        m_single->advance(m_bySingle, m_step, 2 * pairs);
    m_pending -= 2 * pairs;
    m_sinceWatch += 2 * pairs;
    if (m_single && m_sinceWatch >= stepsBetweenWatches)
        watchEdge();
}

void StepDoubling::watchEdge()
{
    m_sinceWatch = 0;
    const Spectrum spectrum = spectrumOf(m_bySingle.envelope, m_grid);
    const auto strays = [](const Eigen::ArrayXd& weight, const Eigen::ArrayXd& wavenumbers) {
        return weightBeyond(weight, wavenumbers, 0.9 * wavenumbers.abs().maxCoeff()) > strayWeight;
    };
    m_holds
        = !strays(spectrum.x, m_grid.wavenumbersX()) && !strays(spectrum.y, m_grid.wavenumbersY());
}

double StepDoubling::error(const WaveState& state)
{
    if (m_isExact)
        return 0.0;
    catchUp();
    const bool isBetween = m_pending != 0;
    // The run is a step ahead: both may take it alike.
    WaveState far = m_byDouble;
    if (isBetween && m_sharesGrid)
        m_double->advance(far, m_step, 1);
    const ComplexField& near = m_sharesGrid ? state.envelope : m_bySingle.envelope;
    const double soFar = relativeDifference(far.envelope, near) / (std::exp2(m_order) - 1.0);
    return isBetween ? soFar + errorOfOddStep() : soFar;
}

double StepDoubling::errorOfOddStep() const
{
    WaveState whole = m_byDouble;
    WaveState halves = m_byDouble;
    m_double->advance(whole, m_step, 1);
    m_double->advance(halves, 0.5 * m_step, 2);
    const double power = std::exp2(m_order);
    return relativeDifference(whole.envelope, halves.envelope) * power / (power - 1.0);
}

} // namespace dqm
