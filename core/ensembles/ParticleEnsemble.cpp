#include "core/ensembles/ParticleEnsemble.h"

#include "core/evolution/Propagator.h"
#include "core/grid/Parallel.h"
#include "core/grid/Walls.h"
#include "core/streamlines/FlowField.h"
#include "core/values/MostParticles.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace dqm {

namespace {

constexpr std::uint32_t noiseStream = 10;
constexpr std::uint32_t chanceStream = 11;
/// Fixed, so that the order of summation does not depend on the number of threads.
constexpr int particlesPerBlock = 2048;
/// Of the noise of one step: drifts beyond it belong to a node.
constexpr double longestKick = 3.0;

Vec2 shortened(Vec2 v, double longest)
{
    const double square = v.squaredNorm();
    if (square <= longest * longest)
        return v;
    return v * (longest / std::sqrt(square));
}

void requireOptions(const ParticleOptions& options)
{
    if (options.count < 1 || options.count > mostParticles)
        throw std::invalid_argument("An ensemble has 1 to " + std::to_string(mostParticles)
            + " particles, not " + std::to_string(options.count) + ".");
    if (!(options.noise >= 0.0 && options.noise <= 1.0))
        throw std::invalid_argument("The share of noise must lie between 0 and 1.");
    if (options.start && !(options.start->sigma.minCoeff() > 0.0))
        throw std::invalid_argument("The widths of a cloud must be positive.");
}

} // namespace

/// What is the same for all particles in one step.
struct ParticleEnsemble::Motion
{
    double dt;
    double fastest; ///< of v beside the carrier's
    double noise; ///< standard deviation of the kick per axis
    double kickTime; ///< nu |dt|
    double osmotic; ///< sign of u in the kick: -1 as it should be
    bool isAdjusted; ///< by Metropolis and Hastings
};

ParticleEnsemble::ParticleEnsemble(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants, const ParticleOptions& options, int threads)
    : m_grid(grid)
    , m_constants(constants)
    , m_options(options)
    , m_noise(options.seed, noiseStream)
    , m_chance(options.seed, chanceStream)
{
    requireOptions(options);
    m_before.assign(state, grid, constants, threads);
    if (!(m_before.norm() > 0.0))
        throw std::invalid_argument("There is nothing to draw particles from: rho vanishes.");
    if (options.start)
        drawFromCloud(*options.start);
    else
        drawFromRho(threads);
    m_start = m_x;
    m_isAlive.assign(m_x.size(), 1);
    m_alive = count();
}

void ParticleEnsemble::setAbsorption(RealField gamma)
{
    if (gamma.size() > 0 && (gamma.rows() != m_grid.ny || gamma.cols() != m_grid.nx))
        throw std::invalid_argument("The absorbing layer must have the shape of the grid.");
    m_gamma = std::move(gamma);
}

void ParticleEnsemble::setMotion(ParticleLaw law, double noise)
{
    ParticleOptions wanted = m_options;
    wanted.law = law;
    wanted.noise = noise;
    requireOptions(wanted);
    m_options = wanted;
}

void ParticleEnsemble::look(const WaveState& state, const PhysicalConstants& constants, int threads)
{
    m_constants = constants;
    m_before.assign(state, m_grid, constants, threads);
}

Vec2 ParticleEnsemble::wrapped(int k) const { return wrapInto(m_grid, place(k)); }

/// Bilinear; the layer rises over many cells.
bool ParticleEnsemble::isAbsorbed(size_t k, Vec2 place, double dt) const
{
    if (m_gamma.size() == 0)
        return false;
    const Vec2 inside = wrapInto(m_grid, place);
    const double fx = (inside.x() - m_grid.x(0)) / m_grid.dx();
    const double fy = (inside.y() - m_grid.y(0)) / m_grid.dy();
    const int i = std::clamp(static_cast<int>(fx), 0, m_grid.nx - 1);
    const int j = std::clamp(static_cast<int>(fy), 0, m_grid.ny - 1);
    const int right = (i + 1) % m_grid.nx;
    const int above = (j + 1) % m_grid.ny;
    const double tx = fx - i;
    const double ty = fy - j;
    const double gamma = (1.0 - ty) * ((1.0 - tx) * m_gamma(j, i) + tx * m_gamma(j, right))
        + ty * ((1.0 - tx) * m_gamma(above, i) + tx * m_gamma(above, right));
    if (gamma <= 0.0)
        return false;
    const double survival = std::exp(-2.0 * gamma * std::abs(dt) / m_constants.hbar);
    return m_chance.uniforms(k, static_cast<std::uint64_t>(m_step))[1] >= survival;
}

Vec2 ParticleEnsemble::thrownBack(Vec2 place) const { return dqm::thrownBack(m_grid, place); }

/// Where v carries a particle in a step; unset if the edge took it on the way.
std::optional<Vec2> ParticleEnsemble::drifted(size_t k, const Motion& motion)
{
    const auto capped = [&](const SplineWave& wave, const LocalWave& local) {
        return Vec2(
            wave.carrierVelocity() + shortened(local.v - wave.carrierVelocity(), motion.fastest));
    };
    const Vec2 from = m_x[k];
    const Vec2 half = thrownBack(from + 0.5 * motion.dt * capped(m_before, m_before.at(from)));
    if (isAbsorbed(k, half, motion.dt)) {
        m_x[k] = half;
        m_isAlive[k] = 0;
        return {};
    }
    return thrownBack(from + motion.dt * capped(m_middle, m_middle.at(half)));
}

/// The osmotic kick in the rho of a wave.
Vec2 ParticleEnsemble::kicked(
    size_t k, Vec2 from, const SplineWave& wave, const Motion& motion, StepRecord& record) const
{
    const auto step = static_cast<std::uint64_t>(m_step);
    const std::array<double, 2> xi = m_noise.normals(k, step);
    const Vec2 chance(xi[0], xi[1]);
    const Vec2 between = from + 0.5 * motion.noise * chance;
    const Vec2 osmoticWay = shortened(
        motion.osmotic * motion.kickTime * wave.at(between).u, longestKick * motion.noise);
    Vec2 there = from + motion.noise * chance + osmoticWay;
    bool isAccepted = true;
    if (motion.isAdjusted) {
        // The noise of the way back: the same point lies half way.
        const Vec2 back = chance + 2.0 / motion.noise * osmoticWay;
        const double here = wave.rho(from);
        const double ratio
            = wave.rho(there) * std::exp(0.5 * (chance.squaredNorm() - back.squaredNorm()));
        isAccepted = ratio >= here || m_chance.uniforms(k, step)[0] * here < ratio;
    }
    if (isAccepted)
        ++record.accepted;
    else
        there = from;
    // What the particle did beside its mean forward velocity, read where the step takes it: towards
    // a node the velocities change within a step by more than the noise.
    const Vec2 surprise = there - from - osmoticWay;
    record.quadraticVariation += surprise.cwiseProduct(surprise);
    return motion.isAdjusted ? there : thrownBack(there);
}

void ParticleEnsemble::moveOne(size_t k, const Motion& motion, StepRecord& record)
{
    const bool hasNoise = motion.noise > 0.0;
    const bool kicksFirst = hasNoise && m_step % 2 != 0;
    StepRecord kick;
    if (kicksFirst)
        m_x[k] = kicked(k, m_x[k], m_before, motion, kick);
    const std::optional<Vec2> carried = drifted(k, motion);
    if (!carried)
        return;
    m_x[k] = *carried;
    if (!hasNoise)
        kick.accepted = 1;
    else if (!kicksFirst)
        m_x[k] = kicked(k, *carried, m_end, motion, kick);
    ++record.moved;
    record.accepted += kick.accepted;
    record.quadraticVariation += kick.quadraticVariation;
}

void ParticleEnsemble::advance(
    const WaveState& middle, const WaveState& end, double dt, int threads)
{
    if (!std::isfinite(dt) || dt == 0.0)
        throw std::invalid_argument("The step of the particles must be finite and not zero.");
    m_middle.assign(middle, m_grid, m_constants, threads);
    m_end.assign(end, m_grid, m_constants, threads);

    const double D = m_constants.diffusionCoefficient();
    Motion motion{};
    motion.dt = dt;
    motion.fastest
        = std::max(longestKick * std::sqrt(2.0 * D / std::abs(dt)), m_end.resolvedSpeed());
    motion.isAdjusted = m_options.law == ParticleLaw::Conservative;
    motion.osmotic = motion.isAdjusted                ? -1.0
        : m_options.law == ParticleLaw::TotalVelocity ? 1.0
                                                      : 0.0;
    motion.kickTime = m_options.noise * std::abs(dt);
    motion.noise = std::sqrt(2.0 * D * motion.kickTime);

    const int blocks = (count() + particlesPerBlock - 1) / particlesPerBlock;
    std::vector<StepRecord> records(static_cast<size_t>(blocks));
    parallelFor(blocks, threads, [&](int first, int last) {
        for (int b = first; b < last; ++b) {
            const int stop = std::min(count(), (b + 1) * particlesPerBlock);
            for (int k = b * particlesPerBlock; k < stop; ++k)
                if (isAlive(k))
                    moveOne(static_cast<size_t>(k), motion, records[static_cast<size_t>(b)]);
        }
    });
    m_lastStep = StepRecord{};
    m_lastStep.dt = dt;
    for (const StepRecord& record : records) {
        m_lastStep.moved += record.moved;
        m_lastStep.accepted += record.accepted;
        m_lastStep.quadraticVariation += record.quadraticVariation;
    }
    m_alive = static_cast<int>(m_lastStep.moved);
    ++m_step;
    std::swap(m_before, m_end);
}

void advanceTogether(WaveState& state, Propagator& propagator, ParticleEnsemble& particles,
    double dt, int steps, int threads)
{
    for (int n = 0; n < steps; ++n) {
        propagator.advance(state, 0.5 * dt, 1);
        const WaveState middle = state;
        propagator.advance(state, 0.5 * dt, 1);
        particles.advance(middle, state, dt, threads);
    }
}

} // namespace dqm
