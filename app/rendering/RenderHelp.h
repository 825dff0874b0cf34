#pragma once

namespace dqm {

class CommandArguments;

/// Declares the options of `dqmlab render` with what its --help says of them.
void describeRender(CommandArguments& arguments);

} // namespace dqm
