#pragma once

#include <string>

namespace dqm {

/// Rich text of an exhibit as letters only, for axes, files and terminals: tags are left out,
/// raised and lowered digits become those of Unicode. "r < R" is no tag and stays.
std::string plainText(const std::string& rich);

} // namespace dqm
