#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dqm {

struct PhysicalConstants;

/// A compiled expression of x, y, t and constants, in the syntax of the experiment format:
/// numbers, + - * / ^ (power, from the right, before a sign: -2^2 = -4), parentheses, comparisons
/// == != < > <= >= and && || (1 or 0), a ? b : c, and the functions sqrt exp ln log10 sin cos tan
/// asin acos atan atan2 sinh cosh tanh abs sign, min and max of any number of values.
/// Not shareable between threads while evaluating; copies are independent.
class Formula
{
public:
    /// @param constants  name -> value: m, hbar, c, pi and the user's parameters.
    /// @throws std::invalid_argument naming the position in the text and what was expected.
    Formula(const std::string& expression, const std::map<std::string, double>& constants);
    Formula(const Formula& other);
    Formula& operator=(const Formula& other);
    Formula(Formula&&) noexcept;
    Formula& operator=(Formula&&) noexcept;
    ~Formula();

    double operator()(double x, double y, double t) const;
    bool usesTime() const;
    /// False if it uses what may jump or bend sharply: comparisons, conditions, abs, sign, min,
    /// max.
    bool isSmooth() const;
    const std::string& expression() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

/// What a formula of an experiment knows by name: m, hbar, c (in the solver's units, see Units.h),
/// pi and the parameters.
std::map<std::string, double> formulaConstants(
    const PhysicalConstants& constants, const std::map<std::string, double>& parameters);

/// True if a parameter may have this name: a letter, then letters, digits and underscores, and not
/// a name that formulas know already.
bool isParameterName(const std::string& name);

} // namespace dqm
