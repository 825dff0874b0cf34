#pragma once

namespace dqm {

/// Bounds of a value. Sums, products and functions of intervals contain those of any values within
/// ([Moore1966], without the outward rounding); unbounded where nothing is known.
struct Interval
{
    double low = 0.0;
    double high = 0.0;

    static Interval of(double value) { return {value, value}; }
    static Interval unbounded();
    bool isPoint() const { return low == high; }
    bool contains(double value) const { return low <= value && value <= high; }
    /// Largest and smallest |value|.
    double magnitude() const;
    double nearest() const;
};

Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a);
Interval operator-(const Interval& a, const Interval& b);
/// 0 times anything is 0.
Interval operator*(const Interval& a, const Interval& b);
Interval operator*(double a, const Interval& b);
Interval hull(const Interval& a, const Interval& b);
Interval reciprocal(const Interval& a);
Interval square(const Interval& a);
/// a^p; unbounded for a negative a unless p is whole.
Interval power(const Interval& a, double p);
Interval sine(const Interval& a);
Interval cosine(const Interval& a);
/// Bounds of low .. high, unbounded if one is not a number.
Interval bounds(double low, double high);

/// f(a) of an f that rises.
template <class F>
Interval rising(const F& f, const Interval& a)
{
    return bounds(f(a.low), f(a.high));
}

} // namespace dqm
