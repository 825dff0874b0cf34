#pragma once

#include <exception>
#include <stdexcept>
#include <string>

namespace dqm::fuzz {

/// A promise that was not kept, in a sentence.
class Finding : public std::logic_error
{
public:
    using std::logic_error::logic_error;
};

/// @throws Finding unless a refusal is one line that a person can read.
void requireReadable(const std::string& refusal);

/// Does what may be refused, as long as it is refused in such a line.
template <class Action>
void mayRefuse(const Action& action)
{
    try {
        action();
    } catch (const Finding&) {
        throw;
    } catch (const std::exception& refusal) {
        requireReadable(refusal.what());
    }
}

} // namespace dqm::fuzz
