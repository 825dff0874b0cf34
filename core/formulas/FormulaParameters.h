#pragma once

#include <map>
#include <string>

namespace dqm {

/// Names that formulas do not know already, finite values.
/// @param path  of the object with the parameters, "potential[0].parameters".
/// @throws ExperimentError
void checkFormulaParameters(
    const std::map<std::string, double>& parameters, const std::string& path);

} // namespace dqm
