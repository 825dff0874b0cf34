#pragma once

#include "core/evolution/fused/Butterflies.h"
#include "core/evolution/fused/DigitOrder.h"

namespace dqm::fused::DQM_INSTRUCTION_SET {

constexpr bool radixEight = DQM_RADIX_EIGHT;

/// How W lines of L waves each are convolved in place: forward transform, a phase for each wave
/// number, inverse transform. Decimation in frequency going, in time coming back, so that the
/// phases stand in digit order and nothing is ever put in order; depth first, so that every part is
/// finished while it is in the nearest cache.
template <class T, int L>
struct Line
{
    static constexpr bool isMiddle = L <= middle;
    static constexpr int radix = isMiddle ? L : topRadix(L, radixEight);
    static constexpr int part = L / radix; ///< also the distance between members of a butterfly
    static constexpr std::ptrdiff_t wave = 2 * width<T>; ///< numbers from one wave to the next
    static constexpr int factors = 2 * (radix - 1); ///< numbers of one butterfly's twiddles

    /// From the forward butterfly to its places in the line.
    /// @param spacing  waves from one member to the next, `part` or more if the parts lie apart.
    template <int spacing = part>
    static DQM_INLINE void spread(T* line, int j, Wave<T>* a, const T* twiddle)
    {
        transform<radix, -1>(a);
        store(line + j * wave, a[0]);
        for (int q = 1; q < radix; ++q)
            store(line + (j + q * spacing) * wave, a[q] * factor(twiddle, j, q));
    }

    /// From the places in the line through the inverse butterfly.
    template <int spacing = part>
    static DQM_INLINE void gather(const T* line, int j, Wave<T>* a, const T* twiddle)
    {
        a[0] = load(line + j * wave);
        for (int q = 1; q < radix; ++q)
            a[q] = timesConjugate(load(line + (j + q * spacing) * wave), factor(twiddle, j, q));
        transform<radix, 1>(a);
    }

    /// The convolution of the parts between the two.
    template <int spacing = part>
    static DQM_INLINE void convolveParts(T* line, const T* phases, const T* twiddle, T scale)
    {
        for (int q = 0; q < radix; ++q)
            Line<T, part>::convolve(
                line + q * spacing * wave, phases + 2 * q * part, twiddle + factors * part, scale);
    }

    static DQM_INLINE void convolve(T* line, const T* phases, const T* twiddle, T scale)
    {
        if constexpr (isMiddle)
            convolveInRegisters(line, phases, scale);
        else
            convolveInCache(line, phases, twiddle, scale);
    }

private:
    static DQM_INLINE Factor<T> factor(const T* twiddle, int j, int q)
    {
        const T* const f = twiddle + j * factors + 2 * (q - 1);
        return {f[0], f[1]};
    }

    static DQM_INLINE void convolveInRegisters(T* line, const T* phases, T scale)
    {
        Wave<T> a[L];
        for (int q = 0; q < L; ++q)
            a[q] = load(line + q * wave);
        transform<L, -1>(a);
        for (int q = 0; q < L; ++q) {
            const Factor<T> phase{phases[2 * q], phases[2 * q + 1]};
            if constexpr (phasesAreLessOne<T>)
                a[q] = plusScaled(a[q] * phase, scale, a[q]);
            else
                a[q] = a[q] * phase;
        }
        transform<L, 1>(a);
        for (int q = 0; q < L; ++q)
            store(line + q * wave, a[q]);
    }

    static __attribute__((noinline)) void convolveInCache(
        T* line, const T* phases, const T* twiddle, T scale)
    {
        for (int j = 0; j < part; ++j) {
            Wave<T> a[radix];
            for (int q = 0; q < radix; ++q)
                a[q] = load(line + (j + q * part) * wave);
            spread(line, j, a, twiddle);
        }
        convolveParts(line, phases, twiddle, scale);
        for (int j = 0; j < part; ++j) {
            Wave<T> a[radix];
            gather(line, j, a, twiddle);
            for (int q = 0; q < radix; ++q)
                store(line + (j + q * part) * wave, a[q]);
        }
    }
};

} // namespace dqm::fused::DQM_INSTRUCTION_SET
