#pragma once

// Read only by InstructionSet.cpp, which is compiled once for each instruction set: everything here
// lives in a namespace of its own for each, and nothing of the standard library with code in it may
// be included, or the linker could hand one set's copy to another.

#include <cstddef>
#include <utility>

#define DQM_INLINE inline __attribute__((always_inline))

namespace dqm::fused::DQM_INSTRUCTION_SET {

constexpr int vectorBytes = DQM_VECTOR_BYTES;

/// A vector register of numbers T; + - * act on each lane.
template <class T>
struct Lanes
{
    typedef T Vector __attribute__((vector_size(vectorBytes)));
    static constexpr int width = vectorBytes / static_cast<int>(sizeof(T));
};

template <class T>
constexpr int width = Lanes<T>::width;

/// The same place of W lines: complex numbers, one in each lane.
template <class T>
struct Wave
{
    using Vector = typename Lanes<T>::Vector;
    Vector re;
    Vector im;
};

/// A complex number that all lanes share.
template <class T>
struct Factor
{
    T re;
    T im;
};

template <class T>
DQM_INLINE typename Lanes<T>::Vector loadVector(const T* from)
{
    typename Lanes<T>::Vector v;
    __builtin_memcpy(&v, __builtin_assume_aligned(from, vectorBytes), vectorBytes);
    return v;
}

template <class T>
DQM_INLINE void storeVector(T* to, typename Lanes<T>::Vector v)
{
    __builtin_memcpy(__builtin_assume_aligned(to, vectorBytes), &v, vectorBytes);
}

template <class T>
DQM_INLINE Wave<T> load(const T* from)
{
    return {loadVector(from), loadVector(from + width<T>)};
}

template <class T>
DQM_INLINE void store(T* to, Wave<T> a)
{
    storeVector(to, a.re);
    storeVector(to + width<T>, a.im);
}

template <class T>
DQM_INLINE Wave<T> operator+(Wave<T> a, Wave<T> b)
{
    return {a.re + b.re, a.im + b.im};
}

template <class T>
DQM_INLINE Wave<T> operator-(Wave<T> a, Wave<T> b)
{
    return {a.re - b.re, a.im - b.im};
}

/// a (1 + b)
template <class T>
DQM_INLINE Wave<T> timesOnePlus(Wave<T> a, Wave<T> b)
{
    return {(a.re + a.re * b.re) - a.im * b.im, (a.im + a.im * b.re) + a.re * b.im};
}

template <class T>
DQM_INLINE Wave<T> operator*(Wave<T> a, T s)
{
    return {a.re * s, a.im * s};
}

template <class T>
DQM_INLINE Wave<T> operator*(Wave<T> a, Factor<T> b)
{
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

template <class T>
DQM_INLINE Wave<T> timesConjugate(Wave<T> a, Factor<T> b)
{
    return {a.re * b.re + a.im * b.im, a.im * b.re - a.re * b.im};
}

/// a + sign i b
template <int sign, class T>
DQM_INLINE Wave<T> plusI(Wave<T> a, Wave<T> b)
{
    if constexpr (sign > 0)
        return {a.re - b.im, a.im + b.re};
    else
        return {a.re + b.im, a.im - b.re};
}

/// a + s b
template <class T>
DQM_INLINE Wave<T> plusScaled(Wave<T> a, T s, Wave<T> b)
{
    return {a.re + s * b.re, a.im + s * b.im};
}

/// Exchanges the squares of `half` * `half` off the diagonal of two rows' square of 2 half.
template <int half, class T, std::size_t... lane>
DQM_INLINE void exchange(
    typename Lanes<T>::Vector& a, typename Lanes<T>::Vector& b, std::index_sequence<lane...>)
{
    constexpr int W = width<T>;
    const auto low = __builtin_shufflevector(a, b,
        (static_cast<int>(lane) / half % 2 == 0 ? static_cast<int>(lane)
                                                : W + static_cast<int>(lane) - half)...);
    b = __builtin_shufflevector(a, b,
        (static_cast<int>(lane) / half % 2 == 0 ? static_cast<int>(lane) + half
                                                : W + static_cast<int>(lane))...);
    a = low;
}

/// Transposes W vectors in registers.
template <class T, int half = width<T> / 2>
DQM_INLINE void transpose(typename Lanes<T>::Vector* rows)
{
    if constexpr (half > 0) {
        for (int i = 0; i < width<T>; ++i)
            if (i / half % 2 == 0)
                exchange<half, T>(rows[i], rows[i + half], std::make_index_sequence<width<T>>());
        transpose<T, half / 2>(rows);
    }
}

/// Reads a tile, W waves one after the other, with vectors and lanes exchanged.
template <class T>
DQM_INLINE void loadTransposed(const T* tile, Wave<T>* waves)
{
    constexpr int W = width<T>;
    typename Lanes<T>::Vector rows[W];
    for (int i = 0; i < W; ++i)
        rows[i] = loadVector(tile + i * 2 * W);
    transpose<T>(rows);
    for (int i = 0; i < W; ++i)
        waves[i].re = rows[i];
    for (int i = 0; i < W; ++i)
        rows[i] = loadVector(tile + i * 2 * W + W);
    transpose<T>(rows);
    for (int i = 0; i < W; ++i)
        waves[i].im = rows[i];
}

} // namespace dqm::fused::DQM_INSTRUCTION_SET
