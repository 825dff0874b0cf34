#pragma once

#include <mutex>
#include <utility>

namespace dqm {

/// One slot between two threads: a newer value replaces an unread one, nobody waits.
template <class T>
class Mailbox
{
public:
    void put(T value)
    {
        const std::lock_guard lock(m_mutex);
        m_value = std::move(value);
    }

    /// The value, leaving the slot empty; a default T if there is none.
    T take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_value, T{});
    }

    bool isEmpty() const
    {
        const std::lock_guard lock(m_mutex);
        return m_value == T{};
    }

private:
    mutable std::mutex m_mutex;
    T m_value{};
};

} // namespace dqm
