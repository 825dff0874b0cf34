#include "core/ensembles/EnsembleReadouts.h"

#include "core/grid/Parallel.h"
#include "core/streamlines/FlowField.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double leastExpected = 8.0;

/// A field of cells summed over squares of `side` cells; the last ones may be smaller.
RealField coarse(const RealField& cells, int side)
{
    RealField sums
        = RealField::Zero((cells.rows() + side - 1) / side, (cells.cols() + side - 1) / side);
    for (Eigen::Index j = 0; j < cells.rows(); ++j)
        for (Eigen::Index i = 0; i < cells.cols(); ++i)
            sums(j / side, i / side) += cells(j, i);
    return sums;
}

RealField cellCounts(const ParticleEnsemble& particles)
{
    const SplineWave& wave = particles.wave();
    const Grid& grid = wave.grid();
    RealField counts = RealField::Zero(wave.cellsY(), wave.cellsX());
    for (int k = 0; k < particles.count(); ++k) {
        if (!particles.isAlive(k))
            continue;
        const Vec2 place = particles.wrapped(k) - grid.lower();
        const int i = std::clamp(static_cast<int>(place.x() / grid.dx()), 0, wave.cellsX() - 1);
        const int j = std::clamp(static_cast<int>(place.y() / grid.dy()), 0, wave.cellsY() - 1);
        counts(j, i) += 1.0;
    }
    return counts;
}

int bestSide(const RealField& expected)
{
    int best = 1;
    Eigen::Index most = 0;
    for (int side = 1; 8 * side <= std::max(expected.rows(), expected.cols()); ++side) {
        const Eigen::Index bins = (coarse(expected, side) > leastExpected).count();
        if (bins > most) {
            most = bins;
            best = side;
        }
    }
    return best;
}

/// Sums over bins.
struct Comparison
{
    double all; ///< particles
    HistogramCheck check;
    double chiSquared = 0.0;

    void add(double count, double expected)
    {
        if (expected > 0.0) {
            chiSquared += (count - expected) * (count - expected) / expected;
            const double P = std::min(1.0, expected / all);
            check.L1 += std::abs(count - expected) / all;
            check.expectedL1 += std::sqrt(2.0 / std::numbers::pi * P * (1.0 - P) / all);
            ++check.bins;
        }
    }
};

Estimate meanOf(double sum, double squares, int n)
{
    const double mean = sum / n;
    return {mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / n)};
}

} // namespace

HistogramCheck checkHistogram(const ParticleEnsemble& particles, int cellsPerBin, int threads)
{
    const double all = particles.count();
    const RealField expectedInCells = all * particles.wave().cellProbabilities(threads);
    const int side = cellsPerBin > 0 ? cellsPerBin : bestSide(expectedInCells);
    const RealField expected = coarse(expectedInCells, side);
    const RealField counts = coarse(cellCounts(particles), side);

    Comparison sums{all, {}, 0.0};
    double restExpected = std::max(0.0, all - expected.sum()); // absorbed
    double restCount = all - counts.sum();
    if (restExpected > leastExpected) {
        sums.add(restCount, restExpected);
        restExpected = restCount = 0.0;
    }
    for (Eigen::Index c = 0; c < expected.size(); ++c) {
        if (expected.data()[c] > leastExpected) {
            sums.add(counts.data()[c], expected.data()[c]);
        } else {
            restExpected += expected.data()[c];
            restCount += counts.data()[c];
        }
    }
    const int large = sums.check.bins;
    // However few are expected there, particles where none belong must count.
    sums.add(restCount, std::max(restExpected, 1.0));
    sums.check.chiSquaredPerDof = sums.chiSquared / std::max(1, large);
    sums.check.bins = large;
    sums.check.cellsPerBin = side;
    return sums.check;
}

std::array<Estimate, 2> startCorrelation(const ParticleEnsemble& particles)
{
    std::array<Estimate, 2> result;
    const double n = particles.alive();
    for (int axis = 0; axis < 2 && n > 0.0; ++axis) {
        double a = 0.0;
        double b = 0.0;
        double aa = 0.0;
        double bb = 0.0;
        double ab = 0.0;
        for (int k = 0; k < particles.count(); ++k) {
            if (!particles.isAlive(k))
                continue;
            const double x = particles.startingPlace(k)[axis];
            const double y = particles.place(k)[axis];
            a += x;
            b += y;
            aa += x * x;
            bb += y * y;
            ab += x * y;
        }
        const double scale = std::sqrt((aa - a * a / n) * (bb - b * b / n));
        const double r = scale > 0.0 ? (ab - a * b / n) / scale : 0.0;
        result[static_cast<size_t>(axis)] = {r, (1.0 - r * r) / std::sqrt(n)};
    }
    return result;
}

void DiffusionMeter::add(const StepRecord& step)
{
    const auto moved = static_cast<double>(step.moved);
    m_squares += step.quadraticVariation.sum();
    m_time += moved * std::abs(step.dt);
    m_moved += moved;
    m_accepted += static_cast<double>(step.accepted);
}

double DiffusionMeter::acceptance() const { return m_moved > 0.0 ? m_accepted / m_moved : 1.0; }

/// Two squares of normal numbers to a particle and step: the relative error is 1/sqrt(n).
Estimate DiffusionMeter::coefficient() const
{
    if (!(m_accepted > 0.0))
        return {};
    const double D = m_squares / (4.0 * m_time) / acceptance();
    return {D, D / std::sqrt(m_moved)};
}

VelocityMeter::VelocityMeter(int binsX, int binsY)
    : m_binsX(binsX)
    , m_binsY(binsY)
{
    if (binsX < 1 || binsY < 1)
        throw std::invalid_argument("Velocities are measured in one bin at least.");
}

double VelocityCheck::largestByChance() const
{
    constexpr double deviations = 4.5;
    const double share = 2.0 / (9.0 * std::max(1, count));
    return std::pow(1.0 - share + deviations * std::sqrt(share), 1.5);
}

VelocityCheck checkVelocities(
    const std::vector<LocalVelocities>& bins, std::array<Estimate, 2> LocalVelocities::*off)
{
    VelocityCheck check;
    double sum = 0.0;
    for (const LocalVelocities& bin : bins) {
        for (const Estimate& estimate : bin.*off) {
            if (!(estimate.error > 0.0))
                continue;
            sum += estimate.value * estimate.value / (estimate.error * estimate.error);
            ++check.count;
        }
    }
    check.pull = check.count > 0 ? std::sqrt(sum / check.count) : 0.0;
    return check;
}

void VelocityMeter::take(const ParticleEnsemble& particles, int most, int threads)
{
    const auto count = static_cast<size_t>(std::min(most, particles.count()));
    if (m_taken == 0 || m_now.v.size() != count) {
        m_now = {std::vector<Vec2>(count), std::vector<Vec2>(count)};
        m_time = particles.wave().time(); // a way of no length
        m_way = {std::vector<Vec2>(count, Vec2::Zero()), std::vector<Vec2>(count, Vec2::Zero())};
    }
    follow(particles, threads);
    std::rotate(m_snapshots.begin(), m_snapshots.begin() + 1, m_snapshots.end());
    Snapshot& now = m_snapshots.back();
    m_grid = particles.wave().grid();
    now.time = particles.wave().time();
    now.places.resize(count);
    now.alive.resize(count);
    for (size_t k = 0; k < count; ++k) {
        const int p = static_cast<int>(k);
        now.places[k] = particles.place(p);
        now.alive[k] = particles.isAlive(p) ? 1 : 0;
    }
    now.way = m_way;
    std::ranges::fill(m_way.v, Vec2::Zero());
    std::ranges::fill(m_way.u, Vec2::Zero());
    ++m_taken;
}

void VelocityMeter::follow(const ParticleEnsemble& particles, int threads)
{
    const double half = 0.5 * (particles.wave().time() - m_time);
    const double noise = particles.options().noise;
    parallelFor(static_cast<int>(m_now.v.size()), threads, [&](int first, int last) {
        for (int p = first; p < last; ++p) {
            if (!particles.isAlive(p))
                continue;
            const auto k = static_cast<size_t>(p);
            const LocalWave local = particles.wave().at(particles.place(p));
            const Vec2 u = noise * local.u;
            if (half != 0.0) {
                m_way.v[k] += half * (m_now.v[k] + local.v);
                m_way.u[k] += half * (m_now.u[k] + u);
            }
            m_now.v[k] = local.v;
            m_now.u[k] = u;
        }
    });
    m_time = particles.wave().time();
}

namespace {

/// What the particles of one bin say of the velocities there.
struct VelocitySums
{
    /// b, b*, v, u, and v, u less those of psi along the same ways.
    using Values = std::array<Vec2, 6>;

    Values sum;
    Values square;
    int n = 0;

    VelocitySums()
    {
        sum.fill(Vec2::Zero());
        square.fill(Vec2::Zero());
    }

    void add(const Values& values)
    {
        for (size_t q = 0; q < values.size(); ++q) {
            sum[q] += values[q];
            square[q] += values[q].cwiseProduct(values[q]);
        }
        ++n;
    }

    LocalVelocities means() const
    {
        LocalVelocities local;
        local.particles = n;
        for (int axis = 0; axis < 2; ++axis) {
            const auto estimate
                = [&](size_t q) { return meanOf(sum[q][axis], square[q][axis], n); };
            const auto a = static_cast<size_t>(axis);
            local.forward[a] = estimate(0);
            local.backward[a] = estimate(1);
            local.v[a] = estimate(2);
            local.u[a] = estimate(3);
            local.vOff[a] = estimate(4);
            local.uOff[a] = estimate(5);
            local.vOfPsi[axis] = local.v[a].value - local.vOff[a].value;
            local.uOfPsi[axis] = local.u[a].value - local.uOff[a].value;
        }
        return local;
    }
};

} // namespace

std::vector<LocalVelocities> VelocityMeter::read(int least) const
{
    if (!isReady() || m_snapshots[0].places.size() != m_snapshots[2].places.size())
        throw std::logic_error("Velocities are measured between three instants.");
    // Paths that were run backward are read as time orders them.
    const bool isForward = m_snapshots[2].time >= m_snapshots[0].time;
    const Snapshot& before = m_snapshots[isForward ? 0 : 2];
    const Snapshot& now = m_snapshots[1];
    const Snapshot& after = m_snapshots[isForward ? 2 : 0];
    // Integrals over time since the snapshot that is earlier in the run.
    const Flow& wayBefore = m_snapshots[isForward ? 1 : 2].way;
    const Flow& wayAfter = m_snapshots[isForward ? 2 : 1].way;
    const double timeBefore
        = m_snapshots[isForward ? 1 : 2].time - m_snapshots[isForward ? 0 : 1].time;
    const double timeAfter
        = m_snapshots[isForward ? 2 : 1].time - m_snapshots[isForward ? 1 : 0].time;
    std::vector<VelocitySums> bins(static_cast<size_t>(m_binsX * m_binsY));
    for (size_t k = 0; k < now.places.size(); ++k) {
        if (before.alive[k] == 0 || after.alive[k] == 0)
            continue;
        const Vec2 b = (after.places[k] - now.places[k]) / (after.time - now.time);
        const Vec2 bStar = (now.places[k] - before.places[k]) / (now.time - before.time);
        const Vec2 bOfPsi = (wayAfter.v[k] - wayAfter.u[k]) / timeAfter;
        const Vec2 bStarOfPsi = (wayBefore.v[k] + wayBefore.u[k]) / timeBefore;
        const Vec2 place
            = (wrapInto(m_grid, now.places[k]) - m_grid.lower()).cwiseQuotient(m_grid.size);
        const int i = std::clamp(static_cast<int>(place.x() * m_binsX), 0, m_binsX - 1);
        const int j = std::clamp(static_cast<int>(place.y() * m_binsY), 0, m_binsY - 1);
        VelocitySums& bin = bins[static_cast<size_t>(j * m_binsX + i)];
        const Vec2 v = 0.5 * (b + bStar);
        const Vec2 u = 0.5 * (bStar - b);
        const VelocitySums::Values values{
            b, bStar, v, u, v - 0.5 * (bOfPsi + bStarOfPsi), u - 0.5 * (bStarOfPsi - bOfPsi)};
        bin.add(values);
    }
    std::vector<LocalVelocities> result;
    const Vec2 size = m_grid.size.cwiseQuotient(Vec2(m_binsX, m_binsY));
    for (int c = 0; c < m_binsX * m_binsY; ++c) {
        const VelocitySums& bin = bins[static_cast<size_t>(c)];
        if (bin.n < std::max(2, least))
            continue;
        const int row = c / m_binsX;
        LocalVelocities local = bin.means();
        local.center = m_grid.lower() + size.cwiseProduct(Vec2(c % m_binsX + 0.5, row + 0.5));
        result.push_back(local);
    }
    return result;
}

} // namespace dqm
