#pragma once

#include "core/ensembles/ParticleEnsemble.h"

#include <array>
#include <limits>
#include <vector>

namespace dqm {

/// A mean with its standard error.
struct Estimate
{
    double value = 0.0;
    double error = 0.0;
};

/// How far the histogram of the particles lies from rho.
struct HistogramCheck
{
    double chiSquaredPerDof = 0.0; ///< 1 within sqrt(2/dof) if the particles are distributed as rho
    int bins = 0; ///< with more than eight expected; all others together are one more
    int cellsPerBin = 1; ///< along each axis
    double L1 = 0.0; ///< sum over bins of |share - probability|
    double expectedL1 = 0.0; ///< by chance alone: sqrt(2/pi) sum of sqrt(P (1 - P)/N)
};

/// Bins are squares of grid cells, as many as expect more than eight particles each; the absorbed
/// count as a bin of their own, with the probability that psi has lost.
/// @param cellsPerBin  0 chooses.
HistogramCheck checkHistogram(
    const ParticleEnsemble& particles, int cellsPerBin = 0, int threads = 1);

/// Correlation of the particles' places at the start and now, per axis: what the paths remember.
/// Nelson's free Gaussian has exp(-arctan theta), theta = hbar t/(2 m s0^2); Bohm's has 1. Zero if
/// no particle is left.
std::array<Estimate, 2> startCorrelation(const ParticleEnsemble& particles);

/// The diffusion coefficient from the quadratic variation of the paths, <(dx - b dt)^2>/2dt over
/// the share of accepted kicks; nu hbar/2m up to O(dt) for kicks that may be refused, and for any
/// step without that. Add the record of each step.
class DiffusionMeter
{
public:
    void add(const StepRecord& step);
    void clear() { *this = DiffusionMeter(); }
    Estimate coefficient() const; ///< length^2/time
    double acceptance() const; ///< share of kicks, 1 before the first step

private:
    double m_squares = 0.0;
    double m_time = 0.0;
    double m_moved = 0.0;
    double m_accepted = 0.0;
};

/// Mean velocities of the particles in one bin, as the paths show them and as psi has them, each
/// per axis. b = v - nu u is the mean velocity with which they go on, b* = v + nu u that with which
/// they came [Nelson1966], so that v = (b + b*)/2 and nu u = (b* - b)/2.
struct LocalVelocities
{
    Vec2 center{0.0, 0.0};
    int particles = 0;
    std::array<Estimate, 2> forward, backward, v, u; ///< u: nu u
    Vec2 vOfPsi{0.0, 0.0}; ///< means over the same particles and the same ways
    Vec2 uOfPsi{0.0, 0.0}; ///< nu u
    std::array<Estimate, 2> vOff, uOff; ///< measured less that of psi, with its own standard error
};

/// How far all velocities of some bins are from those of psi, in standard errors.
struct VelocityCheck
{
    double pull = 0.0; ///< root mean square of off/error: 1 by chance
    int count = 0; ///< values
    /// What chance exceeds once in some 300,000 times: of chi^2 with `count` degrees of freedom by
    /// the cube root rule [Wilson1931].
    double largestByChance() const;
};

VelocityCheck checkVelocities(
    const std::vector<LocalVelocities>& bins, std::array<Estimate, 2> LocalVelocities::*off);

/// Measures b and b* from where particles are at three instants. Beside them stand those of psi
/// taken over the same ways (trapezoids from one follow() or take() to the next), so that what
/// changes on the way is no error of the comparison.
class VelocityMeter
{
public:
    /// @param binsX, binsY  over the grid's rectangle, >= 1.
    VelocityMeter(int binsX, int binsY);

    /// Call at equal intervals, in either direction of time; the last three count. Velocities are
    /// those at the middle one.
    /// @param most  particles to look at, the first ones.
    void take(const ParticleEnsemble& particles, int most = std::numeric_limits<int>::max(),
        int threads = 1);
    /// Call after steps between two of them: the finer, the better psi is followed.
    void follow(const ParticleEnsemble& particles, int threads = 1);
    bool isReady() const { return m_taken >= 3; }
    double time() const { return m_snapshots[1].time; } ///< of the middle snapshot
    /// Bins with at least `least` particles. @throws std::logic_error if it is not ready.
    std::vector<LocalVelocities> read(int least = 50) const;

private:
    /// psi's v and nu u at each particle, or their integrals over time.
    struct Flow
    {
        std::vector<Vec2> v, u;
    };
    struct Snapshot
    {
        double time = 0.0;
        std::vector<Vec2> places;
        std::vector<std::uint8_t> alive;
        Flow way; ///< integrals since the snapshot before
    };

    int m_binsX;
    int m_binsY;
    int m_taken = 0;
    Grid m_grid;
    std::array<Snapshot, 3> m_snapshots; ///< oldest first
    double m_time = 0.0; ///< of m_now
    Flow m_now;
    Flow m_way;
};

} // namespace dqm
