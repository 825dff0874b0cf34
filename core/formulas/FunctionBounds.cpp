#include "core/formulas/FunctionBounds.h"

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

constexpr double pi = std::numbers::pi;

FunctionBounds hyperbolicTangent(const Interval& u)
{
    const Interval T = rising([](double v) { return std::tanh(v); }, u);
    const double nearest = u.nearest();
    const auto sech2 = [](double v) { return 1.0 / (std::cosh(v) * std::cosh(v)); };
    const Interval s{sech2(u.magnitude()), sech2(nearest)};
    const Interval T2 = square(T);
    return {T, s, -2.0 * (T * s), s * (4.0 * T2 - 2.0 * s), s * (T * (16.0 * s - 8.0 * T2))};
}

FunctionBounds errorFunction(const Interval& u)
{
    const double nearest = u.nearest();
    const auto bell = [](double v) { return 2.0 / std::sqrt(pi) * std::exp(-v * v); };
    const Interval g{bell(u.magnitude()), bell(nearest)};
    const Interval u2 = square(u);
    return {rising([](double v) { return std::erf(v); }, u), g, -2.0 * (u * g),
        (4.0 * u2 - Interval::of(2.0)) * g, u * ((Interval::of(12.0) - 8.0 * u2) * g)};
}

/// asin; acos is its reflection.
FunctionBounds arcSine(const Interval& u, double sign)
{
    if (u.low < -1.0 || u.high > 1.0) {
        FunctionBounds all;
        all.fill(Interval::unbounded());
        return all;
    }
    const Interval u2 = square(u);
    const Interval rest = Interval::of(1.0) - u2;
    FunctionBounds all{rising([](double v) { return std::asin(v); }, u), power(rest, -0.5),
        u * power(rest, -1.5), (Interval::of(1.0) + 2.0 * u2) * power(rest, -2.5),
        u * ((Interval::of(9.0) + 6.0 * u2) * power(rest, -3.5))};
    if (sign < 0.0) {
        for (Interval& value : all)
            value = -value;
        all[0] = Interval::of(0.5 * pi) + all[0];
    }
    return all;
}

Interval hyperbolicCosine(const Interval& u)
{
    const double nearest = u.nearest();
    return {std::cosh(nearest), std::cosh(u.magnitude())};
}

} // namespace

FunctionBounds powerBounds(const Interval& u, double p)
{
    FunctionBounds all;
    double factor = 1.0;
    for (std::size_t n = 0; n < all.size(); ++n) {
        all[n] = factor == 0.0 ? Interval{} : factor * power(u, p - static_cast<double>(n));
        factor *= p - static_cast<double>(n);
    }
    return all;
}

FunctionBounds logarithmBounds(const Interval& u, double scale)
{
    FunctionBounds all;
    all[0] = u.low < 0.0 ? Interval::unbounded()
                         : scale * rising([](double v) { return std::log(v); }, u);
    const std::array factors{0.0, 1.0, -1.0, 2.0, -6.0};
    for (std::size_t n = 1; n < all.size(); ++n)
        all[n] = (scale * factors[n]) * power(u, -static_cast<double>(n));
    return all;
}

FunctionBounds arcTangentBounds(const Interval& u)
{
    const Interval u2 = square(u);
    const Interval q = reciprocal(Interval::of(1.0) + u2);
    const Interval q2 = square(q);
    return {rising([](double v) { return std::atan(v); }, u), q, -2.0 * (u * q2),
        (6.0 * u2 - Interval::of(2.0)) * (q2 * q),
        24.0 * (u * ((Interval::of(1.0) - u2) * square(q2)))};
}

FunctionBounds boundsOf(FormulaOp op, const Interval& u)
{
    switch (op) {
    case FormulaOp::Exp: {
        const Interval e = rising([](double v) { return std::exp(v); }, u);
        return FunctionBounds{e, e, e, e, e};
    }
    case FormulaOp::Sqrt:
        return powerBounds(u, 0.5);
    case FormulaOp::Ln:
        return logarithmBounds(u, 1.0);
    case FormulaOp::Log10:
        return logarithmBounds(u, 1.0 / std::numbers::ln10);
    case FormulaOp::Sin: {
        const Interval s = sine(u);
        const Interval c = cosine(u);
        return FunctionBounds{s, c, -s, -c, s};
    }
    case FormulaOp::Cos: {
        const Interval s = sine(u);
        const Interval c = cosine(u);
        return FunctionBounds{c, -s, -c, s, c};
    }
    case FormulaOp::Sinh: {
        const Interval s = rising([](double v) { return std::sinh(v); }, u);
        const Interval c = hyperbolicCosine(u);
        return FunctionBounds{s, c, s, c, s};
    }
    case FormulaOp::Cosh: {
        const Interval s = rising([](double v) { return std::sinh(v); }, u);
        const Interval c = hyperbolicCosine(u);
        return FunctionBounds{c, s, c, s, c};
    }
    case FormulaOp::Tanh:
        return hyperbolicTangent(u);
    case FormulaOp::Erf:
        return errorFunction(u);
    case FormulaOp::Atan:
        return arcTangentBounds(u);
    case FormulaOp::Asin:
        return arcSine(u, 1.0);
    case FormulaOp::Acos:
        return arcSine(u, -1.0);
    default: {
        FunctionBounds all;
        all.fill(Interval::unbounded());
        return all;
    }
    }
}

} // namespace dqm
