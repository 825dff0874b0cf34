#pragma once

#include <optional>
#include <string>

namespace dqm {

/// How (rho, S) evolved by (13), (14) compare with psi evolved by (16).
struct HydrodynamicCheck
{
    double time = 0.0; ///< of (rho, S): behind psi once a node has formed
    double depth = 1.0; ///< min rho/max rho: (13), (14) can be solved while it exceeds 0.05
    double rho = 0.0; ///< largest difference over max rho
    double v = 0.0; ///< largest difference of grad S/m over the largest |v| or |u|
    std::optional<double> endedAt; ///< when a node formed: the differences are the last ones before
    std::string note; ///< a sentence for the person who looks; empty while both go on
};

} // namespace dqm
