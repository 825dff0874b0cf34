#pragma once

#include <thread>

namespace dqm {

/// While one lives, Ctrl-C (or a request to terminate) asks for an end, and is seen to: whoever has
/// not come to one by himself within most of a second is ended, with status 130, temporary files
/// and processes cleared away (see leftovers); a second request does so at once. What was flushed
/// is kept. One at a time.
class Interrupt
{
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    bool isRequested() const;

private:
    using Handler = void (*)(int);
    Handler m_oldInterrupt;
    Handler m_oldTerminate;
    std::thread m_watch;
};

} // namespace dqm
