#pragma once

#include "core/equations/EquationRow.h"

#include <vector>

namespace dqm {

/// The rows of one instant on their way.
class RowList
{
public:
    explicit RowList(double time)
        : m_time(time)
    {
    }

    /// Holds within the bound, or within what the grid adds to it. Where that would hide a formula
    /// that is off by one percent, a value beyond the bound is said to be not resolved here.
    /// @param gridError  of the value, estimated from the state.
    void add(const char* equation, const char* quantity, double value, double bound,
        double gridError = 0.0);
    /// A number that is shown, with no claim to hold.
    void show(const char* equation, const char* quantity, double value, const std::string& unit);
    /// Nothing can be said, and why.
    void leave(const char* equation, const char* quantity, const std::string& reason);
    /// By the number of their (first) equation, else in the order in which they came.
    std::vector<EquationRow> sorted() const;

private:
    double m_time;
    std::vector<EquationRow> m_rows;
};

} // namespace dqm
