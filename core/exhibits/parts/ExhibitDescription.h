#pragma once

#include "core/exhibits/parts/ExhibitFrame.h"

#include <string>

namespace dqm {

/// The state of an exhibit as one would tell it to somebody who does not see it: how far it has
/// come and its first numbers, each with what it should be. UTF-8, one sentence.
std::string describe(const ExhibitFrame& frame);

} // namespace dqm
