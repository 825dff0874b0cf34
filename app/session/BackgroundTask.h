#pragma once

#include <QImage>
#include <QObject>

#include <functional>
#include <thread>

namespace dqm {

/// Draws pictures beside the window, one at a time.
///
/// Threads  the work is called and destroyed on a thread of its own; signals arrive on this
///          object's. The destructor waits for the work in hand.
class BackgroundTask : public QObject
{
    Q_OBJECT

public:
    using Work = std::function<QImage()>;

    using QObject::QObject;
    ~BackgroundTask() override;

    /// Starts at once, or after the work in hand; what waits is replaced by what is newer.
    void start(Work work);
    bool isBusy() const { return m_thread.joinable(); }

signals:
    void finished(const QImage& image);
    /// What the work threw.
    void failed(const QString& reason);

private:
    void run(Work work);
    void conclude();

    std::thread m_thread;
    Work m_waiting;
};

} // namespace dqm
