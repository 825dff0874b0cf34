#pragma once

#include <array>
#include <string>

namespace dqm {

enum class ExperimentKind
{
    Wave, ///< one particle in a plane (x, y)
    TwoParticles ///< two equal particles on a line: the plane is (x1, x2), v = (v1, v2)
};

/// What the two axes of a picture are called, wherever a name of theirs is shown. UTF-8.
struct AxisNames
{
    std::array<std::string, 2> plain; ///< "x", "y" or "x₁", "x₂": plots, tables
    std::array<std::string, 2> rich; ///< the same with slanted letters
    std::array<std::string, 2> index; ///< of a component in rich text, as in sigma_x: "x" or "1"
    std::array<std::string, 2> subscript; ///< the same in plain text
    std::array<std::string, 2> column; ///< in the header of a table: "x" or "x1"
    std::string density; ///< letter of the density of one coordinate: "ρ" or "n"
    bool operator==(const AxisNames&) const = default;
};

inline AxisNames axisNames(ExperimentKind kind)
{
    if (kind == ExperimentKind::TwoParticles)
        return {
            {"x₁", "x₂"}, {"<i>x</i>₁", "<i>x</i>₂"}, {"1", "2"}, {"₁", "₂"}, {"x1", "x2"}, "n"};
    return {{"x", "y"}, {"<i>x</i>", "<i>y</i>"}, {"x", "y"}, {"ₓ", "ᵧ"}, {"x", "y"}, "ρ"};
}

} // namespace dqm
