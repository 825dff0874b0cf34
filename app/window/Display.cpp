#include "app/window/Display.h"

#include <QtGlobal>

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
#include <QGuiApplication>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>
#endif

namespace dqm {

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)

namespace {

constexpr auto patience = std::chrono::seconds(10);
constexpr auto look = std::chrono::milliseconds(2);

bool isSet(const char* variable)
{
    const char* value = std::getenv(variable);
    return value && *value;
}

/// The value of an option that Qt takes for itself, or null.
const char* optionOf(int argc, char** argv, const char* name)
{
    for (int k = 1; k + 1 < argc; ++k) {
        const char* word = argv[k];
        if (std::strcmp(word, name) == 0 || (word[0] == '-' && std::strcmp(word + 1, name) == 0))
            return argv[k + 1];
    }
    return nullptr;
}

[[noreturn]] void tryPlatform(int argc, char** argv)
{
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none); // its abort is the answer, no fault to be looked into
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    std::vector<char*> arguments(argv, argv + argc);
    arguments.push_back(nullptr);
    const QGuiApplication application(argc, arguments.data());
    _exit(0);
}

/// Whether the child came to its end well; it is ended if it hangs.
bool endsWell(pid_t child)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    int status = 0;
    while (std::chrono::steady_clock::now() < until) {
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child)
            return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (ended < 0 && errno != EINTR)
            return true; // nobody can say: let the window try
        std::this_thread::sleep_for(look);
    }
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return false;
}

} // namespace

std::string displayProblem(int argc, char** argv)
{
    const char* platform = optionOf(argc, argv, "-platform");
    if (!platform && isSet("QT_QPA_PLATFORM"))
        platform = std::getenv("QT_QPA_PLATFORM");
    const char* display = optionOf(argc, argv, "-display");
    if (!platform && !display && !isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY"))
        return "there is no display for the window";
    if (platform && std::strncmp(platform, "offscreen", 9) == 0)
        return {}; // asks nothing of the machine
    const pid_t child = fork();
    if (child == 0)
        tryPlatform(argc, argv);
    if (child < 0 || endsWell(child))
        return {};
    const std::string name = display ? display
        : isSet("WAYLAND_DISPLAY")   ? std::getenv("WAYLAND_DISPLAY")
        : isSet("DISPLAY")           ? std::getenv("DISPLAY")
                                     : "";
    return "the display" + (name.empty() ? std::string() : " \"" + name + '"') + " does not answer"
        + (platform ? " or there is no platform \"" + std::string(platform) + '"' : std::string());
}

#else

std::string displayProblem(int, char**) { return {}; }

#endif

} // namespace dqm
