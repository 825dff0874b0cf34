#include "app/console/parts/Interrupt.h"

#include "app/console/parts/ExitStatus.h"
#include "app/files/Leftovers.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <unistd.h>

namespace dqm {

namespace {

constexpr int patience = 800; // milliseconds to come to an end by oneself
constexpr int patienceWithOthers = 150; // for processes to end
constexpr char request = 'r';
constexpr char dismissal = 'd';

volatile std::sig_atomic_t requested = 0;
/// What a handler of signals may do is to write: the other end is watched.
std::array<int, 2> channel{-1, -1};

void send(char word)
{
    while (::write(channel[1], &word, 1) < 0 && errno == EINTR) { }
}

extern "C" void noteRequest(int)
{
    const int error = errno;
    requested = 1;
    send(request);
    errno = error;
}

/// The next word; dismissal if none comes in time (for ever, if that is negative).
char wordWithin(int milliseconds)
{
    pollfd ready{channel[0], POLLIN, 0};
    int found = ::poll(&ready, 1, milliseconds);
    while (found < 0 && errno == EINTR)
        found = ::poll(&ready, 1, milliseconds);
    char word = 0;
    return found > 0 && ::read(channel[0], &word, 1) == 1 ? word : '\0';
}

[[noreturn]] void endAtOnce()
{
    leftovers::clear(patienceWithOthers);
    std::_Exit(exitInterrupted);
}

} // namespace

Interrupt::Interrupt()
{
    if (::pipe2(channel.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("the system has no room for a pipe");
    requested = 0;
    m_watch = std::thread([] {
        if (wordWithin(-1) == request && wordWithin(patience) != dismissal)
            endAtOnce();
    });
    m_oldInterrupt = std::signal(SIGINT, noteRequest);
    m_oldTerminate = std::signal(SIGTERM, noteRequest);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, m_oldInterrupt);
    std::signal(SIGTERM, m_oldTerminate);
    send(dismissal);
    m_watch.join();
    ::close(channel[0]);
    ::close(channel[1]);
}

bool Interrupt::isRequested() const { return requested != 0; }

} // namespace dqm
