#pragma once

#include "core/exhibits/parts/ExhibitExperiment.h"
#include "core/experiment/Experiment.h"

#include <variant>

namespace dqm {

/// What an experiment file may hold: a wave, or an exhibit, which has none.
using AnyExperiment = std::variant<Experiment, ExhibitExperiment>;

inline const std::string& titleOf(const AnyExperiment& experiment)
{
    return std::visit([](const auto& e) -> const std::string& { return e.title; }, experiment);
}

} // namespace dqm
