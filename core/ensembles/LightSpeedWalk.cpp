#include "core/ensembles/LightSpeedWalk.h"

#include "core/grid/Parallel.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace dqm {

namespace {

const WalkOptions& checked(const WalkOptions& options)
{
    check(options);
    return options;
}

/// Sums of so many walkers at a time, in this order: they do not depend on the threads.
constexpr int blockSize = 2048;

/// A ratio of two means over the walkers, whose flights may depend on each other.
struct RatioSums
{
    double a = 0.0;
    double b = 0.0;
    double aa = 0.0;
    double ab = 0.0;
    double bb = 0.0;

    void add(double above, double below)
    {
        a += above;
        b += below;
        aa += above * above;
        ab += above * below;
        bb += below * below;
    }
    RatioSums& operator+=(const RatioSums& other)
    {
        a += other.a;
        b += other.b;
        aa += other.aa;
        ab += other.ab;
        bb += other.bb;
        return *this;
    }
    Estimate ratio() const
    {
        if (!(b > 0.0))
            return {};
        const double ratio = a / b;
        const double spread = aa - 2.0 * ratio * ab + ratio * ratio * bb;
        return {ratio, spread > 0.0 ? std::sqrt(spread) / b : 0.0};
    }
};

enum Sample
{
    VelocityX,
    SpeedSquared,
    AlongSquared,
    AcrossSquared,
    TotalSquared,
    RadialMotion,
    TurnCount,
    EnergyNow,
    MomentumNow,
    SampleCount
};

struct BlockSums
{
    std::array<SampleSums, SampleCount> samples;
    RatioSums energy;
    RatioSums momentum;
    double unturned = 0.0;

    BlockSums& operator+=(const BlockSums& other)
    {
        for (size_t k = 0; k < samples.size(); ++k)
            samples[k] += other.samples[k];
        energy += other.energy;
        momentum += other.momentum;
        unturned += other.unturned;
        return *this;
    }
};

} // namespace

LightSpeedWalk::LightSpeedWalk(const WalkOptions& options)
    : m_options(checked(options))
    , m_gamma(options.gamma())
    , m_flights(options.dimensions, options.rate(), options.seed, 0)
    , m_walkers(static_cast<size_t>(options.walkers))
    , m_corners(static_cast<size_t>(std::min(options.walkers, tracedWalkers)))
{
    for (int walker = 0; walker < options.walkers; ++walker)
        start(walker);
}

void LightSpeedWalk::start(int walker)
{
    Walker& w = m_walkers[static_cast<size_t>(walker)];
    const auto id = static_cast<std::uint64_t>(walker);
    Place own = m_flights.direction(id, 0);
    // Flights forward last longer and are met more often: mirrored, a share beta n_x of those that
    // go back goes forward.
    if (m_flights.spare(id) > 0.5 * (1.0 + m_options.beta * own.x()))
        own.x() = -own.x();
    begin(w, own, m_flights.duration(id, 0));
    if (m_options.redirection == Redirection::Fixed)
        w.flight.ends = m_flights.duration(id, 0);
    if (walker < tracedWalkers)
        m_corners[static_cast<size_t>(walker)] = {{Place::Zero(), 0.0}};
}

void LightSpeedWalk::begin(Walker& walker, const Place& own, double ownDuration) const
{
    const double stretch = 1.0 + m_options.beta * own.x();
    const Place direction((own.x() + m_options.beta) / stretch, own.y() / (m_gamma * stretch),
        own.z() / (m_gamma * stretch));
    walker.flight.velocity = m_options.c * direction;
    walker.flight.ends = walker.flight.begins + m_gamma * stretch * ownDuration;
    walker.energy = m_gamma * stretch * m_options.restEnergy;
}

void LightSpeedWalk::turn(int walker)
{
    Walker& w = m_walkers[static_cast<size_t>(walker)];
    const auto id = static_cast<std::uint64_t>(walker);
    w.flight.from = w.flight.at(w.flight.ends);
    w.flight.begins = w.flight.ends;
    ++w.turns;
    const Place direction = m_flights.direction(id, w.turns);
    const double duration = m_flights.duration(id, w.turns);
    if (m_options.redirection == Redirection::Fixed) {
        w.flight.velocity = m_options.c * direction;
        w.flight.ends = w.flight.begins + duration;
    } else {
        begin(w, direction, duration);
    }
    w.begunEnergy += w.energy;
    w.begunMomentum += momentum(w);
    if (walker >= tracedWalkers)
        return;
    std::vector<Corner>& corners = m_corners[static_cast<size_t>(walker)];
    if (corners.size() == tracedCorners)
        corners.erase(corners.begin());
    corners.push_back({w.flight.from, w.flight.begins});
}

double LightSpeedWalk::momentum(const Walker& walker) const
{
    return walker.energy * walker.flight.velocity.x() / (m_options.c * m_options.c);
}

void LightSpeedWalk::advanceTo(double time, int threads)
{
    if (!(time >= m_time))
        throw std::invalid_argument("A walk goes on to a time that is not before the present one.");
    parallelFor(count(), threads, [&](int first, int last) {
        for (int walker = first; walker < last; ++walker)
            while (m_walkers[static_cast<size_t>(walker)].flight.ends <= time)
                turn(walker);
    });
    m_time = time;
}

Place LightSpeedWalk::middle() const
{
    return m_options.redirection == Redirection::Fixed
        ? Place(0.0, 0.0, 0.0)
        : Place(m_options.velocity() * m_time, 0.0, 0.0);
}

WalkReadings LightSpeedWalk::readings(int threads) const
{
    const int blocks = (count() + blockSize - 1) / blockSize;
    const int d = m_options.dimensions;
    const Place center = middle();
    const Place drift = center / std::max(m_time, 1e-300);
    std::vector<BlockSums> parts(static_cast<size_t>(blocks));
    const auto read = [&](BlockSums& sums, const Walker& walker) {
        const Place r = walker.flight.at(m_time) - center;
        const Place& u = walker.flight.velocity;
        const double along = r.x() * r.x();
        const double across = r.y() * r.y() + r.z() * r.z();
        const auto turns = static_cast<double>(walker.turns);
        const std::array<double, SampleCount> values{u.x(), u.squaredNorm(), along,
            d > 1 ? across / (d - 1) : 0.0, along + across, r.dot(u - drift) / d, turns,
            walker.energy, momentum(walker)};
        for (size_t k = 0; k < values.size(); ++k)
            sums.samples[k].add(values[k]);
        sums.energy.add(walker.begunEnergy, turns);
        sums.momentum.add(walker.begunMomentum, turns);
        sums.unturned += walker.turns == 0 ? 1.0 : 0.0;
    };
    parallelFor(blocks, threads, [&](int first, int last) {
        for (int block = first; block < last; ++block) {
            const int end = std::min(count(), (block + 1) * blockSize);
            for (int walker = block * blockSize; walker < end; ++walker)
                read(parts[static_cast<size_t>(block)], m_walkers[static_cast<size_t>(walker)]);
        }
    });
    BlockSums sums;
    for (const BlockSums& part : parts)
        sums += part;
    const auto& s = sums.samples;
    Estimate rate = s[TurnCount].mean();
    if (m_time > 0.0)
        rate = {rate.value / m_time, rate.error / m_time};
    return {s[VelocityX].mean(), s[SpeedSquared].mean(), s[AlongSquared].mean(),
        s[AcrossSquared].mean(), s[TotalSquared].mean(), s[RadialMotion].mean(),
        shareOf(sums.unturned, count()), rate, sums.energy.ratio(), sums.momentum.ratio(),
        s[EnergyNow].mean(), s[MomentumNow].mean(), s[TurnCount].sum};
}

} // namespace dqm
