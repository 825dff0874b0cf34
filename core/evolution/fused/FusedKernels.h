#pragma once

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
