#include "core/equations/RowList.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace dqm {

void RowList::add(const char* equation, const char* quantity, double value, double bound)
{
    m_rows.push_back({equation, quantity, m_time, value, {}, bound,
        std::isfinite(value) && std::abs(value) <= bound});
}

void RowList::show(
    const char* equation, const char* quantity, double value, const std::string& unit)
{
    m_rows.push_back({equation, quantity, m_time, value, unit,
        std::numeric_limits<double>::infinity(), std::isfinite(value)});
}

std::vector<EquationRow> RowList::sorted() const
{
    std::vector<EquationRow> rows = m_rows;
    const auto number = [](const EquationRow& row) {
        return std::strtol(row.equation.c_str() + 1, nullptr, 10); // after the parenthesis
    };
    std::ranges::stable_sort(rows, {}, number);
    return rows;
}

} // namespace dqm
