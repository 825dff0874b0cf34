#include "core/formulas/Formula.h"

#include "core/formulas/FormulaNames.h"
#include "core/formulas/FormulaReader.h"
#include "core/formulas/FormulaRows.h"
#include "core/grid/Parallel.h"
#include "core/values/PhysicalConstants.h"

#include <algorithm>
#include <numbers>
#include <utility>

namespace dqm {

namespace {

constexpr std::array givenNames{"x", "y", "t", "m", "hbar", "c", "pi"};

bool isSmoothInSpace(const FormulaNode& node)
{
    if (!node.usesPlace())
        return true;
    // A condition of t alone chooses between smooth branches; any other part of space may jump.
    const bool choosesInTime = node.op == FormulaOp::Condition && !node.of[0]->usesPlace();
    return (choosesInTime || !node.mayJumpOrBend())
        && std::ranges::all_of(
            node.of, [](const FormulaTree& part) { return isSmoothInSpace(*part); });
}

} // namespace

Formula::Formula(const std::string& expression, const std::map<std::string, double>& constants)
    : m_tree(readFormula(expression, constants))
{
}

Formula::Formula(FormulaTree tree)
    : m_tree(std::move(tree))
{
}

void Formula::sample(const Eigen::ArrayXd& x, const Eigen::ArrayXd& y, double t,
    Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>& out) const
{
    out.resize(y.size(), x.size());
    const FormulaRows rows(m_tree, x, t);
    // Below this many points waking another thread costs more than it brings.
    constexpr Eigen::Index smallestShared = 96 * 96;
    const int threads = out.size() < smallestShared ? 1 : threadCount();
    parallelFor(static_cast<int>(y.size()), threads, [&](int begin, int end) {
        FormulaRows::Scratch scratch;
        for (int j = begin; j < end; ++j)
            rows.row(y[j], &out(j, 0), scratch);
    });
}

bool Formula::isSmooth() const { return isSmoothInSpace(*m_tree); }

std::map<std::string, double> formulaConstants(
    const PhysicalConstants& constants, const std::map<std::string, double>& parameters)
{
    std::map<std::string, double> all = parameters;
    all["m"] = constants.mass;
    all["hbar"] = constants.hbar;
    all["c"] = constants.c;
    all["pi"] = std::numbers::pi;
    return all;
}

bool isParameterName(const std::string& name)
{
    const auto isLetter
        = [](char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z'); };
    const auto isDigit = [](char ch) { return ch >= '0' && ch <= '9'; };
    if (name.empty() || name.size() > 64 || !isLetter(name.front()))
        return false;
    return std::ranges::all_of(
               name, [&](char ch) { return isLetter(ch) || isDigit(ch) || ch == '_'; })
        && std::ranges::find(formulaFunctions, name, &FormulaFunction::name)
        == formulaFunctions.end()
        && std::ranges::find(givenNames, name) == givenNames.end();
}

} // namespace dqm
