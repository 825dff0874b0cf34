#pragma once

#include "core/grid/Field.h"

#include <string>

namespace dqm {

/// The path of a key of an experiment, and the one place that words what is wrong with its value:
/// Key("packets")[1]("sigma")[0].requirePositive(-2, "a length") throws
/// "packets[1].sigma[0]: found -2, expected a length greater than 0".
///
/// @throws ExperimentError from every require... that is not met.
class Key
{
public:
    explicit Key(std::string path)
        : m_path(std::move(path))
    {
    }

    Key operator[](std::size_t index) const
    {
        return Key(m_path + '[' + std::to_string(index) + ']');
    }
    Key operator()(const char* name) const { return Key(m_path + '.' + name); }
    const std::string& path() const { return m_path; }

    [[noreturn]] void refuse(const std::string& found, const std::string& expected) const;
    [[noreturn]] void refuse(double found, const std::string& expected) const;

    /// @param what  the kind of number, with its article: "a length".
    void requireFinite(double value, const char* what = "a number") const;
    void requireFinite(Vec2 value, const char* what = "a number") const;
    void requirePositive(double value, const char* what) const;
    void requirePositive(Vec2 value, const char* what) const;
    void requireNotNegative(double value, const char* what) const;
    void requireNotNegative(Vec2 value, const char* what) const;
    void requireBetween(double value, double least, double most, const char* what) const;

private:
    std::string m_path;
};

/// A number as people write it: up to ten digits, no trailing zeros.
std::string numberText(double value);

} // namespace dqm
