#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace dqm {

/// A word of a formula.
struct FormulaToken
{
    enum class Kind
    {
        Number,
        Name,
        Symbol, ///< an operator, a parenthesis or a comma, as Formula writes it: "**" is "^"
        Superscript, ///< a whole exponent, raised: x², x⁻¹
        End
    };
    Kind kind = Kind::End;
    std::string text; ///< as it is written, a symbol as Formula writes it
    double number = 0.0; ///< of a Number or a Superscript
    std::size_t at = 0; ///< its first character, from 0
    bool afterSpace = false;
};

/// The words of a formula; the last one is the End. − · × ÷ π ħ ≤ ≥ ≠ and raised figures are read
/// as people mean them.
/// @throws std::invalid_argument for a character that stands for nothing.
std::vector<FormulaToken> wordsOf(const std::string& text);

/// A formula that cannot be read, and where.
class FormulaError : public std::invalid_argument
{
public:
    FormulaError(std::size_t position, const std::string& what)
        : std::invalid_argument(what)
        , m_position(position)
    {
    }
    /// Of the character, from 0.
    std::size_t position() const { return m_position; }

private:
    std::size_t m_position;
};

/// @throws FormulaError "at character N found X, expected Y".
[[noreturn]] void refuseFormula(
    std::size_t position, const std::string& found, const std::string& expected);

} // namespace dqm
