#pragma once

#include "core/formulas/FormulaTree.h"

#include <Eigen/Core>
#include <map>
#include <vector>

namespace dqm {

/// A formula over whole rows of points at one time: every operation runs along the row, and what
/// depends on x alone is worked out once for all rows. const calls may run side by side, each with
/// a Scratch of its own. Holds on to x.
class FormulaRows
{
public:
    /// Rows to work in.
    class Scratch
    {
    private:
        friend class FormulaRows;
        std::vector<Eigen::ArrayXd> m_rows;
    };

    FormulaRows(FormulaTree tree, const Eigen::ArrayXd& x, double t);

    /// out[i] = formula(x[i], y, t)
    void row(double y, double* out, Scratch& scratch) const;

private:
    void keepRowsOfX(const FormulaNode& node);
    void evaluate(
        const FormulaNode& node, double y, double* out, Scratch& scratch, std::size_t level) const;
    void join(
        const FormulaNode& node, double y, double* out, Scratch& scratch, std::size_t level) const;
    void call(
        const FormulaNode& node, double y, double* out, Scratch& scratch, std::size_t level) const;
    double* rowAt(Scratch& scratch, std::size_t level) const;

    FormulaTree m_tree;
    const Eigen::ArrayXd& m_x;
    double m_t;
    std::map<const FormulaNode*, Eigen::ArrayXd> m_ofX;
};

} // namespace dqm
