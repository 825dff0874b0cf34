#pragma once

#include "core/formulas/FormulaTree.h"

#include <array>
#include <optional>
#include <string_view>

namespace dqm {

/// A function as formulas write it, with how many values it takes.
struct FormulaFunction
{
    std::string_view name;
    FormulaOp op;
    int fewest = 1;
    int most = 1;
};

inline constexpr int anyNumber = 1000;

/// The one table of the functions that formulas know.
inline constexpr std::array formulaFunctions{
    FormulaFunction{"sqrt", FormulaOp::Sqrt},
    FormulaFunction{"exp", FormulaOp::Exp},
    FormulaFunction{"ln", FormulaOp::Ln},
    FormulaFunction{"log10", FormulaOp::Log10},
    FormulaFunction{"sin", FormulaOp::Sin},
    FormulaFunction{"cos", FormulaOp::Cos},
    FormulaFunction{"tan", FormulaOp::Tan},
    FormulaFunction{"asin", FormulaOp::Asin},
    FormulaFunction{"acos", FormulaOp::Acos},
    FormulaFunction{"atan", FormulaOp::Atan},
    FormulaFunction{"atan2", FormulaOp::Atan2, 2, 2},
    FormulaFunction{"sinh", FormulaOp::Sinh},
    FormulaFunction{"cosh", FormulaOp::Cosh},
    FormulaFunction{"tanh", FormulaOp::Tanh},
    FormulaFunction{"erf", FormulaOp::Erf},
    FormulaFunction{"abs", FormulaOp::Abs},
    FormulaFunction{"sign", FormulaOp::Sign},
    FormulaFunction{"heaviside", FormulaOp::Heaviside},
    FormulaFunction{"floor", FormulaOp::Floor},
    FormulaFunction{"ceil", FormulaOp::Ceil},
    FormulaFunction{"round", FormulaOp::Round},
    FormulaFunction{"mod", FormulaOp::Mod, 2, 2},
    FormulaFunction{"pow", FormulaOp::Power, 2, 2},
    FormulaFunction{"if", FormulaOp::Condition, 3, 3},
    FormulaFunction{"min", FormulaOp::Min, 1, anyNumber},
    FormulaFunction{"max", FormulaOp::Max, 1, anyNumber},
};

/// What people write for what formulas call by another name, and how to say it here.
struct FormulaHint
{
    std::string_view name;
    std::string_view instead;
};

inline constexpr std::array formulaHints{
    FormulaHint{"log", "ln( for the natural logarithm or log10( for that of base 10"},
    FormulaHint{"lg", "log10("},
    FormulaHint{"log2", "ln(a)/ln(2)"},
    FormulaHint{"arcsin", "asin("},
    FormulaHint{"arccos", "acos("},
    FormulaHint{"arctan", "atan("},
    FormulaHint{"arctan2", "atan2("},
    FormulaHint{"tg", "tan("},
    FormulaHint{"cot", "1/tan("},
    FormulaHint{"sec", "1/cos("},
    FormulaHint{"csc", "1/sin("},
    FormulaHint{"sech", "1/cosh("},
    FormulaHint{"coth", "1/tanh("},
    FormulaHint{"sgn", "sign("},
    FormulaHint{"fabs", "abs("},
    FormulaHint{"fmod", "mod("},
    FormulaHint{"cbrt", "a^(1/3)"},
    FormulaHint{"theta", "heaviside("},
    FormulaHint{"step", "heaviside("},
    FormulaHint{"int", "floor("},
    FormulaHint{"rint", "round("},
    FormulaHint{"iif", "if("},
    FormulaHint{"and", "&&"},
    FormulaHint{"or", "||"},
    FormulaHint{"not", "a comparison such as a == 0"},
    FormulaHint{"sum", "terms joined by +"},
    FormulaHint{"X", "x"},
    FormulaHint{"Y", "y"},
    FormulaHint{"T", "t"},
    FormulaHint{"PI", "pi"},
    FormulaHint{"Pi", "pi"},
    FormulaHint{"z", "x and y: the ensemble lives in a plane"},
    FormulaHint{"r", "sqrt(x^2 + y^2)"},
    FormulaHint{"phi", "atan2(y, x)"},
    FormulaHint{"i", "real numbers: the imaginary part has a formula of its own"},
    FormulaHint{"h", "2*pi*hbar"},
};

} // namespace dqm
