#pragma once

#include "core/experiment/Event.h"
#include "core/observables/Energies.h"

#include <cstddef>
#include <optional>

namespace dqm {

/// What one event did to the ensemble in K.
struct EventReport
{
    std::size_t index = 0; ///< among the experiment's events
    double time = 0.0;
    Event event;
    std::optional<double> outcome; ///< of a measurement
    /// By which a measurement raises U_u in the mean over its outcomes, hbar^2/8mw^2.
    std::optional<double> meanPrice;
    Energies before;
    Energies after;
};

} // namespace dqm
