#include "core/formulas/TimeJet.h"

#include "core/formulas/FunctionBounds.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dqm {

namespace {

constexpr double pi = std::numbers::pi;

TimeJet constant(const Interval& value)
{
    TimeJet jet;
    jet.c[0] = value;
    return jet;
}

bool restsInTime(const TimeJet& jet)
{
    return std::all_of(jet.c.begin() + 1, jet.c.end(),
        [](const Interval& c) { return c.low == 0.0 && c.high == 0.0; });
}

/// Where and when is not known better than the interval.
bool jumpsInTime(const TimeJet& jet) { return std::isinf(jet.c[1].magnitude()); }

TimeJet unbounded()
{
    TimeJet jet;
    jet.c.fill(Interval::unbounded());
    return jet;
}

TimeJet add(const TimeJet& a, const TimeJet& b, double sign)
{
    TimeJet sum;
    for (std::size_t n = 0; n < sum.c.size(); ++n)
        sum.c[n] = a.c[n] + (sign < 0.0 ? -b.c[n] : b.c[n]);
    return sum;
}

TimeJet multiply(const TimeJet& a, const TimeJet& b)
{
    TimeJet result;
    for (std::size_t n = 0; n < result.c.size(); ++n)
        for (std::size_t k = 0; k <= n; ++k)
            result.c[n] = result.c[n] + a.c[k] * b.c[n - k];
    return result;
}

/// phi(u(t)) after Faa di Bruno.
TimeJet compose(const FunctionBounds& phi, const TimeJet& u)
{
    const auto& c = u.c;
    const Interval u1Squared = square(c[1]);
    TimeJet jet;
    jet.c[0] = phi[0];
    jet.c[1] = phi[1] * c[1];
    jet.c[2] = phi[1] * c[2] + 0.5 * (phi[2] * u1Squared);
    jet.c[3] = phi[1] * c[3] + phi[2] * (c[1] * c[2]) + (1.0 / 6.0) * (phi[3] * (u1Squared * c[1]));
    jet.c[4] = phi[1] * c[4] + phi[2] * (c[1] * c[3] + 0.5 * square(c[2]))
        + 0.5 * (phi[3] * (u1Squared * c[2])) + (1.0 / 24.0) * (phi[4] * square(u1Squared));
    return jet;
}

class JetOf
{
public:
    JetOf(const Interval& t, const Box& box)
        : m_t(t)
        , m_box(box)
    {
    }

    TimeJet operator()(const FormulaNode& node) const
    {
        switch (node.op) {
        case FormulaOp::Number:
            return constant(Interval::of(node.number));
        case FormulaOp::X:
            return constant(m_box.x);
        case FormulaOp::Y:
            return constant(m_box.y);
        case FormulaOp::T: {
            TimeJet jet = constant(m_t);
            jet.c[1] = Interval::of(1.0);
            return jet;
        }
        case FormulaOp::Sum: {
            TimeJet sum;
            for (std::size_t i = 0; i < node.of.size(); ++i)
                sum = add(sum, (*this)(*node.of[i]), node.turned[i] ? -1.0 : 1.0);
            return sum;
        }
        case FormulaOp::Product: {
            TimeJet result = constant(Interval::of(1.0));
            for (std::size_t i = 0; i < node.of.size(); ++i) {
                const TimeJet factor = (*this)(*node.of[i]);
                result = multiply(result,
                    node.turned[i] ? compose(powerBounds(factor.c[0], -1.0), factor) : factor);
            }
            return result;
        }
        case FormulaOp::Power:
            return power(node);
        case FormulaOp::Tan: {
            const TimeJet u = (*this)(*node.of[0]);
            const TimeJet c = compose(boundsOf(FormulaOp::Cos, u.c[0]), u);
            return multiply(compose(boundsOf(FormulaOp::Sin, u.c[0]), u),
                compose(powerBounds(c.c[0], -1.0), c));
        }
        case FormulaOp::Atan2:
            return angle(node);
        default:
            break;
        }
        if (node.mayJumpOrBend())
            return pieces(node);
        const TimeJet u = (*this)(*node.of[0]);
        return compose(boundsOf(node.op, u.c[0]), u);
    }

private:
    TimeJet power(const FormulaNode& node) const
    {
        const TimeJet base = (*this)(*node.of[0]);
        if (node.of[1]->isNumber())
            return compose(powerBounds(base.c[0], node.of[1]->number), base);
        const TimeJet exponent = (*this)(*node.of[1]);
        const TimeJet log = compose(logarithmBounds(base.c[0], 1.0), base);
        const TimeJet both = multiply(exponent, log);
        return compose(boundsOf(FormulaOp::Exp, both.c[0]), both);
    }

    /// Its value is bounded wherever it turns; its slope is that of atan(y/x).
    TimeJet angle(const FormulaNode& node) const
    {
        const TimeJet y = (*this)(*node.of[0]);
        const TimeJet x = (*this)(*node.of[1]);
        TimeJet jet;
        if (!x.c[0].contains(0.0)) {
            const TimeJet ratio = multiply(y, compose(powerBounds(x.c[0], -1.0), x));
            jet = compose(arcTangentBounds(ratio.c[0]), ratio);
        } else if (!y.c[0].contains(0.0)) {
            const TimeJet ratio = multiply(x, compose(powerBounds(y.c[0], -1.0), y));
            jet = add(TimeJet(), compose(arcTangentBounds(ratio.c[0]), ratio), -1.0);
        } else {
            jet = unbounded();
        }
        // On the side where it jumps by a turn it may do so within the interval.
        if (x.c[0].low < 0.0 && y.c[0].contains(0.0) && node.usesT)
            jet = node.usesPlace() ? jet : unbounded();
        jet.c[0] = {-pi, pi};
        return jet;
    }

    /// A jump or bend within the interval: its place is to be found if t alone decides it.
    static TimeJet edge(const FormulaNode& node, const TimeJet& branches)
    {
        if (node.usesPlace())
            return branches;
        TimeJet jet = unbounded();
        jet.c[0] = branches.c[0];
        return jet;
    }

    static TimeJet hullOf(const TimeJet& a, const TimeJet& b)
    {
        TimeJet jet;
        for (std::size_t n = 0; n < jet.c.size(); ++n)
            jet.c[n] = hull(a.c[n], b.c[n]);
        return jet;
    }

    /// 1, 0 or, if it may be either, between.
    static TimeJet verdict(const FormulaNode& node, bool mayHold, bool mayFail)
    {
        if (mayHold && mayFail)
            return edge(node, constant({0.0, 1.0}));
        return constant(Interval::of(mayHold ? 1.0 : 0.0));
    }

    TimeJet pieces(const FormulaNode& node) const
    {
        const TimeJet a = (*this)(*node.of[0]);
        switch (node.op) {
        case FormulaOp::Abs:
        case FormulaOp::Sign:
        case FormulaOp::Heaviside:
            return aboutZero(node, a);
        case FormulaOp::Floor:
            return stairs(node, a, [](double v) { return std::floor(v); });
        case FormulaOp::Ceil:
            return stairs(node, a, [](double v) { return std::ceil(v); });
        case FormulaOp::Round:
            return stairs(node, a, [](double v) { return std::round(v); });
        case FormulaOp::Condition:
            return condition(node, a);
        case FormulaOp::Min:
        case FormulaOp::Max:
            return extreme(node, a);
        case FormulaOp::Mod:
            return remainder(node, a);
        default:
            return comparison(node, a, (*this)(*node.of[1]));
        }
    }

    static TimeJet aboutZero(const FormulaNode& node, const TimeJet& a)
    {
        const Interval& u = a.c[0];
        const bool isAbs = node.op == FormulaOp::Abs;
        const TimeJet minus = add(TimeJet(), a, -1.0);
        const double below = node.op == FormulaOp::Sign ? -1.0 : 0.0;
        if (u.low > 0.0)
            return isAbs ? a : constant(Interval::of(1.0));
        if (u.high < 0.0)
            return isAbs ? minus : constant(Interval::of(below));
        if (u.isPoint() && restsInTime(a))
            return constant(Interval::of(node.op == FormulaOp::Heaviside ? 0.5 : 0.0));
        TimeJet both = isAbs ? hullOf(a, minus) : constant({below, 1.0});
        if (isAbs)
            both.c[0] = {0.0, u.magnitude()};
        return edge(node, both);
    }

    template <class F>
    static TimeJet stairs(const FormulaNode& node, const TimeJet& a, const F& step)
    {
        const Interval range = rising(step, a.c[0]);
        return range.isPoint() ? constant(range) : edge(node, constant(range));
    }

    TimeJet remainder(const FormulaNode& node, const TimeJet& a) const
    {
        const TimeJet b = (*this)(*node.of[1]);
        const TimeJet quotient = multiply(a, compose(powerBounds(b.c[0], -1.0), b));
        const TimeJet whole = stairs(node, quotient, [](double v) { return std::floor(v); });
        TimeJet jet = add(a, multiply(b, whole), -1.0);
        const double most = b.c[0].magnitude();
        jet.c[0] = {std::max(jet.c[0].low, -most), std::min(jet.c[0].high, most)};
        return jet;
    }

    TimeJet condition(const FormulaNode& node, const TimeJet& decides) const
    {
        const Interval& a = decides.c[0];
        if (jumpsInTime(decides) && a.contains(0.0) && !a.isPoint())
            return unbounded();
        if (!a.contains(0.0))
            return (*this)(*node.of[1]);
        if (a.isPoint())
            return (*this)(*node.of[2]);
        const TimeJet branches = hullOf((*this)(*node.of[1]), (*this)(*node.of[2]));
        return edge(*node.of[0], branches);
    }

    TimeJet extreme(const FormulaNode& node, const TimeJet& first) const
    {
        const bool isMin = node.op == FormulaOp::Min;
        TimeJet best = first;
        for (std::size_t i = 1; i < node.of.size(); ++i) {
            const TimeJet next = (*this)(*node.of[i]);
            const Interval gap = isMin ? best.c[0] - next.c[0] : next.c[0] - best.c[0];
            if (gap.high <= 0.0)
                continue;
            if (gap.low >= 0.0) {
                best = next;
                continue;
            }
            best = edge(node, hullOf(best, next));
        }
        return best;
    }

    static TimeJet comparison(const FormulaNode& node, const TimeJet& left, const TimeJet& right)
    {
        const Interval& a = left.c[0];
        const Interval& b = right.c[0];
        const bool mayMeet = a.low <= b.high && b.low <= a.high;
        const bool areEqual = a.isPoint() && b.isPoint() && a.low == b.low;
        switch (node.op) {
        case FormulaOp::Less:
            return verdict(node, a.low < b.high, a.high >= b.low);
        case FormulaOp::LessEqual:
            return verdict(node, a.low <= b.high, a.high > b.low);
        case FormulaOp::Equal:
            return verdict(node, mayMeet, !areEqual);
        case FormulaOp::NotEqual:
            return verdict(node, !areEqual, mayMeet);
        default:
            break;
        }
        const auto mayBeTrue = [](const Interval& v) { return v.low != 0.0 || v.high != 0.0; };
        const auto mayBeFalse = [](const Interval& v) { return v.contains(0.0); };
        if (jumpsInTime(left) || jumpsInTime(right)) {
            TimeJet jet = unbounded();
            jet.c[0] = {0.0, 1.0};
            return jet;
        }
        if (node.op == FormulaOp::And)
            return verdict(node, mayBeTrue(a) && mayBeTrue(b), mayBeFalse(a) || mayBeFalse(b));
        return verdict(node, mayBeTrue(a) || mayBeTrue(b), mayBeFalse(a) && mayBeFalse(b));
    }

    Interval m_t;
    Box m_box;
};

} // namespace

double TimeJet::largest(std::size_t n) const
{
    double factorial = 1.0;
    for (std::size_t k = 2; k <= n; ++k)
        factorial *= static_cast<double>(k);
    const double bound = c[n].magnitude();
    return bound == 0.0 ? 0.0 : factorial * bound;
}

TimeJet timeJetOf(const FormulaNode& node, const Interval& t, const Box& box)
{
    return JetOf(t, box)(node);
}

} // namespace dqm
