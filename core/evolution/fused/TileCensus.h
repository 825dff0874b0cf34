#pragma once

#include "core/evolution/fused/FusedKernels.h"
#include "core/evolution/fused/Lanes.h"

namespace dqm::fused::DQM_INSTRUCTION_SET {

using Doubles = Lanes<double>::Vector;

/// Vectors of doubles to a vector of T.
template <class T>
constexpr int doublesOf = width<T> / width<double>;

/// Part p of a vector in memory.
template <class T>
DQM_INLINE Doubles asDoubles(const T* from, int p)
{
    if constexpr (sizeof(T) == sizeof(double)) {
        return loadVector(from);
    } else {
        typedef T Half __attribute__((vector_size(vectorBytes / 2)));
        Half half;
        __builtin_memcpy(&half, from + p * width<double>, vectorBytes / 2);
        return __builtin_convertvector(half, Doubles);
    }
}

DQM_INLINE void addTo(double* sums, Doubles v) { storeVector(sums, loadVector(sums) + v); }

/// |psi|^2 of the tiles of one strip, in double precision, lane by lane.
template <class T>
void count(
    const T* field, bool transposed, const TileLayout& layout, int strip, const StripCensus& census)
{
    constexpr int W = width<T>;
    constexpr int D = width<double>;
    Doubles peak{};
    for (int B = 0; B < layout.ny / W; ++B) {
        const T* const tile = field + strip * layout.stripSize + B * layout.tileSize;
        for (int p = 0; p < doublesOf<T>; ++p) {
            Doubles sum{};
            for (int i = 0; i < W; ++i) {
                const Doubles re = asDoubles(tile + i * 2 * W, p);
                const Doubles im = asDoubles(tile + i * 2 * W + W, p);
                const Doubles rho = re * re + im * im;
                peak = rho > peak ? rho : peak;
                sum += rho;
                addTo((transposed ? census.rows + B * W * W : census.strip) + i * W + p * D, rho);
            }
            addTo((transposed ? census.strip : census.rows + B * W) + p * D, sum);
        }
    }
    for (int l = 0; l < D; ++l)
        *census.peak = peak[l] > *census.peak ? peak[l] : *census.peak;
}

} // namespace dqm::fused::DQM_INSTRUCTION_SET
