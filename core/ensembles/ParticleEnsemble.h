#pragma once

#include "core/detectors/DetectorHit.h"
#include "core/detectors/DetectorStrip.h"
#include "core/ensembles/SplineWave.h"
#include "core/experiment/Experiment.h"
#include "core/random/NormalStream.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace dqm {

struct ParticleOptions
{
    int count = 20000; ///< 1 .. 200000
    unsigned seed = 1;
    ParticleLaw law = ParticleLaw::Conservative;
    double noise = 1.0; ///< nu in [0, 1]: 0 drift only (Bohm), 1 Nelson's diffusion
    std::optional<GaussianCloud> start; ///< unset: drawn from rho
};

/// What one step showed of the motion, summed over the particles that took part.
struct StepRecord
{
    double dt = 0.0;
    long long moved = 0;
    long long accepted = 0; ///< osmotic kicks; all without noise
    /// Sum of (dx - b dt)^2 per axis, v and u of b read where the step takes them; length^2.
    Vec2 quadraticVariation{0.0, 0.0};
};

/// Classical particles drawn from rho that move beside a wave [Zakir, eqs. (2), (3), (6)],
/// [Nelson1966]: dx = (v - u) dt + sqrt(2D) dW with the paper's u = -D grad rho/rho, D = hbar/2m.
///
/// Step     the drift v by the midpoint rule, which carries rho to the end of the step, and an
///          osmotic kick y = x - nu u dt + sqrt(2 nu D dt) xi that leaves rho as it is: u is taken
///          half way along the noise, so that the kick is one step of position Verlet, accepted or
///          refused after Metropolis with rho at both ends [Roberts1996], [FathiStoltz2017]. The
///          histogram is rho for any step and any nu, at nodes too.
/// Order    kicks come at the end of every odd step and at the beginning of every even one, in the
///          rho of the same instant: a symmetric splitting of two steps. What the paths remember is
///          then off by O(dt^(3/2)), 0.4 (f dt)^(5/2) a kick of rate f, the trace of refused kicks;
///          with u at the start of a kick it would be (f dt)^2.
/// Time     a negative dt runs backward: v turns round, the kick keeps rho as before.
/// Edges    a torus carries particles round (places stay unwrapped, see wrapped()); walls refuse
///          kicks and throw back; in an absorbing layer and in the strip of a detector a particle
///          ends with the rate 2 Gamma/hbar. A detector notes it as a hit, where and when it ended;
///          where several take, each has its share of Gamma.
/// Seed     the same seed gives the same run, whatever the number of threads [Salmon2011].
class ParticleEnsemble
{
public:
    /// @throws std::invalid_argument if an option is out of its range or rho vanishes.
    ParticleEnsemble(const WaveState& state, const Grid& grid, const PhysicalConstants& constants,
        const ParticleOptions& options, int threads = 1);

    /// What ends particles from here on. Hits on strips that are still the same stay (see
    /// sameStrips), others are forgotten.
    /// @param edge  Gamma of an absorbing layer on the grid, energy; empty for none.
    void setAbsorption(const RealField& edge, std::vector<DetectorStrip> strips = {});
    /// Another law or share of noise from here on.
    void setMotion(ParticleLaw law, double noise);
    /// Takes up a wave that was changed otherwise than by advance(), such as by a new mass.
    void look(const WaveState& state, const PhysicalConstants& constants, int threads = 1);
    /// Sorts by what an instrument finds: each stays where it is with the probability that the
    /// instrument gives its place, and others that it found as well, drawn from the wave seen last,
    /// stand in for those that go. What they remember of their places begins here.
    /// @param staying  of each place, 0 .. 1.
    /// @param index    of the sorting: each has its own chance.
    void sort(const std::function<double(Vec2)>& staying, std::uint64_t index, int threads = 1);

    /// Moves all by one step from the wave seen last.
    /// @param middle, end  the wave half a step and a whole step dt later.
    void advance(const WaveState& middle, const WaveState& end, double dt, int threads = 1);

    int count() const { return static_cast<int>(m_x.size()); }
    int alive() const { return m_alive; } ///< not yet absorbed
    bool isAlive(int k) const { return m_isAlive[static_cast<size_t>(k)] != 0; }
    /// Unwrapped on a torus; of an absorbed particle, where it ended.
    Vec2 place(int k) const { return m_x[static_cast<size_t>(k)]; }
    Vec2 startingPlace(int k) const { return m_start[static_cast<size_t>(k)]; }
    /// Inside the rectangle, for drawing.
    Vec2 wrapped(int k) const;
    const ParticleOptions& options() const { return m_options; }
    const SplineWave& wave() const { return m_before; } ///< as it is now
    const PhysicalConstants& constants() const { return m_constants; }
    const StepRecord& lastStep() const { return m_lastStep; }
    long long steps() const { return m_step; }
    /// In the order in which they came.
    const std::vector<DetectorHit>& hits() const { return m_hits; }
    const std::vector<DetectorStrip>& strips() const { return m_strips; }

private:
    struct Motion;
    struct Block;

    void drawFromRho(std::uint32_t stream, const std::vector<std::uint8_t>& whom, int threads);
    void drawFromCloud(const GaussianCloud& cloud);
    double gammaAt(const RealField& gamma, Vec2 place) const;
    std::optional<double> endsAfter(size_t k, Vec2 place, double dt) const;
    std::optional<std::size_t> takenBy(size_t k, Vec2 place) const;
    void end(size_t k, Vec2 place, double time, std::vector<DetectorHit>& hits);
    void moveOne(size_t k, const Motion& motion, Block& block);
    std::optional<Vec2> drifted(size_t k, const Motion& motion, std::vector<DetectorHit>& hits);
    void collect(const std::vector<Block>& blocks, double dt);
    Vec2 kicked(size_t k, Vec2 from, const SplineWave& wave, const Motion& motion,
        StepRecord& record) const;
    Vec2 thrownBack(Vec2 place) const;

    Grid m_grid;
    PhysicalConstants m_constants;
    ParticleOptions m_options;
    NormalStream m_noise;
    NormalStream m_chance;
    NormalStream m_choice;
    RealField m_edge; ///< Gamma of the layer; empty for none
    RealField m_gamma; ///< of all; empty for none
    std::vector<DetectorStrip> m_strips;
    std::vector<DetectorHit> m_hits;
    SplineWave m_before;
    SplineWave m_middle;
    SplineWave m_end;
    std::vector<Vec2> m_x;
    std::vector<Vec2> m_start;
    std::vector<std::uint8_t> m_isAlive;
    int m_alive = 0;
    long long m_step = 0;
    StepRecord m_lastStep;
};

class Propagator;

/// A wave and its particles side by side for `steps` equal steps: two half steps of the wave to
/// each step of the particles.
void advanceTogether(WaveState& state, Propagator& propagator, ParticleEnsemble& particles,
    double dt, int steps, int threads = 1);

} // namespace dqm
