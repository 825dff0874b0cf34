#pragma once

#include "core/evolution/fused/FusedKernels.h"
#include "core/evolution/fused/LineConvolution.h"

namespace dqm::fused::DQM_INSTRUCTION_SET {

/// Convolution, kick, convolution of W lines of N at once. The lines come from their tiles and go
/// back to them once; in between they stay in a scratch that the nearest caches hold, and the last
/// butterflies of the first convolution, the kick and the first butterflies of the second are one.
template <class T, int N>
struct LinePass
{
    using Whole = Line<T, N>;
    static constexpr int W = width<T>;
    static constexpr int radix = Whole::radix;
    static constexpr int tiles = N / W;
    /// A butterfly takes its members from several tiles, or a tile has those of several.
    static constexpr int tilesPerButterfly = radix > W ? radix / W : 1;
    static constexpr int butterfliesPerTile = W > radix ? W / radix : 1;
    static constexpr int groups = tiles / tilesPerButterfly;
    /// About as many butterflies as the next but one cache takes to answer.
    static constexpr int groupsAhead = 3;
    /// Parts a power of two apart would fall into the same few lines of the nearest cache.
    static constexpr int spacing = Whole::part + 1;

    static void run(const Pass<T>& pass, const T* source, T* field, const T* kick, T* scratch)
    {
        const std::ptrdiff_t stride = pass.tileStride;
        const T* const twiddle = pass.twiddles;
        constexpr T scale = T(1) / N;
        if (pass.before) {
            takeIn(source, nullptr, pass.transposed, stride, scratch, twiddle);
            Whole::template convolveParts<spacing>(scratch, pass.before, twiddle, scale);
            if (!pass.after) {
                giveBack(field, kick, stride, scratch, twiddle);
                return;
            }
            turn(kick, stride, scratch, twiddle);
        } else {
            takeIn(source, kick, pass.transposed, stride, scratch, twiddle);
        }
        Whole::template convolveParts<spacing>(scratch, pass.after, twiddle, scale);
        giveBack(field, nullptr, stride, scratch, twiddle);
    }

private:
    /// Where member q of the butterfly g of group b stands among the tiles.
    static DQM_INLINE std::ptrdiff_t place(int b, int g, int q, std::ptrdiff_t stride)
    {
        const int tile = b + q % tilesPerButterfly * groups;
        const int wave = g + q / tilesPerButterfly * butterfliesPerTile;
        return tile * stride + wave * 2 * W;
    }

    /// Asks for the tiles of group b, which lie too far apart for the processor to guess.
    static DQM_INLINE void expect(const T* tilesOfLine, int b, std::ptrdiff_t stride)
    {
        constexpr int cacheLine = 64 / static_cast<int>(sizeof(T));
        for (int k = 0; k < tilesPerButterfly; ++k)
            for (int i = 0; i < 2 * W * W; i += cacheLine)
                __builtin_prefetch(tilesOfLine + (b + k * groups) * stride + i);
    }

    template <bool transposed, bool kicked>
    static __attribute__((noinline)) void takeIn(
        const T* field, const T* kick, std::ptrdiff_t stride, T* scratch, const T* twiddle)
    {
        for (int b = 0; b < groups; ++b) {
            expect(field, b + groupsAhead, stride);
            Wave<T> members[W * tilesPerButterfly];
            if constexpr (transposed)
                for (int k = 0; k < tilesPerButterfly; ++k) {
                    Wave<T> tile[W];
                    loadTransposed(field + (b + k * groups) * stride, tile);
                    for (int i = 0; i < W; ++i)
                        members[i * tilesPerButterfly + k] = tile[i];
                }
            for (int g = 0; g < butterfliesPerTile; ++g) {
                Wave<T> a[radix];
                for (int q = 0; q < radix; ++q) {
                    if constexpr (transposed)
                        a[q] = members[g + q * butterfliesPerTile];
                    else
                        a[q] = load(field + place(b, g, q, stride));
                    if constexpr (kicked)
                        a[q] = timesOnePlus(a[q], load(kick + place(b, g, q, stride)));
                }
                Whole::template spread<spacing>(scratch, b + g * tiles, a, twiddle);
            }
        }
    }

    static DQM_INLINE void takeIn(const T* field, const T* kick, bool transposed,
        std::ptrdiff_t stride, T* scratch, const T* twiddle)
    {
        if (transposed && kick)
            takeIn<true, true>(field, kick, stride, scratch, twiddle);
        else if (transposed)
            takeIn<true, false>(field, kick, stride, scratch, twiddle);
        else if (kick)
            takeIn<false, true>(field, kick, stride, scratch, twiddle);
        else
            takeIn<false, false>(field, kick, stride, scratch, twiddle);
    }

    static __attribute__((noinline)) void turn(
        const T* kick, std::ptrdiff_t stride, T* scratch, const T* twiddle)
    {
        for (int b = 0; b < groups; ++b) {
            expect(kick, b + groupsAhead, stride);
            for (int g = 0; g < butterfliesPerTile; ++g) {
                const int j = b + g * tiles;
                Wave<T> a[radix];
                Whole::template gather<spacing>(scratch, j, a, twiddle);
                for (int q = 0; q < radix; ++q)
                    a[q] = timesOnePlus(a[q], load(kick + place(b, g, q, stride)));
                Whole::template spread<spacing>(scratch, j, a, twiddle);
            }
        }
    }

    template <bool kicked>
    static __attribute__((noinline)) void giveBack(
        T* field, const T* kick, std::ptrdiff_t stride, const T* scratch, const T* twiddle)
    {
        for (int b = 0; b < groups; ++b)
            for (int g = 0; g < butterfliesPerTile; ++g) {
                Wave<T> a[radix];
                Whole::template gather<spacing>(scratch, b + g * tiles, a, twiddle);
                for (int q = 0; q < radix; ++q) {
                    if constexpr (kicked)
                        a[q] = timesOnePlus(a[q], load(kick + place(b, g, q, stride)));
                    store(field + place(b, g, q, stride), a[q]);
                }
            }
    }

    static DQM_INLINE void giveBack(
        T* field, const T* kick, std::ptrdiff_t stride, const T* scratch, const T* twiddle)
    {
        if (kick)
            giveBack<true>(field, kick, stride, scratch, twiddle);
        else
            giveBack<false>(field, nullptr, stride, scratch, twiddle);
    }
};

} // namespace dqm::fused::DQM_INSTRUCTION_SET
