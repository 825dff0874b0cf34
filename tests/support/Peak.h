#pragma once

#include <QByteArray>
#include <QFile>

#include <functional>

namespace dqm::test {

/// A number of kibibytes in what Linux says of this process; 0 elsewhere, and under sanitizers,
/// which keep what is freed.
inline qint64 kibibytesOf([[maybe_unused]] const QByteArray& name)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QFile status("/proc/self/status");
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toLongLong();
    }
#endif
    return 0;
}

/// How many bytes more than before an action takes at its height; 0 where nobody can say.
inline qint64 peakOf(const std::function<void()>& action)
{
    QFile reset("/proc/self/clear_refs");
    if (!reset.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || reset.write("5") != 1)
        return 0;
    const qint64 before = kibibytesOf("VmRSS:");
    action();
    return 1024 * (kibibytesOf("VmHWM:") - before);
}

} // namespace dqm::test
