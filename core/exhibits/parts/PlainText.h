#pragma once

#include <string>

namespace dqm {

/// Rich text of an exhibit as letters only, for axes, files and terminals: tags are left out,
/// raised and lowered digits become those of Unicode, and so does what is raised if all of it can.
/// "r < R" is no tag and stays.
std::string plainText(const std::string& rich);

} // namespace dqm
