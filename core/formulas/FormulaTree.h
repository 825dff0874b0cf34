#pragma once

#include <memory>
#include <string>
#include <vector>

namespace dqm {

/// What a node of a formula does with the values below it.
enum class FormulaOp
{
    Number,
    X,
    Y,
    T,
    Sum, ///< of any number of terms, each with its sign
    Product, ///< of any number of factors, each above or below the line
    Power,
    Less,
    LessEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Condition, ///< a ? b : c
    Sqrt,
    Exp,
    Ln,
    Log10,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Atan2,
    Sinh,
    Cosh,
    Tanh,
    Erf,
    Abs,
    Sign,
    Heaviside, ///< 0, 1/2 at 0, 1
    Floor,
    Ceil,
    Round,
    Mod, ///< a - b floor(a/b)
    Min,
    Max
};

struct FormulaNode;
using FormulaTree = std::shared_ptr<const FormulaNode>;

/// A formula as a tree: immutable, shared between copies and threads.
struct FormulaNode
{
    FormulaOp op = FormulaOp::Number;
    double number = 0.0; ///< of a Number
    std::vector<FormulaTree> of;
    std::vector<bool> turned; ///< of a Sum: subtracted; of a Product: divided by
    bool usesX = false;
    bool usesY = false;
    bool usesT = false;

    bool usesPlace() const { return usesX || usesY; }
    bool isNumber() const { return op == FormulaOp::Number; }
    /// Whether its value may jump or bend sharply where its arguments do not.
    bool mayJumpOrBend() const;
};

/// A number, x, y or t.
FormulaTree leafOf(FormulaOp op, double number = 0.0);
/// A node over others; numbers alone are worked out at once.
FormulaTree treeOf(FormulaOp op, std::vector<FormulaTree> of, std::vector<bool> turned = {});

/// The value at one point and time.
double valueOf(const FormulaNode& node, double x, double y, double t);
/// The value of one function or operator for values of its arguments, Sum and Product aside.
double valueOf(FormulaOp op, const double* arguments, std::size_t count);

} // namespace dqm
