#pragma once

#include "core/formulas/FormulaTree.h"

#include <Eigen/Core>
#include <map>
#include <string>

namespace dqm {

struct PhysicalConstants;

/// An expression of x, y, t and constants, in the syntax of the experiment format:
/// numbers, + - * / ^ (power, from the right, before a sign: -2^2 = -4), parentheses, comparisons
/// == != < > <= >= and && || (1 or 0), a ? b : c, and the functions of FormulaNames.h.
///
/// As people write it too: 2x, 2 sin(x), (x + 1)(x - 1); |x|; ** for ^; x², π, ħ, −, ·, ×, ≤; e for
/// Euler's number unless a parameter has that name. What may be read in two ways (1/2x, x < y < 1,
/// log) is refused with the right word.
///
/// Reading takes a time that grows with the length alone; copies share the tree, and const calls
/// may run side by side.
class Formula
{
public:
    /// @param constants  name -> value: m, hbar, c, pi and the user's parameters.
    /// @throws std::invalid_argument naming the position in the text and what was expected.
    Formula(const std::string& expression, const std::map<std::string, double>& constants);
    explicit Formula(FormulaTree tree);

    double operator()(double x, double y, double t) const { return valueOf(*m_tree, x, y, t); }
    /// out(j, i) = formula(x[i], y[j], t), much faster than point by point.
    void sample(const Eigen::ArrayXd& x, const Eigen::ArrayXd& y, double t,
        Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>& out) const;
    bool usesTime() const { return m_tree->usesT; }
    /// False if it uses what may jump or bend sharply in space: comparisons, conditions, abs,
    /// floor ... of x or y.
    bool isSmooth() const;
    const FormulaTree& tree() const { return m_tree; }

private:
    FormulaTree m_tree;
};

/// What a formula of an experiment knows by name: m, hbar, c (in the solver's units, see Units.h),
/// pi and the parameters.
std::map<std::string, double> formulaConstants(
    const PhysicalConstants& constants, const std::map<std::string, double>& parameters);

/// True if a parameter may have this name: a letter, then letters, digits and underscores, and not
/// a name that formulas know already.
bool isParameterName(const std::string& name);

} // namespace dqm
