#include "core/formulas/FormulaRows.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dqm {

namespace {

template <class F>
void along(double* row, Eigen::Index n, const F& f)
{
    for (Eigen::Index i = 0; i < n; ++i)
        row[i] = f(row[i]);
}

/// The functions that a row meets most, without a choice at every point.
bool appliedAlong(FormulaOp op, double* row, Eigen::Index n)
{
    switch (op) {
    case FormulaOp::Sqrt:
        along(row, n, [](double a) { return std::sqrt(a); });
        return true;
    case FormulaOp::Exp:
        along(row, n, [](double a) { return std::exp(a); });
        return true;
    case FormulaOp::Sin:
        along(row, n, [](double a) { return std::sin(a); });
        return true;
    case FormulaOp::Cos:
        along(row, n, [](double a) { return std::cos(a); });
        return true;
    case FormulaOp::Tanh:
        along(row, n, [](double a) { return std::tanh(a); });
        return true;
    case FormulaOp::Abs:
        along(row, n, [](double a) { return std::abs(a); });
        return true;
    default:
        return false;
    }
}

} // namespace

FormulaRows::FormulaRows(FormulaTree tree, const Eigen::ArrayXd& x, double t)
    : m_tree(std::move(tree))
    , m_x(x)
    , m_t(t)
{
    keepRowsOfX(*m_tree);
}

void FormulaRows::keepRowsOfX(const FormulaNode& node)
{
    if (node.usesX && !node.usesY) {
        if (node.op == FormulaOp::X)
            return;
        Eigen::ArrayXd values(m_x.size());
        Scratch scratch;
        evaluate(node, 0.0, values.data(), scratch, 0);
        m_ofX.emplace(&node, std::move(values));
        return;
    }
    for (const FormulaTree& part : node.of)
        keepRowsOfX(*part);
}

double* FormulaRows::rowAt(Scratch& scratch, std::size_t level) const
{
    if (scratch.m_rows.size() <= level)
        scratch.m_rows.resize(level + 1);
    if (scratch.m_rows[level].size() != m_x.size())
        scratch.m_rows[level].resize(m_x.size());
    return scratch.m_rows[level].data();
}

void FormulaRows::row(double y, double* out, Scratch& scratch) const
{
    evaluate(*m_tree, y, out, scratch, 0);
}

void FormulaRows::evaluate(
    const FormulaNode& node, double y, double* out, Scratch& scratch, std::size_t level) const
{
    const Eigen::Index n = m_x.size();
    if (!node.usesX) {
        std::fill_n(out, n, valueOf(node, 0.0, y, m_t));
        return;
    }
    if (node.op == FormulaOp::X) {
        std::copy_n(m_x.data(), n, out);
        return;
    }
    if (const auto kept = m_ofX.find(&node); kept != m_ofX.end()) {
        std::copy_n(kept->second.data(), n, out);
        return;
    }
    if (node.op == FormulaOp::Sum || node.op == FormulaOp::Product)
        join(node, y, out, scratch, level);
    else
        call(node, y, out, scratch, level);
}

void FormulaRows::join(
    const FormulaNode& node, double y, double* out, Scratch& scratch, std::size_t level) const
{
    const Eigen::Index n = m_x.size();
    const bool isSum = node.op == FormulaOp::Sum;
    std::fill_n(out, n, isSum ? 0.0 : 1.0);
    for (std::size_t k = 0; k < node.of.size(); ++k) {
        const bool turned = node.turned[k];
        const auto apply = [&](const auto& value) {
            for (Eigen::Index i = 0; i < n; ++i) {
                if (isSum)
                    out[i] = turned ? out[i] - value(i) : out[i] + value(i);
                else
                    out[i] = turned ? out[i] / value(i) : out[i] * value(i);
            }
        };
        const FormulaNode& part = *node.of[k];
        if (!part.usesX) {
            const double value = valueOf(part, 0.0, y, m_t);
            apply([value](Eigen::Index) { return value; });
        } else {
            const auto kept = m_ofX.find(&part);
            const double* values = part.op == FormulaOp::X ? m_x.data()
                : kept != m_ofX.end()                      ? kept->second.data()
                                                           : nullptr;
            if (values == nullptr) {
                evaluate(part, y, rowAt(scratch, level), scratch, level + 1);
                values = scratch.m_rows[level].data();
            }
            apply([values](Eigen::Index i) { return values[i]; });
        }
    }
}

void FormulaRows::call(
    const FormulaNode& node, double y, double* out, Scratch& scratch, std::size_t level) const
{
    const Eigen::Index n = m_x.size();
    const std::size_t count = node.of.size();
    if (count == 1) {
        evaluate(*node.of[0], y, out, scratch, level);
        if (!appliedAlong(node.op, out, n))
            along(out, n, [&](double a) { return valueOf(node.op, &a, 1); });
        return;
    }
    if (node.op == FormulaOp::Condition && !node.of[0]->usesX) {
        const bool holds = valueOf(*node.of[0], 0.0, y, m_t) != 0.0;
        evaluate(*node.of[holds ? 1 : 2], y, out, scratch, level);
        return;
    }
    if (node.op == FormulaOp::Power && node.of[1]->isNumber() && node.of[1]->number == 2.0) {
        evaluate(*node.of[0], y, out, scratch, level);
        along(out, n, [](double a) { return a * a; });
        return;
    }
    for (std::size_t k = 0; k < count; ++k) {
        rowAt(scratch, level + k);
        evaluate(*node.of[k], y, scratch.m_rows[level + k].data(), scratch, level + count);
    }
    std::vector<double> arguments(count);
    for (Eigen::Index i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < count; ++k)
            arguments[k] = scratch.m_rows[level + k][i];
        out[i] = valueOf(node.op, arguments.data(), count);
    }
}

} // namespace dqm
