#pragma once

#include <string>
#include <vector>

namespace dqm {

/// The names a misspelled word may have meant, nearest first (edit distance, case ignored); empty
/// if none is near.
std::vector<std::string> nearestNames(
    const std::string& word, const std::vector<std::string>& names, std::size_t atMost = 1);

/// `"a", "b", "c"`
std::string quotedList(const std::vector<std::string>& names);

/// `; did you mean "a"?`, or nothing if no name is near.
std::string suggestion(
    const std::string& word, const std::vector<std::string>& names, std::size_t atMost = 1);

} // namespace dqm
