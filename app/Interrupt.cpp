#include "app/Interrupt.h"

#include <csignal>

namespace dqm {

namespace {

volatile std::sig_atomic_t requested = 0;

extern "C" void noteRequest(int signal)
{
    requested = 1;
    std::signal(signal, SIG_DFL);
}

} // namespace

Interrupt::Interrupt()
    : m_oldInterrupt(std::signal(SIGINT, noteRequest))
    , m_oldTerminate(std::signal(SIGTERM, noteRequest))
{
    requested = 0;
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, m_oldInterrupt);
    std::signal(SIGTERM, m_oldTerminate);
}

bool Interrupt::isRequested() const { return requested != 0; }

} // namespace dqm
