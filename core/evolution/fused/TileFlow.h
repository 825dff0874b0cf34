#pragma once

#include "core/evolution/fused/FusedKernels.h"
#include "core/evolution/fused/TileCensus.h"

#if defined(__SSE__)
#include <immintrin.h>
#endif

#define DQM_PRAGMA(text) _Pragma(#text)
#if defined(__clang__)
#define DQM_UNROLL(times) DQM_PRAGMA(clang loop unroll_count(times))
#else
#define DQM_UNROLL(times) DQM_PRAGMA(GCC unroll times)
#endif

namespace dqm::fused::DQM_INSTRUCTION_SET {

using Floats = Lanes<float>::Vector;

/// Vectors of T to a vector of floats.
template <class T>
constexpr int partsOf = width<float> / width<T>;

DQM_INLINE Floats loadAnywhere(const float* from)
{
    Floats v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}

DQM_INLINE void storeAnywhere(float* to, Floats v) { __builtin_memcpy(to, &v, sizeof v); }

/// While it lives, numbers too small for all digits are zero: squares of what is left far from an
/// ensemble are, and a processor takes a hundred times as long for them.
class FlushToZero
{
public:
#if defined(__SSE__)
    FlushToZero() { _mm_setcsr(m_before | 0x8040U); }
    ~FlushToZero() { _mm_setcsr(m_before); }
    FlushToZero(const FlushToZero&) = delete;
    FlushToZero& operator=(const FlushToZero&) = delete;

private:
    unsigned m_before = _mm_getcsr();
#endif
};

/// Keeps the compiler from reading a vector twice, once for each of its uses: where rows are read
/// at any place, reading is what costs most.
DQM_INLINE Floats onceRead(Floats v)
{
#if defined(__SSE__)
    asm("" : "+v"(v));
#endif
    return v;
}

/// Transposes the squares of `rows` * `rows` that lie side by side in that many vectors.
template <int rows, int half = rows / 2>
DQM_INLINE void transposeSquares(Floats* v)
{
    if constexpr (half > 0) {
        DQM_UNROLL(16)
        for (int i = 0; i < rows; ++i)
            if (i / half % 2 == 0)
                exchange<half, float>(v[i], v[i + half], std::make_index_sequence<width<float>>());
        transposeSquares<rows, half / 2>(v);
    }
}

/// To floats, side by side.
template <class T, std::size_t... lane>
DQM_INLINE Floats asFloats(
    const typename Lanes<T>::Vector (&parts)[partsOf<T>], std::index_sequence<lane...>)
{
    if constexpr (partsOf<T> == 1) {
        return parts[0];
    } else {
        typedef float Half __attribute__((vector_size(vectorBytes / 2)));
        return __builtin_shufflevector(__builtin_convertvector(parts[0], Half),
            __builtin_convertvector(parts[1], Half), static_cast<int>(lane)...);
    }
}

/// What the fields of a row are made with, in objects of their own that no store can change.
struct RowWeights
{
    static constexpr int reach = EighthOrder::reach;

    explicit RowWeights(float alongY)
    {
        for (int h = 0; h < reach; ++h) {
            firstX[h] = static_cast<float>(EighthOrder::first[h]);
            firstY[h] = alongY * firstX[h];
            secondX[h] = static_cast<float>(EighthOrder::second[h]);
            secondY[h] = alongY * alongY * secondX[h];
        }
        centre = static_cast<float>(EighthOrder::secondCentre) * (1 + alongY * alongY);
    }

    float firstX[reach];
    float firstY[reach];
    float secondX[reach];
    float secondY[reach];
    float centre;
};

/// The fields of some rows, from tiles that lie as a pass along y leaves them: a row is one vector
/// of each tile of a row of tiles. A window of rows that the near caches hold goes down the field,
/// in floats; in it, rows go on a little beyond both ends, around the torus.
template <class T, bool carried>
class RowFlow
{
    static constexpr int W = width<T>;
    static constexpr int F = width<float>;
    static constexpr int parts = partsOf<T>;
    static constexpr int reach = EighthOrder::reach;
    static constexpr int margin = 16; ///< numbers beyond either end, of which `reach` are read
    static constexpr int windowRows = 2 * reach + 1;
    /// Numbers ahead of a store at which its place is asked for.
    static constexpr int ahead = 64;

public:
    RowFlow(const FlowPass<T>& pass, float* scratch)
        : m_pass(pass)
        , m_strips(pass.layout.nx / W)
        , m_tiles(pass.layout.ny / W)
        , m_partSize(pass.layout.nx + 2 * margin)
    {
        for (int k = 0; k < windowRows; ++k)
            m_rows[k] = scratch + 2 * k * m_partSize + margin;
    }

    /// Numbers of the scratch.
    static std::ptrdiff_t scratch(int nx) { return 2 * windowRows * (nx + 2 * margin); }

    void run(int begin, int end, FlowSumsOfRows& sums)
    {
        for (int k = 0; k < 2 * reach; ++k)
            takeIn(begin + k - reach, m_rows[k]);
        Doubles total[flowSumCount] = {};
        for (int y = begin; y < end; ++y) {
            takeIn(y + reach, m_rows[windowRows - 1]);
            evaluate(y, total);
            float* const oldest = m_rows[0];
            for (int k = 0; k + 1 < windowRows; ++k)
                m_rows[k] = m_rows[k + 1];
            m_rows[windowRows - 1] = oldest;
        }
        for (int q = 0; q < flowSumCount; ++q)
            for (int l = 0; l < width<double>; ++l)
                sums.of[q] += total[q][l];
    }

private:
    /// The place of a row's vectors in a strip, by its number or one beyond either end.
    std::ptrdiff_t placeOf(int y) const
    {
        const int row = (y + m_pass.layout.ny) & (m_pass.layout.ny - 1);
        return (row & (m_tiles - 1)) * m_pass.layout.tileSize + row / m_tiles * 2 * W;
    }

    void takeIn(int y, float* row) const
    {
        const T* const from = m_pass.field + placeOf(y);
        if (m_strips >= F)
            takeInSquares(from, row);
        else
            takeInOneByOne(from, row);
        for (int c = 0; c < 2; ++c) {
            float* const part = row + c * m_partSize;
            for (int h = 1; h <= reach; ++h) {
                part[-h] = part[m_pass.layout.nx - h];
                part[m_pass.layout.nx + h - 1] = part[h - 1];
            }
        }
    }

    void takeInSquares(const T* from, float* row) const
    {
        const T scale = m_pass.perAmplitude;
        const std::ptrdiff_t stripSize = m_pass.layout.stripSize;
        const int strips = m_strips;
        for (int b = 0; b < strips; b += F)
            DQM_UNROLL(2)
        for (int c = 0; c < 2; ++c) {
            Floats square[W];
            DQM_UNROLL(16)
            for (int j = 0; j < W; ++j) {
                typename Lanes<T>::Vector each[parts];
                DQM_UNROLL(2)
                for (int p = 0; p < parts; ++p) {
                    const T* const place = from + (b + j + p * W) * stripSize + c * W;
                    each[p] = scale * loadVector(place);
                }
                square[j] = asFloats<T>(each, std::make_index_sequence<F>());
            }
            transposeSquares<W>(square);
            float* const part = row + c * m_partSize + b;
            DQM_UNROLL(16)
            for (int l = 0; l < W; ++l)
                storeAnywhere(part + l * strips, square[l]);
        }
    }

    void takeInOneByOne(const T* from, float* row) const
    {
        for (int b = 0; b < m_strips; ++b)
            for (int c = 0; c < 2; ++c)
                for (int l = 0; l < W; ++l)
                    row[c * m_partSize + l * m_strips + b] = static_cast<float>(
                        m_pass.perAmplitude * from[b * m_pass.layout.stripSize + c * W + l]);
    }

    /// The derivatives of one component of psi at x, of rows about y.
    static DQM_INLINE void differences(const float* const (&rows)[windowRows], std::ptrdiff_t x,
        const RowWeights& w, Floats& alongX, Floats& alongY, Floats& laplacian)
    {
        const float* const p = rows[reach] + x;
        // Several short sums: one long one is a chain of waiting.
        Floats bendX = w.centre * loadVector(p);
        Floats bendY{};
        alongX = Floats{};
        alongY = Floats{};
        DQM_UNROLL(4)
        for (int h = 1; h <= reach; ++h) {
            const Floats left = onceRead(loadAnywhere(p - h));
            const Floats right = onceRead(loadAnywhere(p + h));
            alongX += w.firstX[h - 1] * (right - left);
            bendX += w.secondX[h - 1] * (right + left);
            const Floats below = onceRead(loadVector(rows[reach - h] + x));
            const Floats above = onceRead(loadVector(rows[reach + h] + x));
            alongY += w.firstY[h - 1] * (above - below);
            bendY += w.secondY[h - 1] * (above + below);
        }
        laplacian = bendX + bendY;
    }

    static DQM_INLINE void addTo(Doubles& sum, Floats more)
    {
        for (int p = 0; p < doublesOf<float>; ++p)
            sum += asDoubles(reinterpret_cast<const float*>(&more), p);
    }

    void evaluate(int y, Doubles (&total)[flowSumCount]) const
    {
        const RowWeights w(static_cast<float>(m_pass.alongY));
        const FlowScale<float> scale = m_pass.scale;
        const float floor = m_pass.floor;
        const float amplitude = m_pass.amplitude;
        const float density = amplitude * amplitude;
        const int nx = m_pass.layout.nx;
        const std::ptrdiff_t part = m_partSize;
        const std::ptrdiff_t begin = static_cast<std::ptrdiff_t>(y) * nx;
        const float* rows[windowRows];
        for (int k = 0; k < windowRows; ++k)
            rows[k] = m_rows[k];
        float* to[flowTargets];
        for (int f = 0; f < flowTargets; ++f)
            to[f] = m_pass.targets[f] + begin;
        const float* const V = m_pass.potential ? m_pass.potential + begin : nullptr;
        const float* const cosX = m_pass.carrierX;
        const float cosY = carried ? m_pass.carrierY[y] : 1.0F;
        const float sinY = carried ? m_pass.carrierY[m_pass.layout.ny + y] : 0.0F;
        Floats sums[flowSumCount] = {};
        const T* next = m_pass.field + placeOf(y + reach + 1);
        for (int x = 0; x < nx; x += F) {
            // The next row's points lie too far apart for the processor to guess.
            DQM_UNROLL(2)
            for (int p = 0; p < parts; ++p) {
                __builtin_prefetch(next);
                __builtin_prefetch(next + W);
                next += m_pass.layout.stripSize;
            }
            // A store waits for what it overwrites: eight arrays are more than the processor
            // follows.
            DQM_UNROLL(8)
            for (int f = 0; f < flowTargets; ++f)
                __builtin_prefetch(to[f] + x + ahead, 1);
            const Floats a = loadVector(rows[reach] + x);
            const Floats b = loadVector(rows[reach] + x + part);
            Floats xRe, xIm, yRe, yIm, lapRe, lapIm;
            differences(rows, x, w, xRe, yRe, lapRe);
            differences(rows, x + part, w, xIm, yIm, lapIm);
            const Floats zero{};
            const Floats one = zero + 1.0F;
            const Floats rho = a * a + b * b;
            const Floats there = rho > floor ? one : zero;
            const Floats inverse = rho > floor ? one / rho : zero;
            const LocalFlow<Floats> flow
                = localFlow(a, b, xRe, xIm, yRe, yIm, lapRe, lapIm, inverse, there, scale);
            storeVector(to[0] + x, density * rho);
            if constexpr (carried) {
                const Floats cx = loadVector(cosX + x);
                const Floats sx = loadVector(cosX + nx + x);
                const Floats c = amplitude * (cx * cosY - sx * sinY);
                const Floats s = amplitude * (sx * cosY + cx * sinY);
                storeVector(to[1] + x, a * c - b * s);
                storeVector(to[2] + x, a * s + b * c);
            } else {
                storeVector(to[1] + x, amplitude * a);
                storeVector(to[2] + x, amplitude * b);
            }
            storeVector(to[3] + x, flow.vx);
            storeVector(to[4] + x, flow.vy);
            storeVector(to[5] + x, flow.ux);
            storeVector(to[6] + x, flow.uy);
            storeVector(to[7] + x, flow.Q);
            const Floats jx = a * xIm - b * xRe;
            const Floats jy = a * yIm - b * yRe;
            sums[0] += xRe * xRe + xIm * xIm;
            sums[1] += yRe * yRe + yIm * yIm;
            sums[2] += jx * jx * inverse;
            sums[3] += jy * jy * inverse;
            if (V)
                sums[4] += rho * loadAnywhere(V + x);
        }
        for (int q = 0; q < flowSumCount; ++q)
            addTo(total[q], sums[q]);
    }

    const FlowPass<T> m_pass;
    int m_strips;
    int m_tiles;
    std::ptrdiff_t m_partSize; ///< numbers from Re to Im of a row of the window
    float* m_rows[windowRows];
};

template <class T>
std::ptrdiff_t flowScratch(int nx)
{
    return RowFlow<T, false>::scratch(nx);
}

/// @param begin, end  rows.
/// @param scratch     on a cache line.
template <class T>
void flow(const FlowPass<T>& pass, int begin, int end, float* scratch, FlowSumsOfRows& sums)
{
    [[maybe_unused]] const FlushToZero flushing;
    if (pass.carrierX)
        RowFlow<T, true>(pass, scratch).run(begin, end, sums);
    else
        RowFlow<T, false>(pass, scratch).run(begin, end, sums);
}

} // namespace dqm::fused::DQM_INSTRUCTION_SET
