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

    void add(const char* equation, const char* quantity, double value, double bound);
    /// A number that is shown, with no claim to hold.
    void show(const char* equation, const char* quantity, double value, const std::string& unit);
    /// By the number of their (first) equation, else in the order in which they came.
    std::vector<EquationRow> sorted() const;

private:
    double m_time;
    std::vector<EquationRow> m_rows;
};

} // namespace dqm
