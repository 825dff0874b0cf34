#pragma once

#include <QElapsedTimer>
#include <QProcess>
#include <QStringList>

#include <functional>
#include <stdexcept>

namespace dqm {

/// ffmpeg at work on one file, in a group of processes of its own: Ctrl-C in a terminal does not
/// reach it. It never outlives this object, but the program, when that is killed: what was fed to
/// it until then becomes a film. To be used on one thread.
class EncoderProcess
{
public:
    struct Watch
    {
        QString file; ///< that it writes; as long as it grows, or input is taken, all is well
        int patience = 60'000; ///< milliseconds without either
        std::function<bool()> isCalledOff; ///< then it has a moment to end; may be empty
    };

    /// @throws std::invalid_argument if it cannot be started.
    EncoderProcess(const QStringList& arguments, Watch watch);
    ~EncoderProcess();
    EncoderProcess(const EncoderProcess&) = delete;
    EncoderProcess& operator=(const EncoderProcess&) = delete;

    /// @return false if the work was called off before all was taken.
    /// @throws std::runtime_error with the reason ffmpeg gave, or that it takes nothing more.
    bool feed(const char* bytes, qint64 count);
    /// No more comes; waits for the end. @throws as feed.
    void finish();

    /// What ffmpeg says to a question: empty if it does not answer within a few seconds.
    /// @throws std::invalid_argument if it is not installed.
    static QByteArray answer(const QString& program, const QStringList& arguments);

private:
    bool isCalledOff() const { return m_watch.isCalledOff && m_watch.isCalledOff(); }
    bool isStalled();
    void end(int milliseconds);
    [[noreturn]] void fail();

    Watch m_watch;
    QProcess m_process;
    qint64 m_id = 0;
    QElapsedTimer m_quiet; ///< since something last moved
    qint64 m_size = -1;
    qint64 m_toWrite = -1;
};

} // namespace dqm
