#include "core/ensembles/ParticleEnsemble.h"

#include "core/detectors/Absorption.h"
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
constexpr std::uint32_t choiceStream = 13;
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

/// What some of the particles did in one step.
struct ParticleEnsemble::Block
{
    StepRecord record;
    std::vector<DetectorHit> hits;
};

ParticleEnsemble::ParticleEnsemble(const WaveState& state, const Grid& grid,
    const PhysicalConstants& constants, const ParticleOptions& options, int threads)
    : m_grid(grid)
    , m_constants(constants)
    , m_options(options)
    , m_noise(options.seed, noiseStream)
    , m_chance(options.seed, chanceStream)
    , m_choice(options.seed, choiceStream)
{
    requireOptions(options);
    m_before.assign(state, grid, constants, threads);
    if (!(m_before.norm() > 0.0))
        throw std::invalid_argument("There is nothing to draw particles from: rho vanishes.");
    if (options.start)
        drawFromCloud(*options.start);
    else
        drawFromRho(0, std::vector<std::uint8_t>(static_cast<size_t>(options.count), 1), threads);
    m_start = m_x;
    m_isAlive.assign(m_x.size(), 1);
    m_alive = count();
}

void ParticleEnsemble::setAbsorption(const RealField& edge, std::vector<DetectorStrip> strips)
{
    if (edge.size() > 0 && (edge.rows() != m_grid.ny || edge.cols() != m_grid.nx))
        throw std::invalid_argument("The absorbing layer must have the shape of the grid.");
    const auto places = sameStrips(m_strips, strips);
    std::erase_if(m_hits, [&](const DetectorHit& hit) { return !places[hit.detector]; });
    for (DetectorHit& hit : m_hits)
        hit.detector = *places[hit.detector];
    m_edge = edge;
    m_strips = std::move(strips);
    m_gamma = m_edge;
    if (m_gamma.size() == 0 && !m_strips.empty())
        m_gamma = RealField::Zero(m_grid.ny, m_grid.nx);
    for (const DetectorStrip& strip : m_strips)
        strip.addTo(m_gamma);
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

/// Bilinear, as the wave meets it: at the points of the grid.
double ParticleEnsemble::gammaAt(const RealField& gamma, Vec2 place) const
{
    const Vec2 inside = wrapInto(m_grid, place);
    const double fx = (inside.x() - m_grid.x(0)) / m_grid.dx();
    const double fy = (inside.y() - m_grid.y(0)) / m_grid.dy();
    const int i = std::clamp(static_cast<int>(fx), 0, m_grid.nx - 1);
    const int j = std::clamp(static_cast<int>(fy), 0, m_grid.ny - 1);
    const bool closes = m_grid.isTorus();
    const int right = closes ? (i + 1) % m_grid.nx : std::min(i + 1, m_grid.nx - 1);
    const int above = closes ? (j + 1) % m_grid.ny : std::min(j + 1, m_grid.ny - 1);
    const double tx = std::clamp(fx - i, 0.0, 1.0);
    const double ty = std::clamp(fy - j, 0.0, 1.0);
    return (1.0 - ty) * ((1.0 - tx) * gamma(j, i) + tx * gamma(j, right))
        + ty * ((1.0 - tx) * gamma(above, i) + tx * gamma(above, right));
}

/// The share of the step after which it ends, if it does within it.
std::optional<double> ParticleEnsemble::endsAfter(size_t k, Vec2 place, double dt) const
{
    if (m_gamma.size() == 0)
        return {};
    const double gamma = gammaAt(m_gamma, place);
    if (gamma <= 0.0)
        return {};
    const double lives = 2.0 * gamma * std::abs(dt) / m_constants.hbar;
    const double chance = m_chance.uniforms(k, static_cast<std::uint64_t>(m_step))[1];
    if (chance < std::exp(-lives))
        return {};
    return std::min(1.0, -std::log(chance) / lives);
}

/// The detector that has it; unset if it is the edge.
std::optional<std::size_t> ParticleEnsemble::takenBy(size_t k, Vec2 place) const
{
    if (m_strips.empty())
        return {};
    double all = m_edge.size() > 0 ? gammaAt(m_edge, place) : 0.0;
    const double edge = all;
    for (const DetectorStrip& strip : m_strips)
        all += strip.averageAt(place);
    if (all == 0.0) {
        // Within a spacing of a strip, where only its interpolation reaches.
        const auto nearest = std::ranges::min_element(
            m_strips, {}, [&](const DetectorStrip& strip) { return strip.distance(place); });
        return static_cast<std::size_t>(nearest - m_strips.begin());
    }
    double chance = all * m_choice.uniforms(k, static_cast<std::uint64_t>(m_step))[0] - edge;
    if (chance < 0.0)
        return {};
    std::size_t last = 0;
    for (std::size_t d = 0; d < m_strips.size(); ++d) {
        const double own = m_strips[d].averageAt(place);
        if (own > 0.0)
            last = d;
        chance -= own;
        if (chance < 0.0)
            break;
    }
    return last;
}

void ParticleEnsemble::end(size_t k, Vec2 place, double time, std::vector<DetectorHit>& hits)
{
    m_x[k] = place;
    m_isAlive[k] = 0;
    if (const auto detector = takenBy(k, place))
        hits.push_back(
            {static_cast<int>(k), time, place, m_strips[*detector].along(place), *detector});
}

Vec2 ParticleEnsemble::thrownBack(Vec2 place) const { return dqm::thrownBack(m_grid, place); }

/// Where v carries a particle in a step; unset if it was taken on the way.
std::optional<Vec2> ParticleEnsemble::drifted(
    size_t k, const Motion& motion, std::vector<DetectorHit>& hits)
{
    const auto capped = [&](const SplineWave& wave, const LocalWave& local) {
        return Vec2(
            wave.carrierVelocity() + shortened(local.v - wave.carrierVelocity(), motion.fastest));
    };
    const Vec2 from = m_x[k];
    const Vec2 v = capped(m_before, m_before.at(from));
    const Vec2 half = thrownBack(from + 0.5 * motion.dt * v);
    if (const std::optional<double> share = endsAfter(k, half, motion.dt)) {
        end(k, thrownBack(from + *share * motion.dt * v), m_before.time() + *share * motion.dt,
            hits);
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

void ParticleEnsemble::moveOne(size_t k, const Motion& motion, Block& block)
{
    const bool hasNoise = motion.noise > 0.0;
    const bool kicksFirst = hasNoise && m_step % 2 != 0;
    StepRecord kick;
    if (kicksFirst)
        m_x[k] = kicked(k, m_x[k], m_before, motion, kick);
    const std::optional<Vec2> carried = drifted(k, motion, block.hits);
    if (!carried)
        return;
    m_x[k] = *carried;
    if (!hasNoise)
        kick.accepted = 1;
    else if (!kicksFirst)
        m_x[k] = kicked(k, *carried, m_end, motion, kick);
    ++block.record.moved;
    block.record.accepted += kick.accepted;
    block.record.quadraticVariation += kick.quadraticVariation;
}

/// What the blocks noted, in an order of its own for any number of threads.
void ParticleEnsemble::collect(const std::vector<Block>& blocks, double dt)
{
    m_lastStep = StepRecord{};
    m_lastStep.dt = dt;
    const auto before = static_cast<std::ptrdiff_t>(m_hits.size());
    for (const Block& block : blocks) {
        m_lastStep.moved += block.record.moved;
        m_lastStep.accepted += block.record.accepted;
        m_lastStep.quadraticVariation += block.record.quadraticVariation;
        m_hits.insert(m_hits.end(), block.hits.begin(), block.hits.end());
    }
    std::stable_sort(
        m_hits.begin() + before, m_hits.end(), [dt](const DetectorHit& a, const DetectorHit& b) {
            return dt > 0.0 ? a.time < b.time : a.time > b.time;
        });
    m_alive = static_cast<int>(m_lastStep.moved);
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
    std::vector<Block> noted(static_cast<size_t>(blocks));
    parallelFor(blocks, threads, [&](int first, int last) {
        for (int b = first; b < last; ++b) {
            const int stop = std::min(count(), (b + 1) * particlesPerBlock);
            for (int k = b * particlesPerBlock; k < stop; ++k)
                if (isAlive(k))
                    moveOne(static_cast<size_t>(k), motion, noted[static_cast<size_t>(b)]);
        }
    });
    collect(noted, dt);
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
