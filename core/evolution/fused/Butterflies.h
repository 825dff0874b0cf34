#pragma once

#include "core/evolution/fused/Lanes.h"

namespace dqm::fused::DQM_INSTRUCTION_SET {

// Discrete Fourier transforms of a few waves in place, out[k] = sum_j e^{sign 2 pi i j k/n} a[j],
// not normalised: sign -1 is forward, +1 inverse.

template <int sign, class T>
DQM_INLINE void transform2(Wave<T>* a)
{
    const Wave<T> sum = a[0] + a[1];
    a[1] = a[0] - a[1];
    a[0] = sum;
}

template <int sign, class T>
DQM_INLINE void transform4(Wave<T>* a)
{
    const Wave<T> evenSum = a[0] + a[2];
    const Wave<T> evenDifference = a[0] - a[2];
    const Wave<T> oddSum = a[1] + a[3];
    const Wave<T> oddDifference = a[1] - a[3];
    a[0] = evenSum + oddSum;
    a[1] = plusI<sign>(evenDifference, oddDifference);
    a[2] = evenSum - oddSum;
    a[3] = plusI<-sign>(evenDifference, oddDifference);
}

/// The four odd members of a butterfly of eight: first +- m/sqrt 2 and second -+ n/sqrt 2.
///
/// In single precision the root is the sum of one half, which is exact, and a rest: rounded as a
/// whole it would take 2e-8 of the same waves in every transform, and that adds up.
template <class T>
DQM_INLINE void turnEighths(Wave<T> first, Wave<T> m, Wave<T> second, Wave<T> n, Wave<T>* a)
{
    if constexpr (sizeof(T) < sizeof(double)) {
        constexpr T half = T(0.5);
        constexpr T rest = T(0.20710678118654752440L);
        const Wave<T> turnedM = plusScaled(m * half, rest, m);
        const Wave<T> turnedN = plusScaled(n * half, rest, n);
        a[1] = first + turnedM;
        a[5] = first - turnedM;
        a[3] = second - turnedN;
        a[7] = second + turnedN;
    } else {
        constexpr T root = T(0.70710678118654752440L);
        a[1] = plusScaled(first, root, m);
        a[5] = plusScaled(first, -root, m);
        a[3] = plusScaled(second, -root, n);
        a[7] = plusScaled(second, root, n);
    }
}

template <int sign, class T>
DQM_INLINE void transform8(Wave<T>* a)
{
    const Wave<T> d0 = a[0] - a[4];
    const Wave<T> d1 = a[1] - a[5];
    const Wave<T> d2 = a[2] - a[6];
    const Wave<T> d3 = a[3] - a[7];
    const Wave<T> s0 = a[0] + a[4];
    const Wave<T> s1 = a[1] + a[5];
    const Wave<T> s2 = a[2] + a[6];
    const Wave<T> s3 = a[3] + a[7];

    const Wave<T> even = s0 + s2;
    const Wave<T> odd = s1 + s3;
    const Wave<T> evenTurn = s0 - s2;
    const Wave<T> oddTurn = s1 - s3;
    a[0] = even + odd;
    a[4] = even - odd;
    a[2] = plusI<sign>(evenTurn, oddTurn);
    a[6] = plusI<-sign>(evenTurn, oddTurn);

    // The eighth turns of d1 and d3 share one factor: e^{i pi/4} = (1 + i)/sqrt2.
    const Wave<T> difference = d1 - d3;
    const Wave<T> sum = d1 + d3;
    const Wave<T> m = plusI<sign>(difference, sum);
    const Wave<T> n = plusI<-sign>(difference, sum);
    const Wave<T> first = plusI<sign>(d0, d2);
    const Wave<T> second = plusI<-sign>(d0, d2);
    turnEighths(first, m, second, n, a);
}

template <int radix, int sign, class T>
DQM_INLINE void transform(Wave<T>* a)
{
    static_assert(radix == 2 || radix == 4 || radix == 8);
    if constexpr (radix == 2)
        transform2<sign>(a);
    else if constexpr (radix == 4)
        transform4<sign>(a);
    else
        transform8<sign>(a);
}

} // namespace dqm::fused::DQM_INSTRUCTION_SET
