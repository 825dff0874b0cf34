#pragma once

#include "core/evolution/LocalFlow.h"
#include "core/evolution/fused/TileLayout.h"

#include <complex>
#include <vector>

namespace dqm::fused {

/// What the solver's inner loops are compiled for; the processor's widest is chosen at run time.
enum class InstructionSet
{
    Baseline, ///< what every processor of the architecture has: SSE2, NEON
    Avx2,
    Avx512
};

/// In single precision the phases of a convolution are stored less one, before they are divided by
/// the length of the lines: those of the slow waves, most of psi, are close to one, and what
/// rounding takes from them is the same in every step and adds up.
template <class T>
constexpr bool phasesAreLessOne = sizeof(T) < sizeof(double);

/// One pass over blocks of W lines: convolution, kick, convolution. Either convolution may be
/// missing; the kick only where there is no convolution after it.
template <class T>
struct Pass
{
    int length = 0; ///< of the lines, 64 .. 4096
    std::ptrdiff_t tileStride = 0;
    std::ptrdiff_t blockStride = 0;
    const T* source = nullptr; ///< tiles
    T* field = nullptr; ///< where they go; may be the source
    bool transposed = false; ///< the source's tiles lie as the pass along the other axis left them
    const T* before = nullptr; ///< phases of the convolution before the kick, in digit order
    const T* kick = nullptr; ///< factors less one, in tiles as this pass leaves them
    const T* after = nullptr; ///< phases of the convolution after the kick
    const T* twiddles = nullptr;
};

constexpr int flowTargets = 8;
constexpr int flowSumCount = 5;

/// What the fields of tiles are made with. psi is brought to at most one and its spacing along x to
/// one, so that floats hold everything whatever the units.
template <class T>
struct FlowPass
{
    TileLayout layout;
    const T* field = nullptr; ///< tiles as a pass along y leaves them
    T perAmplitude = 1; ///< what is in the tiles times it is at most one
    T alongY = 1; ///< dx/dy
    float amplitude = 1.0F; ///< of psi
    float floor = 0.0F; ///< relative to the largest rho
    FlowScale<float> scale{}; ///< for derivatives in units of dx
    /// The phase factor of the carrier, all cosines and then all sines, along x on a cache line;
    /// null: none.
    const float* carrierX = nullptr;
    const float* carrierY = nullptr; ///< the global phase included
    const float* potential = nullptr; ///< in rows; null: none
    float* targets[flowTargets] = {}; ///< rho, Re and Im psi, vx, vy, ux, uy, Q in rows
};

/// Plain sums over points, of psi brought to one and derivatives in units of dx: |d_x psi|^2,
/// |d_y psi|^2, J_x^2/rho, J_y^2/rho, V rho.
struct FlowSumsOfRows
{
    double of[flowSumCount] = {};
};

/// Sums of |psi|^2 over one strip of tiles, W lanes each, on cache lines; added to what is there.
struct StripCensus
{
    /// Over the rows: of the strip's columns; transposed as a pass along y leaves the tiles it is
    /// one vector with a column in each lane, else W vectors, one for each column.
    double* strip;
    /// Over the strip's columns: one vector for each row, B W + i; where tiles lie as a pass along
    /// x leaves them one for each tile B, with a row in each lane.
    double* rows;
    double* peak; ///< the largest
};

/// The inner loops compiled for one instruction set.
template <class T>
struct Kernels
{
    int width; ///< lanes of a vector
    bool radixEight;
    /// Numbers of the scratch for lines of that length.
    std::ptrdiff_t (*scratch)(int length);
    /// @param scratch  on a cache line.
    void (*run)(const Pass<T>& pass, int beginBlock, int endBlock, T* scratch);
    /// One block of lines along x from row-major rows, `stride` numbers apart, into its tiles, as a
    /// pass along x leaves them or, transposed, as one along y does.
    void (*pack)(const std::complex<double>* firstRow, std::ptrdiff_t stride, bool transposed,
        const TileLayout& layout, int block, T* field);
    /// And back, times a factor.
    void (*unpack)(const T* field, bool transposed, const TileLayout& layout, int block,
        double factor, std::complex<double>* firstRow, std::ptrdiff_t stride);
    /// Turns the tiles of a block of lines along x over, from one way they may lie to the other.
    void (*turnOver)(T* field, const TileLayout& layout, int block);
    /// Numbers of the scratch for rows of that length.
    std::ptrdiff_t (*flowScratch)(int nx);
    /// The fields of some rows.
    /// @param scratch  on a cache line, as all that the pass reads and writes.
    void (*flow)(
        const FlowPass<T>& pass, int beginRow, int endRow, float* scratch, FlowSumsOfRows& sums);
    /// |psi|^2 of a strip of tiles.
    void (*count)(const T* field, bool transposed, const TileLayout& layout, int strip,
        const StripCensus& census);
};

/// Those this processor can run, the widest last.
std::vector<InstructionSet> instructionSets();

/// @throws std::invalid_argument if the processor does not have the set.
template <class T>
const Kernels<T>& kernels(InstructionSet set);

} // namespace dqm::fused
