#include "app/session/BackgroundTask.h"

#include "core/values/Printable.h"

#include <utility>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace dqm {

namespace {

/// A picture takes hundreds of megabytes for a moment, which the allocator would keep for ever.
void giveMemoryBack()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

} // namespace

BackgroundTask::~BackgroundTask()
{
    if (m_thread.joinable())
        m_thread.join();
}

void BackgroundTask::start(Work work)
{
    if (isBusy())
        m_waiting = std::move(work);
    else
        run(std::move(work));
}

void BackgroundTask::run(Work work)
{
    m_thread = std::thread([this, work = std::move(work)]() mutable {
        QImage image;
        QString problem;
        try {
            image = work();
        } catch (const std::exception& error) {
            problem = QString::fromStdString(sentenceOf(error));
        }
        // What it holds may belong to this thread, such as a context of OpenGL.
        work = nullptr;
        giveMemoryBack();
        QMetaObject::invokeMethod(this, [this, image, problem] {
            conclude();
            if (problem.isEmpty())
                emit finished(image);
            else
                emit failed(problem);
        });
    });
}

void BackgroundTask::conclude()
{
    m_thread.join();
    if (m_waiting)
        run(std::exchange(m_waiting, nullptr));
}

} // namespace dqm
