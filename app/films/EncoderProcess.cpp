#include "app/films/EncoderProcess.h"

#include "app/files/Leftovers.h"

#include <QFileInfo>

#include <algorithm>
#ifdef Q_OS_UNIX
#include <csignal>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace dqm {

namespace {

constexpr int startMilliseconds = 10'000;
constexpr int look = 50; // milliseconds between looks for a reason to stop waiting
constexpr int momentToEnd = 350; // milliseconds, of one that is called off
constexpr int momentToFinish = 200; // of one that is asked to end
constexpr qsizetype longestReason = 400;

/// What ffmpeg says is about its own parts; what a person needs is why.
QByteArray reasonIn(const QByteArray& said)
{
    for (const char* known : {"No space left on device", "Disk quota exceeded", "File too large",
             "Input/output error", "Permission denied"}) {
        if (said.contains(known))
            return known;
    }
    return said.simplified().left(longestReason);
}

} // namespace

EncoderProcess::EncoderProcess(const QStringList& arguments, Watch watch)
    : m_watch(std::move(watch))
{
    m_process.setStandardOutputFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
#endif
    m_process.start("ffmpeg", arguments);
    if (!m_process.waitForStarted(startMilliseconds))
        throw std::invalid_argument("ffmpeg cannot be started");
    m_id = m_process.processId();
    leftovers::addProcess(m_id);
    m_quiet.start();
}

EncoderProcess::~EncoderProcess()
{
    end(0);
    leftovers::removeProcess(m_id);
}

bool EncoderProcess::isStalled()
{
    const qint64 size = QFileInfo(m_watch.file).size();
    const qint64 toWrite = m_process.bytesToWrite();
    if (size != m_size || toWrite != m_toWrite) {
        m_size = size;
        m_toWrite = toWrite;
        m_quiet.restart();
    }
    return m_quiet.elapsed() > m_watch.patience;
}

void EncoderProcess::end(int milliseconds)
{
    if (m_process.state() == QProcess::NotRunning)
        return;
#ifdef Q_OS_UNIX
    ::kill(-static_cast<pid_t>(m_id), milliseconds > 0 ? SIGTERM : SIGKILL);
    if (milliseconds > 0 && !m_process.waitForFinished(milliseconds))
        ::kill(-static_cast<pid_t>(m_id), SIGKILL);
#else
    m_process.kill();
#endif
    m_process.waitForFinished(startMilliseconds);
}

bool EncoderProcess::feed(const char* bytes, qint64 count)
{
    if (m_process.state() != QProcess::Running || m_process.write(bytes, count) != count)
        fail();
    m_quiet.restart();
    while (m_process.bytesToWrite() > 0) {
        if (!m_process.waitForBytesWritten(look) && m_process.state() != QProcess::Running)
            fail();
        if (isCalledOff())
            return false;
        if (isStalled()) {
            end(0);
            throw std::runtime_error("ffmpeg takes no more pictures");
        }
    }
    return true;
}

void EncoderProcess::finish()
{
    QElapsedTimer calledOff;
    m_quiet.restart();
    m_process.closeWriteChannel();
    while (m_process.state() != QProcess::NotRunning) {
        m_process.waitForFinished(look);
        if (isCalledOff() && !calledOff.isValid())
            calledOff.start();
        if (calledOff.isValid() && calledOff.elapsed() > momentToEnd) {
            end(momentToFinish);
        } else if (isStalled()) {
            end(0);
            throw std::runtime_error("ffmpeg does not come to an end");
        }
    }
    // Called off, it was ended from here.
    if (!calledOff.isValid()
        && (m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0)) {
        fail();
    }
    // A disc that is full is no reason for it to fail.
    const QByteArray said = m_process.readAllStandardError().trimmed();
    if (!said.isEmpty() && !calledOff.isValid())
        throw std::runtime_error(reasonIn(said).toStdString());
}

void EncoderProcess::fail()
{
    m_process.waitForFinished(startMilliseconds);
    const QByteArray said = m_process.readAllStandardError().trimmed();
    if (said.isEmpty()) {
        throw std::runtime_error(m_process.exitStatus() == QProcess::CrashExit
                ? "ffmpeg was ended from outside"
                : "ffmpeg ended without a reason");
    }
    throw std::runtime_error(reasonIn(said).toStdString());
}

QByteArray EncoderProcess::answer(const QString& program, const QStringList& arguments)
{
    QProcess question;
    question.setStandardInputFile(QProcess::nullDevice());
#ifdef Q_OS_LINUX
    // It is of no use to anybody else.
    question.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    question.start(program, arguments);
    if (!question.waitForStarted(startMilliseconds))
        throw std::invalid_argument(program.toStdString() + " is not installed");
    if (!question.waitForFinished(startMilliseconds)) {
        question.kill();
        question.waitForFinished(startMilliseconds);
        return {};
    }
    return question.readAllStandardOutput();
}

} // namespace dqm
