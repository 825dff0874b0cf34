#pragma once

#include <QString>

#include <exception>
#include <functional>

namespace dqm::test {

/// What an action throws, in words; empty if it throws nothing.
inline QString messageOf(const std::function<void()>& action)
{
    try {
        action();
    } catch (const std::exception& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace dqm::test
