#include "core/values/Key.h"

#include "core/values/ExperimentError.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace dqm {

std::string numberText(double value)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%.10g", value);
    return text.data();
}

void Key::refuse(const std::string& found, const std::string& expected) const
{
    throw ExperimentError(m_path, "found " + found + ", expected " + expected);
}

void Key::refuse(double found, const std::string& expected) const
{
    refuse(numberText(found), expected);
}

void Key::requireFinite(double value, const char* what) const
{
    if (!std::isfinite(value))
        refuse(value, std::string(what) + " that is finite");
}

void Key::requireFinite(Vec2 value, const char* what) const
{
    for (int i = 0; i < 2; ++i)
        (*this)[static_cast<std::size_t>(i)].requireFinite(value[i], what);
}

void Key::requirePositive(double value, const char* what) const
{
    if (!std::isfinite(value) || value <= 0.0)
        refuse(value, std::string(what) + " greater than 0");
}

void Key::requirePositive(Vec2 value, const char* what) const
{
    for (int i = 0; i < 2; ++i)
        (*this)[static_cast<std::size_t>(i)].requirePositive(value[i], what);
}

void Key::requireNotNegative(double value, const char* what) const
{
    if (!std::isfinite(value) || value < 0.0)
        refuse(value, std::string(what) + " of at least 0");
}

void Key::requireNotNegative(Vec2 value, const char* what) const
{
    for (int i = 0; i < 2; ++i)
        (*this)[static_cast<std::size_t>(i)].requireNotNegative(value[i], what);
}

void Key::requireBetween(double value, double least, double most, const char* what) const
{
    if (!(value >= least && value <= most)) {
        refuse(value,
            std::string(what) + " between " + numberText(least) + " and " + numberText(most));
    }
}

} // namespace dqm
