#include "core/formulas/TimeSplit.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace dqm {

namespace {

using Term = TimeSplit::Term;
/// Unset: it cannot be taken apart.
using Terms = std::optional<std::vector<Term>>;

/// Products of sums grow fast; beyond this the formula as it stands is cheaper.
constexpr std::size_t mostTerms = 24;
constexpr int mostSteps = 20'000;

FormulaTree number(double value) { return leafOf(FormulaOp::Number, value); }

bool isOne(const FormulaTree& tree) { return tree->isNumber() && tree->number == 1.0; }

FormulaTree times(const FormulaTree& a, const FormulaTree& b)
{
    if (isOne(a))
        return b;
    if (isOne(b))
        return a;
    return treeOf(FormulaOp::Product, {a, b});
}

FormulaTree minus(const FormulaTree& a) { return treeOf(FormulaOp::Sum, {a}, {true}); }

/// Takes apart; gives up after so many steps that the formula as it stands is cheaper.
class Splitter
{
public:
    Terms split(const FormulaTree& tree);

private:
    static Terms productOf(const Terms& a, const Terms& b);
    Terms sumOf(const FormulaNode& node);
    Terms productOf(const FormulaNode& node);
    Terms powerOf(const FormulaNode& node);
    std::optional<std::pair<FormulaTree, FormulaTree>> placeAndTime(const FormulaTree& tree);
    Terms functionOf(const FormulaNode& node);
    Terms chosen(const FormulaTree& condition, const FormulaTree& yes, const FormulaTree& no);

    int m_steps = 0;
};

Terms Splitter::productOf(const Terms& a, const Terms& b)
{
    if (!a || !b || a->size() * b->size() > mostTerms)
        return {};
    std::vector<Term> all;
    for (const Term& left : *a)
        for (const Term& right : *b)
            all.push_back({times(left.time, right.time), times(left.place, right.place)});
    return all;
}

Terms Splitter::sumOf(const FormulaNode& node)
{
    std::vector<Term> all;
    for (std::size_t i = 0; i < node.of.size(); ++i) {
        const Terms part = split(node.of[i]);
        if (!part || all.size() + part->size() > mostTerms)
            return {};
        for (const Term& term : *part)
            all.push_back({node.turned[i] ? minus(term.time) : term.time, term.place});
    }
    return all;
}

Terms Splitter::productOf(const FormulaNode& node)
{
    Terms all = std::vector<Term>{{number(1.0), number(1.0)}};
    for (std::size_t i = 0; i < node.of.size(); ++i) {
        if (!node.turned[i]) {
            all = productOf(all, split(node.of[i]));
            continue;
        }
        const Terms part = split(node.of[i]);
        if (!part || part->size() != 1)
            return {};
        const auto inverse = [](const FormulaTree& tree) {
            return isOne(tree) ? tree : treeOf(FormulaOp::Product, {tree}, {true});
        };
        all = productOf(
            all, std::vector<Term>{{inverse(part->front().time), inverse(part->front().place)}});
    }
    return all;
}

Terms Splitter::powerOf(const FormulaNode& node)
{
    const FormulaTree& exponent = node.of[1];
    const Terms base = split(node.of[0]);
    if (!base || !exponent->isNumber())
        return {};
    const double n = exponent->number;
    if (base->size() == 1 && n == std::floor(n)) {
        const auto raised = [&](const FormulaTree& tree) {
            return isOne(tree) ? tree : treeOf(FormulaOp::Power, {tree, exponent});
        };
        return std::vector<Term>{{raised(base->front().time), raised(base->front().place)}};
    }
    if (n != 2.0 && n != 3.0 && n != 4.0)
        return {};
    Terms all = base;
    for (int i = 1; i < static_cast<int>(n); ++i)
        all = productOf(all, base);
    return all;
}

/// a(x, y) + b(t) of an argument; unset if it is no such sum.
std::optional<std::pair<FormulaTree, FormulaTree>> Splitter::placeAndTime(const FormulaTree& tree)
{
    const Terms terms = split(tree);
    if (!terms)
        return {};
    std::vector<FormulaTree> place;
    std::vector<FormulaTree> time;
    for (const Term& term : *terms) {
        if (!term.place->usesPlace())
            time.push_back(times(term.time, term.place));
        else if (!term.time->usesT)
            place.push_back(times(term.time, term.place));
        else
            return {};
    }
    if (place.empty() || time.empty())
        return {};
    return std::pair{treeOf(FormulaOp::Sum, place), treeOf(FormulaOp::Sum, time)};
}

Terms Splitter::functionOf(const FormulaNode& node)
{
    const auto parts = placeAndTime(node.of[0]);
    if (!parts)
        return {};
    const auto& [a, b] = *parts;
    const auto of = [](FormulaOp op, const FormulaTree& tree) { return treeOf(op, {tree}); };
    switch (node.op) {
    case FormulaOp::Exp:
        return std::vector<Term>{{of(FormulaOp::Exp, b), of(FormulaOp::Exp, a)}};
    case FormulaOp::Sin:
        return std::vector<Term>{{of(FormulaOp::Cos, b), of(FormulaOp::Sin, a)},
            {of(FormulaOp::Sin, b), of(FormulaOp::Cos, a)}};
    case FormulaOp::Cos:
        return std::vector<Term>{{of(FormulaOp::Cos, b), of(FormulaOp::Cos, a)},
            {minus(of(FormulaOp::Sin, b)), of(FormulaOp::Sin, a)}};
    default:
        return {};
    }
}

bool isConjunction(FormulaOp op) { return op == FormulaOp::And || op == FormulaOp::Or; }

FormulaTree choice(const FormulaTree& condition, const FormulaTree& yes, const FormulaTree& no)
{
    return treeOf(FormulaOp::Condition, {condition, yes, no});
}

/// The value of "condition ? yes : no" taken apart; recursion goes along "&&" and "||".
Terms Splitter::chosen(const FormulaTree& condition, const FormulaTree& yes, const FormulaTree& no)
{
    if (condition->usesPlace() && condition->usesT) {
        if (!isConjunction(condition->op))
            return {};
        const FormulaTree& a = condition->of[0];
        const FormulaTree& b = condition->of[1];
        if (condition->op == FormulaOp::And)
            return chosen(a, choice(b, yes, no), no);
        return chosen(a, yes, choice(b, yes, no));
    }
    const Terms ofYes = split(yes);
    const Terms ofNo = split(no);
    if (!ofYes || !ofNo || ofYes->size() + ofNo->size() > mostTerms)
        return {};
    std::vector<Term> all;
    const FormulaTree nothing = number(0.0);
    const bool isOfTime = condition->usesT;
    for (const Term& term : *ofYes)
        all.push_back({isOfTime ? choice(condition, term.time, nothing) : term.time,
            isOfTime ? term.place : choice(condition, term.place, nothing)});
    for (const Term& term : *ofNo)
        all.push_back({isOfTime ? choice(condition, nothing, term.time) : term.time,
            isOfTime ? term.place : choice(condition, nothing, term.place)});
    std::erase_if(
        all, [](const Term& term) { return term.place->isNumber() && term.place->number == 0.0; });
    return all;
}

Terms Splitter::split(const FormulaTree& tree)
{
    if (++m_steps > mostSteps)
        return {};
    if (!tree->usesT)
        return std::vector<Term>{{number(1.0), tree}};
    if (!tree->usesPlace())
        return std::vector<Term>{{tree, number(1.0)}};
    switch (tree->op) {
    case FormulaOp::Sum:
        return sumOf(*tree);
    case FormulaOp::Product:
        return productOf(*tree);
    case FormulaOp::Power:
        return powerOf(*tree);
    case FormulaOp::Condition:
        return chosen(tree->of[0], tree->of[1], tree->of[2]);
    case FormulaOp::And:
    case FormulaOp::Or:
        return chosen(tree, number(1.0), number(0.0));
    default:
        return tree->of.size() == 1 ? functionOf(*tree) : Terms();
    }
}

} // namespace

TimeSplit timeSplitOf(const FormulaTree& tree)
{
    TimeSplit result;
    Splitter splitter;
    std::vector<FormulaTree> resting;
    const auto add = [&](const FormulaTree& part, bool turned) {
        const Terms terms = splitter.split(part);
        if (!terms) {
            result.rest.push_back(turned ? minus(part) : part);
            return;
        }
        for (const Term& term : *terms) {
            const FormulaTree time = turned ? minus(term.time) : term.time;
            if (time->usesT)
                result.terms.push_back({time, term.place});
            else
                resting.push_back(times(time, term.place));
        }
    };
    if (tree->op == FormulaOp::Sum && tree->usesT) {
        for (std::size_t i = 0; i < tree->of.size(); ++i)
            add(tree->of[i], tree->turned[i]);
    } else {
        add(tree, false);
    }
    if (!resting.empty())
        result.terms.push_back({number(1.0), treeOf(FormulaOp::Sum, resting)});
    return result;
}

} // namespace dqm
