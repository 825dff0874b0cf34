#pragma once

#include "core/evolution/fused/FusedKernels.h"
#include "core/evolution/splitstep/SplitStepSolver.h"

#include <optional>

namespace dqm {

/// The same splittings, boundaries on a torus and frames as SplitStepSolver, on grids whose sides
/// are powers of two from 64 to 4096, in about half the time of two bare FFTs where the processor
/// has AVX2 or AVX-512 and in about the time of both elsewhere.
///
/// Flights e^{-i T tau/hbar} are a product of convolutions along x and along y, in either order. So
/// a step of Strang is one pass over the lines of one axis: convolution, kick, convolution; the
/// next step is one pass over the other axis. The transform of the plane is never formed, its order
/// never restored, a kick costs no pass of its own, and W lines are worked on at once, one in each
/// lane of the widest vectors the processor has (see fused/TileLayout.h).
///
/// Single precision stores and computes psi in floats, in two thirds to four fifths of the time.
/// Where nothing is absorbed each call returns the norm it was given; where an edge absorbs it
/// gives back what rounding took, measured once for a step, and nothing of what the edge did. The
/// phases carry the error of roundOff().
///
/// The way into the tiles and back costs about a step: see resident().
class FusedSolver final : public Propagator
{
public:
    using Precision = dqm::Precision;

    struct Options
    {
        Precision precision = Precision::Double;
        std::optional<fused::InstructionSet> instructionSet; ///< unset: the widest
    };

    /// Whether the grid is a torus with sides that are powers of two from 64 to 4096.
    static bool supports(const Grid& grid);

    /// @throws std::invalid_argument for a grid it does not support, or an instruction set the
    ///         processor does not have.
    explicit FusedSolver(SplitStepSolver::Setup setup);
    FusedSolver(SplitStepSolver::Setup setup, const Options& options);
    ~FusedSolver() override;

    void advance(WaveState& state, double dt, int steps) override;
    /// Null where a force that is the same everywhere is taken up by the carrier (see
    /// DrivenCarrier).
    ResidentWave* resident() override;

    /// Steps in imaginary time, psi *= e^{-H tau/hbar} / norm with V at state.time and without the
    /// absorbing layer: what is left in the end is the ground state. The time stays; the carrier is
    /// taken for a part of psi and must be zero.
    /// @param tau  of one step, > 0.
    /// @throws std::invalid_argument for a carrier, a shape or a step that is not as said, and for
    /// a
    ///         potential with a force that is the same everywhere, unless the setup cools.
    void cool(WaveState& state, double tau, int steps);

    /// The scheme in use, never Auto.
    Scheme scheme() const;
    int kicksPerStep() const override;
    bool isCooling() const override;
    bool absorbs() const override;
    long long kicksDuring(double time, double dt, int steps) const override;

    Precision precision() const override;

private:
    struct Engine;
    template <class T>
    struct EngineOf;
    std::unique_ptr<Engine> m_engine;
};

} // namespace dqm
