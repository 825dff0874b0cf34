#pragma once

#include "core/grid/Field.h"
#include "core/values/Axis.h"

#include <map>
#include <optional>
#include <string>

namespace dqm {

/// Localisation along one axis by an instrument of a resolution [model assumption]:
/// psi *= exp(-(q - outcome)^2/(4 width^2)), of the same norm as before.
struct Measurement
{
    Axis axis = Axis::X;
    double width = 1.0; ///< resolution, > 0
    /// What it finds; unset: drawn with its probability, from the seed of the ensemble.
    std::optional<double> outcome;
    bool operator==(const Measurement&) const = default;
};

/// Something that is done to the running ensemble at an instant, one of three. The state of that
/// instant is the one after it.
struct Event
{
    double time = 0.0; ///< >= 0
    std::optional<Vec2> kick; ///< psi *= exp(i m kick.x/hbar), a velocity
    std::optional<Measurement> measure;
    std::map<std::string, double> set; ///< parameters by their ids, from then on
    bool operator==(const Event&) const = default;
};

} // namespace dqm
