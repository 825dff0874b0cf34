#pragma once

namespace dqm {

/// While one lives, the first Ctrl-C (or a request to terminate) only asks for an end; the next one
/// ends the program as usual. One at a time.
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
};

} // namespace dqm
