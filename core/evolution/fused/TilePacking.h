#pragma once

#include "core/evolution/fused/FusedKernels.h"
#include "core/evolution/fused/Lanes.h"

namespace dqm::fused::DQM_INSTRUCTION_SET {

/// W numbers, which are W/2 complex ones side by side.
template <class T>
DQM_INLINE typename Lanes<T>::Vector fromDoubles(const double* from)
{
    typename Lanes<T>::Vector v;
    if constexpr (sizeof(T) == sizeof(double)) {
        __builtin_memcpy(&v, from, vectorBytes);
    } else {
        for (int l = 0; l < width<T>; ++l)
            v[l] = static_cast<T>(from[l]);
    }
    return v;
}

template <class T>
DQM_INLINE void toDoubles(double* to, typename Lanes<T>::Vector v, double factor)
{
    if constexpr (sizeof(T) == sizeof(double)) {
        v *= factor;
        __builtin_memcpy(to, &v, vectorBytes);
    } else {
        for (int l = 0; l < width<T>; ++l)
            to[l] = factor * static_cast<double>(v[l]);
    }
}

/// The square of W rows and W/2 columns from x on: in rows as they are in the field, in waves as
/// they are in the tiles. Transposing W vectors of numbers turns one into the other.
template <class T>
struct Square
{
    static constexpr int columns = width<T> / 2;
    typename Lanes<T>::Vector vectors[width<T>];
};

/// Where a column stands in a row of tiles; their number is a power of two.
template <class T>
class ColumnPlaces
{
public:
    explicit ColumnPlaces(const TileLayout& layout)
        : m_stripSize(layout.stripSize)
        , m_lastStrip(layout.nx / width<T> - 1)
        , m_shift(__builtin_popcount(static_cast<unsigned>(m_lastStrip)))
    {
    }

    DQM_INLINE std::ptrdiff_t operator()(int x) const
    {
        return (x & m_lastStrip) * m_stripSize + (x >> m_shift) * 2 * width<T>;
    }

private:
    std::ptrdiff_t m_stripSize;
    int m_lastStrip;
    int m_shift;
};

template <class T>
void turnOver(T* field, const TileLayout& layout, int block)
{
    constexpr int W = width<T>;
    T* const tiles = field + block * layout.tileSize;
    for (int b = 0; b < layout.nx / W; ++b) {
        T* const tile = tiles + b * layout.stripSize;
        Wave<T> waves[W];
        loadTransposed(tile, waves);
        for (int i = 0; i < W; ++i)
            store(tile + i * 2 * W, waves[i]);
    }
}

template <class T>
void pack(const std::complex<double>* firstRow, std::ptrdiff_t stride, bool transposed,
    const TileLayout& layout, int block, T* field)
{
    constexpr int W = width<T>;
    T* const tiles = field + block * layout.tileSize;
    const ColumnPlaces<T> place(layout);
    for (int x = 0; x < layout.nx; x += Square<T>::columns) {
        Square<T> square;
        for (int l = 0; l < W; ++l)
            square.vectors[l]
                = fromDoubles<T>(reinterpret_cast<const double*>(firstRow + l * stride + x));
        transpose<T>(square.vectors);
        for (int c = 0; c < Square<T>::columns; ++c)
            store(tiles + place(x + c), Wave<T>{square.vectors[2 * c], square.vectors[2 * c + 1]});
    }
    if (transposed)
        turnOver(field, layout, block);
}

/// Where a point is a row of the tile, the columns of W/2 strips lie W times side by side.
template <class T>
DQM_INLINE void unpackAcross(const T* tiles, const TileLayout& layout, double factor,
    std::complex<double>* firstRow, std::ptrdiff_t stride)
{
    constexpr int W = width<T>;
    const int strips = layout.nx / W;
    for (int i = 0; i < W; ++i)
        for (int b = 0; b < strips; b += Square<T>::columns) {
            Square<T> square;
            for (int c = 0; c < Square<T>::columns; ++c) {
                const Wave<T> wave = load(tiles + (b + c) * layout.stripSize + i * 2 * W);
                square.vectors[2 * c] = wave.re;
                square.vectors[2 * c + 1] = wave.im;
            }
            transpose<T>(square.vectors);
            for (int l = 0; l < W; ++l)
                toDoubles<T>(reinterpret_cast<double*>(firstRow + i * stride + b + l * strips),
                    square.vectors[l], factor);
        }
}

/// The same where there are fewer strips than that.
template <class T>
DQM_INLINE void unpackOneByOne(const T* tiles, const TileLayout& layout, double factor,
    std::complex<double>* firstRow, std::ptrdiff_t stride)
{
    constexpr int W = width<T>;
    const int strips = layout.nx / W;
    for (int i = 0; i < W; ++i)
        for (int b = 0; b < strips; ++b) {
            const T* const wave = tiles + b * layout.stripSize + i * 2 * W;
            for (int l = 0; l < W; ++l) {
                auto* const to = reinterpret_cast<double*>(firstRow + i * stride + b + l * strips);
                to[0] = factor * static_cast<double>(wave[l]);
                to[1] = factor * static_cast<double>(wave[W + l]);
            }
        }
}

template <class T>
DQM_INLINE void unpackAlong(const T* tiles, const TileLayout& layout, double factor,
    std::complex<double>* firstRow, std::ptrdiff_t stride)
{
    constexpr int W = width<T>;
    const ColumnPlaces<T> place(layout);
    for (int x = 0; x < layout.nx; x += Square<T>::columns) {
        Square<T> square;
        for (int c = 0; c < Square<T>::columns; ++c) {
            const Wave<T> wave = load(tiles + place(x + c));
            square.vectors[2 * c] = wave.re;
            square.vectors[2 * c + 1] = wave.im;
        }
        transpose<T>(square.vectors);
        for (int l = 0; l < W; ++l)
            toDoubles<T>(
                reinterpret_cast<double*>(firstRow + l * stride + x), square.vectors[l], factor);
    }
}

template <class T>
void unpack(const T* field, bool transposed, const TileLayout& layout, int block, double factor,
    std::complex<double>* firstRow, std::ptrdiff_t stride)
{
    const T* const tiles = field + block * layout.tileSize;
    if (!transposed)
        unpackAlong(tiles, layout, factor, firstRow, stride);
    else if (layout.nx / width<T> >= Square<T>::columns)
        unpackAcross(tiles, layout, factor, firstRow, stride);
    else
        unpackOneByOne(tiles, layout, factor, firstRow, stride);
}

} // namespace dqm::fused::DQM_INSTRUCTION_SET
