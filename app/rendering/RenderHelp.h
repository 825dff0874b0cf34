#pragma once

#include <QString>

namespace dqm {

class CommandArguments;

/// The plots that --plot names: "energies, spread or section".
QString listOfPlots();

/// Declares the options of `dqmlab render` with what its --help says of them.
void describeRender(CommandArguments& arguments);

} // namespace dqm
