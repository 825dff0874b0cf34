#include "core/equations/RowList.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace dqm {

namespace {

/// Half of the percent by which a wrong formula is to be found out.
constexpr double coarsest = 5e-3;

/// To one digit, upwards: 3.2e-5 becomes 4e-5.
double roundedUp(double value)
{
    const double unit = std::pow(10.0, std::floor(std::log10(value)));
    return std::ceil(value / unit * (1.0 - 1e-12)) * unit;
}

std::string unresolved(double error)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "not resolved here (grid: %.0e)", error);
    return text.data();
}

} // namespace

void RowList::add(
    const char* equation, const char* quantity, double value, double bound, double gridError)
{
    const bool isWithin = std::abs(value) <= bound;
    if (!isWithin && std::isfinite(value) && gridError > 0.0) {
        if (!(bound + gridError <= coarsest)) {
            leave(equation, quantity, unresolved(gridError));
            return;
        }
        bound = roundedUp(bound + gridError);
    }
    m_rows.push_back({equation, quantity, m_time, value, {}, bound,
        std::isfinite(value) && std::abs(value) <= bound, {}});
}

void RowList::leave(const char* equation, const char* quantity, const std::string& reason)
{
    m_rows.push_back({equation, quantity, m_time, std::numeric_limits<double>::quiet_NaN(), {},
        std::numeric_limits<double>::infinity(), true, reason});
}

void RowList::show(
    const char* equation, const char* quantity, double value, const std::string& unit)
{
    m_rows.push_back({equation, quantity, m_time, value, unit,
        std::numeric_limits<double>::infinity(), std::isfinite(value), {}});
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
