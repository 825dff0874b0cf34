#pragma once

#include "core/ensembles/Estimate.h"
#include "core/ensembles/IsotropicFlights.h"
#include "core/ensembles/WalkOptions.h"

#include <vector>

namespace dqm {

/// What the walkers show at one time; places are about the drift V t (the start, in the variant
/// with a fixed frame).
struct WalkReadings
{
    Estimate meanVelocity; ///< <u_x>
    Estimate speedSquared; ///< <u^2>
    Estimate along; ///< of the squared displacement along the motion
    Estimate across; ///< of each axis across it; 0 in one dimension
    Estimate total; ///< of all axes
    Estimate diffusion; ///< <r.u>/d: d<r^2>/dt over 2d
    Estimate front; ///< share that has not turned
    Estimate turnRate; ///< of a walker, 1 / time
    Estimate flightEnergy; ///< mean over the flights begun by a turn; 0 before the first
    Estimate flightMomentum; ///< along x
    Estimate energy; ///< mean over the walkers
    Estimate momentum; ///< along x
    double turns = 0.0; ///< of all walkers together
};

/// Massless walkers that fly straight at the speed of light and turn at random
/// [Zakir, section IV.A]. That turns are isotropic, and come at the rate lambda = 2mc^2/(d hbar),
/// is a model assumption; the rate follows from D = hbar/2m (derived).
///
/// Start    all at the origin at t = 0, with directions as they are met at equal time.
/// Boost    the walker's own frame moves with V along x: a flight of own direction n and own
///          duration T has here the energy gamma (1 + beta n_x) U_m and lasts
///          gamma (1 + beta n_x) T.
/// Variant  with a fixed frame walkers start alike, turn isotropically here, and keep their energy.
/// Threads  the same numbers to the last bit whatever their number, and however the way to a time
///          is divided.
class LightSpeedWalk
{
public:
    /// @throws std::invalid_argument as check(options).
    explicit LightSpeedWalk(const WalkOptions& options);

    /// Goes on to a time that is not before the present one.
    void advanceTo(double time, int threads);
    double time() const { return m_time; }

    WalkReadings readings(int threads) const;
    /// The middle that readings are about.
    Place middle() const;

    const WalkOptions& options() const { return m_options; }
    int count() const { return static_cast<int>(m_walkers.size()); }
    Place place(int walker) const { return m_walkers[size_t(walker)].flight.at(m_time); }
    Place velocity(int walker) const { return m_walkers[size_t(walker)].flight.velocity; }
    bool hasTurned(int walker) const { return m_walkers[size_t(walker)].turns > 0; }

    /// Where and when a walker turned.
    struct Corner
    {
        Place place;
        double time;
    };
    /// The start and the last turns of one of the first tracedWalkers, oldest first.
    const std::vector<Corner>& corners(int walker) const { return m_corners[size_t(walker)]; }
    static constexpr int tracedWalkers = 300;
    static constexpr int tracedCorners = 48;

private:
    struct Walker
    {
        Flight flight;
        double energy = 0.0;
        std::uint64_t turns = 0;
        double begunEnergy = 0.0; ///< sums over the flights begun by a turn
        double begunMomentum = 0.0;
    };
    void start(int walker);
    void begin(Walker& walker, const Place& own, double ownDuration) const;
    void turn(int walker);
    double momentum(const Walker& walker) const;

    WalkOptions m_options;
    double m_gamma;
    IsotropicFlights m_flights;
    double m_time = 0.0;
    std::vector<Walker> m_walkers;
    std::vector<std::vector<Corner>> m_corners;
};

} // namespace dqm
