#include "core/simulation/CarriedParticles.h"

#include "core/streamlines/FlowField.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

// Shares of the experiment's time.
constexpr double trailShare = 1.0 / 24.0;
constexpr double snapshotShare = 1.0 / 100.0;

constexpr int velocityBins = 16; // per axis
constexpr int mostMeasured = 40000; // particles whose velocities are measured
constexpr int fewestInBin = 50;

ParticleOptions optionsOf(const EnsembleSettings& settings)
{
    ParticleOptions options;
    options.count = settings.particles;
    options.seed = settings.seed;
    options.law = settings.law;
    options.noise = settings.noise;
    options.start = settings.start;
    return options;
}

/// s0 where the closed form of the correlation holds: one Gaussian without a chirp on a torus.
std::optional<Vec2> freeWidth(const Experiment& experiment, const Surroundings& surroundings)
{
    const bool isFree = experiment.grid.boundary == BoundaryKind::Periodic
        && surroundings.potential->isZero() && experiment.packets.size() == 1;
    const auto* packet
        = isFree ? std::get_if<GaussianPacket>(&experiment.packets.front()) : nullptr;
    if (!packet || packet->chirp != 0.0 || experiment.ensemble.start
        || experiment.ensemble.law != ParticleLaw::Conservative)
        return {};
    return packet->sigma;
}

} // namespace

double trailTime(const Experiment& experiment) { return trailShare * experiment.time.until; }

CarriedParticles::CarriedParticles(
    const Experiment& experiment, const Evolution& beside, const Surroundings& surroundings)
    : m_ensemble(beside.state(), experiment.grid, surroundings.constants,
        optionsOf(experiment.ensemble), surroundings.threads)
    , m_trailTime(trailTime(experiment))
    , m_trails(m_trailTime)
    , m_threads(surroundings.threads)
    , m_until(experiment.time.until)
    , m_freeWidth(beside.time() == 0.0 ? freeWidth(experiment, surroundings) : std::nullopt)
{
    change(experiment, beside, surroundings);
    note(0.0);
}

void CarriedParticles::change(
    const Experiment& experiment, const Evolution& beside, const Surroundings& surroundings)
{
    const bool isOtherWave = m_ensemble.constants().mass != surroundings.constants.mass
        || m_ensemble.constants().hbar != surroundings.constants.hbar
        || !surroundings.potential->isZero();
    const EnsembleSettings& wanted = experiment.ensemble;
    if (isOtherWave || wanted.law != ParticleLaw::Conservative)
        m_freeWidth.reset();
    m_ensemble.setMotion(wanted.law, wanted.noise);
    m_ensemble.look(beside.state(), surroundings.constants, surroundings.threads);
    RealField edge;
    surroundings.absorber->edge().sample(edge);
    m_ensemble.setAbsorption(edge, surroundings.absorber->strips());
    if (wanted.law != ParticleLaw::Conservative || wanted.start)
        m_hitsFollowRho = false;
    // What was measured belongs to the motion before.
    m_diffusion.clear();
    m_meter.reset();
    m_report.reset();
}

void CarriedParticles::sort(const std::function<double(Vec2)>& staying, std::uint64_t index)
{
    m_ensemble.sort(staying, index, m_threads);
    m_freeWidth.reset();
    m_trails = ParticleTrails(m_trailTime);
    note(0.0);
}

StepsTaken CarriedParticles::advance(
    Evolution& beside, double dt, int count, double landing, double longestStep)
{
    const double start = beside.time();
    const double wanted = std::ceil(count * std::abs(dt) / longestStep * (1.0 - 1e-9));
    const int moves = std::clamp(static_cast<int>(std::min(wanted, 1e9)), 1, std::max(1, count));
    const double length = dt * count / moves;
    // An even number of steps of the wave to a move: the particles read it in the middle.
    const int half = std::max(1, ((count + moves - 1) / moves + 1) / 2);
    const double step = 0.5 * length / half;
    for (int n = 0; n < moves; ++n) {
        const double middle = start + (n + 0.5) * length;
        beside.advance(step, half, middle);
        const WaveState between = beside.state();
        beside.advance(step, half, n + 1 < moves ? start + (n + 1) * length : landing);
        m_ensemble.advance(between, beside.state(), length, m_threads);
        m_diffusion.add(m_ensemble.lastStep());
        note(length);
    }
    return {step, 2 * half * moves};
}

/// After a move.
void CarriedParticles::note(double dt)
{
    followCorrelation(dt);
    measureVelocities(dt);
    const int traced = std::min(ParticleTrails::mostTrails, m_ensemble.count());
    std::vector<Vec2> places(static_cast<size_t>(traced));
    std::vector<std::uint8_t> isAlive(static_cast<size_t>(traced));
    for (int k = 0; k < traced; ++k) {
        places[static_cast<size_t>(k)] = m_ensemble.place(k);
        isAlive[static_cast<size_t>(k)] = m_ensemble.isAlive(k) ? 1 : 0;
    }
    m_trails.take(m_ensemble.wave().time(), std::move(places), std::move(isAlive));
}

void CarriedParticles::followCorrelation(double dt)
{
    if (!m_freeWidth || dt == 0.0)
        return;
    const double now = m_ensemble.wave().time();
    const double D = m_ensemble.constants().diffusionCoefficient();
    const auto angle = [D](double t, double s0) { return std::atan(D * t / (s0 * s0)); };
    for (int axis = 0; axis < 2; ++axis) {
        const double s0 = (*m_freeWidth)[axis];
        m_decay[axis]
            += m_ensemble.options().noise * std::abs(angle(now, s0) - angle(now - dt, s0));
    }
}

/// Three snapshots before each report; none while nobody reads.
void CarriedParticles::measureVelocities(double dt)
{
    if (!m_meter || dt == 0.0)
        return;
    if (m_lastDt * dt < 0.0)
        m_snapshots = 0;
    m_lastDt = dt;
    const double time = m_ensemble.wave().time();
    const bool isDue = m_snapshots == 0
        || std::abs(time - m_snapshotTime) >= (1.0 - 1e-9) * snapshotShare * m_until;
    if (m_snapshots >= 3)
        return;
    if (!isDue) {
        m_meter->follow(m_ensemble, m_threads);
        return;
    }
    if (m_snapshots == 0)
        m_meter.emplace(velocityBins, velocityBins);
    m_meter->take(m_ensemble, mostMeasured, m_threads);
    m_snapshotTime = time;
    ++m_snapshots;
}

void CarriedParticles::paint(ParticlePlaces& seen, const Grid& grid, Vec2 velocity) const
{
    seen.clear();
    seen.law = m_ensemble.options().law;
    seen.noise = m_ensemble.options().noise;
    const Vec2 shift = velocity * m_ensemble.wave().time();
    seen.places.reserve(static_cast<size_t>(m_ensemble.alive()));
    for (int k = 0; k < m_ensemble.count(); ++k) {
        if (m_ensemble.isAlive(k))
            seen.places.push_back(wrapInto(grid, m_ensemble.place(k) - shift).cast<float>());
    }
    m_trails.append(seen.trailPoints, seen.trailLengths, velocity);
}

EnsembleReport CarriedParticles::read() const
{
    EnsembleReport report;
    report.time = m_ensemble.wave().time();
    report.law = m_ensemble.options().law;
    report.noise = m_ensemble.options().noise;
    report.isFromRho = !m_ensemble.options().start;
    report.count = m_ensemble.count();
    report.alive = m_ensemble.alive();
    report.histogram = checkHistogram(m_ensemble, 0, m_threads);
    report.diffusion = m_diffusion.coefficient();
    report.expectedDiffusion = report.noise * m_ensemble.constants().diffusionCoefficient();
    report.acceptance = m_diffusion.acceptance();
    report.correlation = startCorrelation(m_ensemble);
    if (m_freeWidth && report.alive > 0)
        report.expectedCorrelation = {std::exp(-m_decay.x()), std::exp(-m_decay.y())};
    if (m_meter && m_meter->isReady()) {
        report.velocityTime = m_meter->time();
        report.velocities = m_meter->read(fewestInBin);
        std::ranges::sort(report.velocities, std::greater(), &LocalVelocities::particles);
    }
    return report;
}

std::shared_ptr<const EnsembleReport> CarriedParticles::report(int every)
{
    if (every < 1)
        return nullptr;
    if (m_report && ++m_callsSinceReport < every)
        return m_report;
    EnsembleReport next = read();
    // A window of no motion says nothing new.
    if (m_report && !(next.diffusion.value > 0.0))
        next.diffusion = m_report->diffusion;
    if (m_report && next.velocities.empty()) {
        next.velocities = m_report->velocities;
        next.velocityTime = m_report->velocityTime;
    }
    m_report = std::make_shared<const EnsembleReport>(std::move(next));
    m_callsSinceReport = 0;
    m_diffusion.clear();
    if (!m_meter || m_snapshots >= 3) {
        m_meter.emplace(velocityBins, velocityBins);
        m_snapshots = 0;
    }
    return m_report;
}

std::size_t CarriedParticles::bytes() const
{
    // Places, starts and chance of each; as many again while velocities are measured. The wave
    // that guides them is kept as splines, at three instants.
    constexpr std::size_t ofOne = 2 * sizeof(Vec2) + 1;
    constexpr std::size_t ofMeter = 3 * 3 * sizeof(Vec2);
    const auto count = static_cast<std::size_t>(m_ensemble.count());
    const Grid& grid = m_ensemble.wave().grid();
    const std::size_t points
        = static_cast<std::size_t>(grid.nx) * static_cast<std::size_t>(grid.ny);
    return sizeof *this + m_ensemble.hits().size() * sizeof(DetectorHit)
        + count * (ofOne + (m_meter ? ofMeter : 0)) + 3 * points * sizeof(std::complex<double>);
}

} // namespace dqm
