#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace dqm {

/// A compiled expression of x, y, t and constants, in the syntax of the experiment format.
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
    const std::string& expression() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
