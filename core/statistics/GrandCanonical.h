#pragma once

#include "core/statistics/LevelStatistics.h"

#include <optional>

namespace dqm {

/// The chemical potential mu at which the formulas n = 1/(e^{(E - mu)/kT} -+ 1), e^{-(E - mu)/kT}
/// [Zakir, sec. III; mu added, erratum X9b] hold N particles on the levels together. Empty if every
/// cell that holds one is full: then no finite mu does.
/// @param energies  of the levels, in the unit of kT
/// @throws std::invalid_argument as CanonicalLaw does.
std::optional<double> chemicalPotential(const std::vector<double>& energies, double particles,
    double kT, const LevelStatistics& statistics);

} // namespace dqm
