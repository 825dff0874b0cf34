#include "app/files/Leftovers.h"

#include <QFile>

#include <chrono>
#include <mutex>
#include <set>
#include <thread>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/types.h>
#endif

namespace dqm::leftovers {

namespace {

struct All
{
    std::mutex mutex;
    std::set<QString> files;
    std::set<qint64> processes;
};

All& all()
{
    static All everything;
    return everything;
}

#ifdef Q_OS_UNIX
/// @return whether there is still somebody to take it.
bool signalGroup(qint64 id, int signal) { return ::kill(-static_cast<pid_t>(id), signal) == 0; }

void endProcesses(const std::set<qint64>& ids, int milliseconds)
{
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + std::chrono::milliseconds(milliseconds);
    bool isAnyLeft = false;
    for (const qint64 id : ids)
        isAnyLeft = signalGroup(id, SIGTERM) || isAnyLeft;
    while (isAnyLeft && Clock::now() < end) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        isAnyLeft = false;
        for (const qint64 id : ids)
            isAnyLeft = signalGroup(id, 0) || isAnyLeft;
    }
    for (const qint64 id : ids)
        signalGroup(id, SIGKILL);
}
#else
void endProcesses(const std::set<qint64>&, int) { }
#endif

} // namespace

void addFile(const QString& path)
{
    const std::lock_guard lock(all().mutex);
    all().files.insert(path);
}

void removeFile(const QString& path)
{
    const std::lock_guard lock(all().mutex);
    all().files.erase(path);
}

void addProcess(qint64 id)
{
    const std::lock_guard lock(all().mutex);
    all().processes.insert(id);
}

void removeProcess(qint64 id)
{
    const std::lock_guard lock(all().mutex);
    all().processes.erase(id);
}

void clear(int milliseconds)
{
    const std::lock_guard lock(all().mutex);
    for (const QString& path : all().files)
        QFile::remove(path);
    all().files.clear();
    endProcesses(all().processes, milliseconds);
}

} // namespace dqm::leftovers
