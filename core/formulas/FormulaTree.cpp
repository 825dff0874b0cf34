#include "core/formulas/FormulaTree.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dqm {

bool FormulaNode::mayJumpOrBend() const
{
    switch (op) {
    case FormulaOp::Less:
    case FormulaOp::LessEqual:
    case FormulaOp::Equal:
    case FormulaOp::NotEqual:
    case FormulaOp::And:
    case FormulaOp::Or:
    case FormulaOp::Condition:
    case FormulaOp::Abs:
    case FormulaOp::Sign:
    case FormulaOp::Heaviside:
    case FormulaOp::Floor:
    case FormulaOp::Ceil:
    case FormulaOp::Round:
    case FormulaOp::Mod:
    case FormulaOp::Min:
    case FormulaOp::Max:
        return true;
    default:
        return false;
    }
}

FormulaTree leafOf(FormulaOp op, double number)
{
    FormulaNode leaf;
    leaf.op = op;
    leaf.number = number;
    leaf.usesX = op == FormulaOp::X;
    leaf.usesY = op == FormulaOp::Y;
    leaf.usesT = op == FormulaOp::T;
    return std::make_shared<const FormulaNode>(std::move(leaf));
}

FormulaTree treeOf(FormulaOp op, std::vector<FormulaTree> of, std::vector<bool> turned)
{
    FormulaNode node;
    node.op = op;
    node.of = std::move(of);
    node.turned = std::move(turned);
    node.turned.resize(node.of.size(), false);
    for (const FormulaTree& part : node.of) {
        node.usesX = node.usesX || part->usesX;
        node.usesY = node.usesY || part->usesY;
        node.usesT = node.usesT || part->usesT;
    }
    if (std::ranges::all_of(node.of, [](const FormulaTree& part) { return part->isNumber(); }))
        return leafOf(FormulaOp::Number, valueOf(node, 0.0, 0.0, 0.0));
    return std::make_shared<const FormulaNode>(std::move(node));
}

namespace {

double sumOf(const FormulaNode& node, double x, double y, double t)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < node.of.size(); ++i) {
        const double term = valueOf(*node.of[i], x, y, t);
        if (i == 0)
            sum = node.turned[i] ? -term : term;
        else
            sum += node.turned[i] ? -term : term;
    }
    return sum;
}

double productOf(const FormulaNode& node, double x, double y, double t)
{
    double product = 1.0;
    for (std::size_t i = 0; i < node.of.size(); ++i) {
        const double factor = valueOf(*node.of[i], x, y, t);
        if (node.turned[i])
            product /= factor;
        else
            product *= factor;
    }
    return product;
}

/// Whole powers by products, which are as exact and take no time.
double powerOf(double base, double exponent)
{
    if (exponent == 2.0)
        return base * base;
    if (exponent == 3.0)
        return base * base * base;
    if (exponent == 4.0)
        return (base * base) * (base * base);
    return std::pow(base, exponent);
}

double truth(bool holds) { return holds ? 1.0 : 0.0; }

double valueOfLogic(FormulaOp op, const double* a)
{
    switch (op) {
    case FormulaOp::Less:
        return truth(a[0] < a[1]);
    case FormulaOp::LessEqual:
        return truth(a[0] <= a[1]);
    case FormulaOp::Equal:
        return truth(a[0] == a[1]);
    case FormulaOp::NotEqual:
        return truth(a[0] != a[1]);
    case FormulaOp::And:
        return truth(a[0] != 0.0 && a[1] != 0.0);
    case FormulaOp::Or:
        return truth(a[0] != 0.0 || a[1] != 0.0);
    case FormulaOp::Condition:
        return a[0] != 0.0 ? a[1] : a[2];
    default:
        return 0.0;
    }
}

} // namespace

double valueOf(FormulaOp op, const double* a, std::size_t count)
{
    switch (op) {
    case FormulaOp::Power:
        return powerOf(a[0], a[1]);
    case FormulaOp::Sqrt:
        return std::sqrt(a[0]);
    case FormulaOp::Exp:
        return std::exp(a[0]);
    case FormulaOp::Ln:
        return std::log(a[0]);
    case FormulaOp::Log10:
        return std::log10(a[0]);
    case FormulaOp::Sin:
        return std::sin(a[0]);
    case FormulaOp::Cos:
        return std::cos(a[0]);
    case FormulaOp::Tan:
        return std::tan(a[0]);
    case FormulaOp::Asin:
        return std::asin(a[0]);
    case FormulaOp::Acos:
        return std::acos(a[0]);
    case FormulaOp::Atan:
        return std::atan(a[0]);
    case FormulaOp::Atan2:
        return std::atan2(a[0], a[1]);
    case FormulaOp::Sinh:
        return std::sinh(a[0]);
    case FormulaOp::Cosh:
        return std::cosh(a[0]);
    case FormulaOp::Tanh:
        return std::tanh(a[0]);
    case FormulaOp::Erf:
        return std::erf(a[0]);
    case FormulaOp::Abs:
        return std::abs(a[0]);
    case FormulaOp::Sign:
        return a[0] > 0.0 ? 1.0 : (a[0] < 0.0 ? -1.0 : 0.0);
    case FormulaOp::Heaviside:
        return a[0] > 0.0 ? 1.0 : (a[0] < 0.0 ? 0.0 : 0.5);
    case FormulaOp::Floor:
        return std::floor(a[0]);
    case FormulaOp::Ceil:
        return std::ceil(a[0]);
    case FormulaOp::Round:
        return std::round(a[0]);
    case FormulaOp::Mod:
        return a[0] - a[1] * std::floor(a[0] / a[1]);
    case FormulaOp::Min:
        return *std::min_element(a, a + count);
    case FormulaOp::Max:
        return *std::max_element(a, a + count);
    default:
        return valueOfLogic(op, a);
    }
}

double valueOf(const FormulaNode& node, double x, double y, double t)
{
    switch (node.op) {
    case FormulaOp::Number:
        return node.number;
    case FormulaOp::X:
        return x;
    case FormulaOp::Y:
        return y;
    case FormulaOp::T:
        return t;
    case FormulaOp::Sum:
        return sumOf(node, x, y, t);
    case FormulaOp::Product:
        return productOf(node, x, y, t);
    case FormulaOp::And:
        return truth(valueOf(*node.of[0], x, y, t) != 0.0 && valueOf(*node.of[1], x, y, t) != 0.0);
    case FormulaOp::Or:
        return truth(valueOf(*node.of[0], x, y, t) != 0.0 || valueOf(*node.of[1], x, y, t) != 0.0);
    case FormulaOp::Condition:
        return valueOf(*node.of[valueOf(*node.of[0], x, y, t) != 0.0 ? 1 : 2], x, y, t);
    default:
        break;
    }
    constexpr std::size_t few = 3;
    if (node.of.size() <= few) {
        std::array<double, few> arguments{};
        for (std::size_t i = 0; i < node.of.size(); ++i)
            arguments[i] = valueOf(*node.of[i], x, y, t);
        return valueOf(node.op, arguments.data(), node.of.size());
    }
    std::vector<double> arguments;
    for (const FormulaTree& part : node.of)
        arguments.push_back(valueOf(*part, x, y, t));
    return valueOf(node.op, arguments.data(), arguments.size());
}

} // namespace dqm
