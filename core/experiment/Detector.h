#pragma once

#include <array>
#include <string>

namespace dqm {

/// A screen that takes what comes: a strip about a line with the absorption
/// Gamma = strength sin^2(pi z/depth), z across it from edge to edge, its ends cut square
/// [model assumption]. Places on it are counted from the first end.
struct Detector
{
    std::string name;
    std::array<double, 4> line{0.0, -1.0, 0.0, 1.0}; ///< x1, y1, x2, y2
    double depth = 1.0; ///< > 0
    double strength = 1.0; ///< the largest Gamma, energy, >= 0
    bool operator==(const Detector&) const = default;
};

} // namespace dqm
