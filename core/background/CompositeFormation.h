#pragma once

#include "core/ensembles/Estimate.h"
#include "core/ensembles/IsotropicFlights.h"

#include <vector>

namespace dqm {

/// How the walkers of a reaction move.
enum class WalkerLaw
{
    Brownian, ///< D_i = hbar/2m_i
    Persistent ///< at light speed, turning at the rate that gives the same D_i
};

/// Pairs A, B that form a composite C where they come close [Zakir, section IV.C].
struct CompositeOptions
{
    WalkerLaw law = WalkerLaw::Brownian;
    int dimensions = 2; ///< 2 or 3
    double massA = 1.0;
    double massB = 1.0;
    double hbar = 1.0; ///< action
    double c = 1.0; ///< length / time
    double distance = 2.0; ///< r0 at the start, in mean free paths
    double capture = 1.0; ///< a, in mean free paths
    int pairs = 5000;
    std::uint64_t seed = 1;

    double massC() const { return massA + massB; }
    double reducedMass() const { return massA * massB / massC(); }
    /// hbar/2m, length^2 / time
    double diffusion(double mass) const { return hbar / (2.0 * mass); }
    /// D_A + D_B, of the relative coordinate.
    double relativeDiffusion() const { return hbar / (2.0 * reducedMass()); }
    /// Mean of the two mean free paths d hbar/2mc of light-speed walkers (model assumption).
    double freePath() const { return dimensions * hbar / (4.0 * reducedMass() * c); }
    double startDistance() const { return distance * freePath(); }
    double captureRadius() const { return capture * freePath(); }
    /// 2mc^2/(d hbar), of light-speed walkers
    double turnRate(double mass) const { return 2.0 * mass * c * c / (dimensions * hbar); }
    /// The bound (4) on the localisation energy of the relative coordinate,
    /// U_u >= d^2 hbar^2/(8 mu <r^2>), which holds in any composite (erratum X15).
    /// @param meanSquare  <r^2>, length^2, > 0.
    double localisationBound(double meanSquare) const
    {
        return dimensions * dimensions * hbar * hbar / (8.0 * reducedMass() * meanSquare);
    }
    /// <r^2> of a composite after a time.
    double compositeSquare(double time) const;
};

/// @throws std::invalid_argument unless masses, hbar, c and distances are finite and above 0, there
///         are two or three dimensions and a pair at least.
void check(const CompositeOptions& options);

/// What the pairs show at one time.
struct CompositeReadings
{
    Estimate survival; ///< share of pairs that are apart
    Estimate apartSquare; ///< <r^2> of those
    Estimate diffusion; ///< of the composites, from how far they came since they formed
    int composites = 0;
    double meanAge = 0.0; ///< of the composites
};

/// Pairs that do not see each other. A pair becomes a composite of mass m_A + m_B at its centre of
/// mass as soon as |r| <= a, and goes on as a walker of that mass. That a capture is certain within
/// a is a model assumption; the paper gives no rate.
///
/// Brownian    steps that grow with the distance; that a pair has met within one is drawn from the
///             bridge between its ends, 1 - e^{-(r-a)(r'-a)/Dt}: exact in three dimensions, where
///             the bridge of |r| is known, good to 1e-3 in two.
/// Persistent  from turn to turn, and exactly where two straight ways come within a.
/// Threads     the same numbers to the last bit whatever their number; for persistent walkers also
///             however the way to a time is divided.
class CompositeFormation
{
public:
    /// @throws std::invalid_argument as check(options).
    explicit CompositeFormation(const CompositeOptions& options);

    /// Goes on to a time that is not before the present one.
    void advanceTo(double time, int threads);
    double time() const { return m_time; }

    CompositeReadings readings() const;

    /// One pair at the present time; its centre of mass began at the origin.
    struct Pair
    {
        bool isComposite = false;
        Place a = Place::Zero();
        Place b = Place::Zero();
        Place composite = Place::Zero();
        double formed = 0.0; ///< time
        Place birth = Place::Zero(); ///< of the composite
    };
    Pair pair(int index) const;
    int count() const { return static_cast<int>(m_pairs.size()); }
    const CompositeOptions& options() const { return m_options; }

private:
    struct State
    {
        Flight a; ///< Brownian: `from` is the place at m_time
        Flight b;
        Flight composite;
        std::uint64_t turnsA = 0;
        std::uint64_t turnsB = 0;
        std::uint64_t draws = 0; ///< also the turns of the composite
        bool isComposite = false;
        double formed = 0.0;
        Place birth = Place::Zero();
    };
    void start(int index);
    void capture(State& state, std::uint64_t id, const Place& a, const Place& b, double time) const;
    void advancePersistent(State& state, std::uint64_t id, double time) const;
    void advanceBrownian(State& state, std::uint64_t id, double time) const;
    void turn(Flight& flight, const IsotropicFlights& flights, std::uint64_t id,
        std::uint64_t& turns) const;
    Place kick(std::uint64_t id, std::uint64_t draw, double variance) const;

    CompositeOptions m_options;
    double m_radius; ///< a
    IsotropicFlights m_flightsA;
    IsotropicFlights m_flightsB;
    IsotropicFlights m_flightsC;
    NormalStream m_noise;
    NormalStream m_chance;
    double m_time = 0.0;
    std::vector<State> m_pairs;
};

} // namespace dqm
