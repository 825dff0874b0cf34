#pragma once

#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string_view>

namespace dqm::fuzz {

/// Does what may be refused, as long as it is refused with a sentence.
template <class Action>
void mayRefuse(const Action& action)
{
    try {
        action();
    } catch (const std::exception& refusal) {
        const std::string_view said = refusal.what();
        if (said.size() < 8 || said.find('\0') != said.npos || said.find('\x1B') != said.npos) {
            std::abort();
        }
    }
}

} // namespace dqm::fuzz
