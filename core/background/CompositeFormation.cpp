#include "core/background/CompositeFormation.h"

#include "core/grid/Parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
/// Streams of flights take two each, from 0 on; those of flights stay below them.
constexpr std::uint32_t noiseStream = 8;
constexpr std::uint32_t chanceStream = 9;

const CompositeOptions& checked(const CompositeOptions& options)
{
    check(options);
    return options;
}

/// When two straight ways come within a radius, from a time on at which they are farther apart.
double meeting(const Flight& a, const Flight& b, double radius, double from)
{
    const Place r = b.at(from) - a.at(from);
    const Place w = b.velocity - a.velocity;
    const double excess = r.squaredNorm() - radius * radius;
    if (excess <= 0.0)
        return from;
    const double closing = -r.dot(w);
    const double root = closing * closing - w.squaredNorm() * excess;
    if (closing <= 0.0 || root < 0.0)
        return never;
    return from + excess / (closing + std::sqrt(root));
}

/// Chance that |r| of a Brownian pair was below a radius in between, from its two ends.
double chanceOfMeeting(double before, double after, double radius, double Dt, int dimensions)
{
    const double apart = -std::expm1(-(before - radius) * (after - radius) / Dt);
    // In space |r| is a Brownian motion that has not met 0; in the plane nearly so.
    return dimensions == 3 ? 1.0 + apart / std::expm1(-before * after / Dt) : 1.0 - apart;
}

} // namespace

double CompositeOptions::compositeSquare(double time) const
{
    const double late = 2.0 * dimensions * diffusion(massC()) * time;
    if (law == WalkerLaw::Brownian)
        return late;
    const double x = turnRate(massC()) * time;
    return x < 1e-3 ? c * c * time * time * (1.0 - x / 3.0) : late * (1.0 + std::expm1(-x) / x);
}

void check(const CompositeOptions& options)
{
    for (const double value :
        {options.massA, options.massB, options.hbar, options.c, options.distance, options.capture})
        if (!(value > 0.0 && std::isfinite(value)))
            throw std::invalid_argument(
                "A reaction needs finite masses, hbar, light speed and distances above 0.");
    if (options.dimensions < 2 || options.dimensions > 3 || options.pairs < 1)
        throw std::invalid_argument(
            "A reaction needs two or three dimensions and one pair at least.");
}

CompositeFormation::CompositeFormation(const CompositeOptions& options)
    : m_options(checked(options))
    , m_radius(options.captureRadius())
    , m_flightsA(options.dimensions, options.turnRate(options.massA), options.seed, 0)
    , m_flightsB(options.dimensions, options.turnRate(options.massB), options.seed, 1)
    , m_flightsC(options.dimensions, options.turnRate(options.massC()), options.seed, 2)
    , m_noise(streamOf(options.seed, noiseStream))
    , m_chance(streamOf(options.seed, chanceStream))
    , m_pairs(static_cast<size_t>(options.pairs))
{
    for (int index = 0; index < options.pairs; ++index)
        start(index);
}

void CompositeFormation::start(int index)
{
    State& state = m_pairs[static_cast<size_t>(index)];
    const auto id = static_cast<std::uint64_t>(index);
    // The direction of a flight that nobody flies.
    const Place apart
        = m_options.startDistance() * m_flightsA.direction(id, std::uint64_t(1) << 62);
    state.a.from = apart * (-m_options.massB / m_options.massC());
    state.b.from = apart * (m_options.massA / m_options.massC());
    if (m_options.law == WalkerLaw::Persistent) {
        turn(state.a, m_flightsA, id, state.turnsA);
        turn(state.b, m_flightsB, id, state.turnsB);
    }
    if (m_options.startDistance() <= m_radius)
        capture(state, id, state.a.from, state.b.from, 0.0);
}

/// A new flight from where the present one ends.
void CompositeFormation::turn(
    Flight& flight, const IsotropicFlights& flights, std::uint64_t id, std::uint64_t& turns) const
{
    flight.from = flight.at(flight.ends);
    flight.begins = flight.ends;
    flight.velocity = m_options.c * flights.direction(id, turns);
    flight.ends = flight.begins + flights.duration(id, turns);
    ++turns;
}

void CompositeFormation::capture(
    State& state, std::uint64_t id, const Place& a, const Place& b, double time) const
{
    state.isComposite = true;
    state.formed = time;
    state.birth = (m_options.massA * a + m_options.massB * b) / m_options.massC();
    state.composite = {state.birth, Place::Zero(), time, time};
    if (m_options.law == WalkerLaw::Persistent) {
        state.draws = 0;
        turn(state.composite, m_flightsC, id, state.draws);
    }
}

void CompositeFormation::advancePersistent(State& state, std::uint64_t id, double time) const
{
    while (!state.isComposite) {
        // From the last turn on, whatever the present time: the result does not depend on it.
        const double from = std::max(state.a.begins, state.b.begins);
        const double met = meeting(state.a, state.b, m_radius, from);
        const double turned = std::min(state.a.ends, state.b.ends);
        if (std::min(met, turned) > time)
            return;
        if (met <= turned)
            capture(state, id, state.a.at(met), state.b.at(met), met);
        else if (state.a.ends <= state.b.ends)
            turn(state.a, m_flightsA, id, state.turnsA);
        else
            turn(state.b, m_flightsB, id, state.turnsB);
    }
    while (state.composite.ends <= time)
        turn(state.composite, m_flightsC, id, state.draws);
}

Place CompositeFormation::kick(std::uint64_t id, std::uint64_t draw, double variance) const
{
    const double width = std::sqrt(variance);
    const auto first = m_noise.normals(id, 2 * draw);
    const double third = m_options.dimensions == 3 ? m_noise.normals(id, 2 * draw + 1)[0] : 0.0;
    return {width * first[0], width * first[1], width * third};
}

void CompositeFormation::advanceBrownian(State& state, std::uint64_t id, double time) const
{
    const double D = m_options.relativeDiffusion();
    double now = m_time;
    while (!state.isComposite && now < time) {
        const double before = (state.b.from - state.a.from).norm();
        // Fine beside the radius of the circle; far away, so that meeting within is unlikely.
        const double fine = 0.05 * m_radius * m_radius / D;
        const double far = (before - m_radius) * (before - m_radius) / (18.0 * D);
        double step = std::max(fine, far);
        if (now + step >= time)
            step = time - now;
        state.a.from += kick(id, state.draws++, 2.0 * m_options.diffusion(m_options.massA) * step);
        state.b.from += kick(id, state.draws++, 2.0 * m_options.diffusion(m_options.massB) * step);
        now = step == time - now ? time : now + step;
        const double after = (state.b.from - state.a.from).norm();
        const bool hasMet = after <= m_radius
            || m_chance.uniforms(id, state.draws)[0]
                < chanceOfMeeting(before, after, m_radius, D * step, m_options.dimensions);
        if (hasMet)
            capture(state, id, state.a.from, state.b.from, now);
    }
    if (state.isComposite && now < time)
        state.composite.from
            += kick(id, state.draws++, 2.0 * m_options.diffusion(m_options.massC()) * (time - now));
}

void CompositeFormation::advanceTo(double time, int threads)
{
    if (!(time >= m_time))
        throw std::invalid_argument(
            "A reaction goes on to a time that is not before the present one.");
    parallelFor(count(), threads, [&](int first, int last) {
        for (int index = first; index < last; ++index) {
            State& state = m_pairs[static_cast<size_t>(index)];
            if (m_options.law == WalkerLaw::Persistent)
                advancePersistent(state, static_cast<std::uint64_t>(index), time);
            else
                advanceBrownian(state, static_cast<std::uint64_t>(index), time);
        }
    });
    m_time = time;
}

CompositeFormation::Pair CompositeFormation::pair(int index) const
{
    const State& state = m_pairs[static_cast<size_t>(index)];
    // A Brownian walker has no velocity: it is where it was last put.
    return {state.isComposite, state.a.at(m_time), state.b.at(m_time), state.composite.at(m_time),
        state.formed, state.birth};
}

CompositeReadings CompositeFormation::readings() const
{
    CompositeReadings readings;
    SampleSums apart;
    double measured = 0.0;
    double expected = 0.0;
    double age = 0.0;
    const auto squareOf = [](const Pair& p) { return (p.composite - p.birth).squaredNorm(); };
    for (int index = 0; index < count(); ++index) {
        const Pair p = pair(index);
        if (!p.isComposite) {
            apart.add((p.b - p.a).squaredNorm());
            continue;
        }
        ++readings.composites;
        age += m_time - p.formed;
        measured += squareOf(p);
        expected += m_options.compositeSquare(m_time - p.formed);
    }
    readings.survival = shareOf(apart.count, count());
    readings.apartSquare = apart.mean();
    if (!(expected > 0.0))
        return readings;
    readings.meanAge = age / readings.composites;
    const double ratio = measured / expected;
    double spread = 0.0;
    for (int index = 0; index < count(); ++index) {
        const Pair p = pair(index);
        if (p.isComposite) {
            const double off = squareOf(p) - ratio * m_options.compositeSquare(m_time - p.formed);
            spread += off * off;
        }
    }
    const double D = m_options.diffusion(m_options.massC());
    readings.diffusion = {D * ratio, D * std::sqrt(spread) / expected};
    return readings;
}

} // namespace dqm
