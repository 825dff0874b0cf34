#include "app/rendering/RenderJob.h"

#include "app/experiments/ExperimentFile.h"
#include "app/rendering/Rendering.h"
#include "core/values/Printable.h"

#include <QCoreApplication>
#include <QThread>

#include <stdexcept>

namespace dqm {

namespace {

constexpr qint64 shownEvery = 200; // ms
constexpr unsigned long patience = 20; // ms between looks for calls of the thread

} // namespace

RenderJob::RenderJob(QObject* parent)
    : QObject(parent)
{
}

RenderJob::~RenderJob()
{
    cancel();
    wait();
}

void RenderJob::start(RenderOptions options)
{
    if (isRunning())
        throw std::invalid_argument("another film is being rendered");
    const FilmWriter::Settings film{options.video, options.size, options.framesPerSecond,
        formatExperimentOnOneLine(options.experiment), options.from};
    FilmWriter::require(film);
    m_options = std::move(options);
    m_film = film;
    m_isCancelled = false;
    m_written = 0;
    // Made here, where widgets live; it is the thread's from its start on.
    auto rendering = std::make_unique<Rendering>(m_options, [this](const auto& call) {
        // Qt lets no exception through its queue.
        std::exception_ptr problem;
        const auto caught = [&] {
            try {
                call();
            } catch (...) {
                problem = std::current_exception();
            }
        };
        QMetaObject::invokeMethod(this, caught, Qt::BlockingQueuedConnection);
        if (problem)
            std::rethrow_exception(problem);
    });
    m_thread.reset(
        QThread::create([this, mine = std::move(rendering)]() mutable { run(std::move(mine)); }));
    m_thread->start();
}

void RenderJob::run(std::unique_ptr<Rendering> rendering)
{
    QString problem;
    try {
        write(*rendering);
    } catch (const std::exception& error) {
        problem = QString::fromStdString(sentenceOf(error));
    }
    rendering.reset();
    QMetaObject::invokeMethod(this, [this, problem] { conclude(problem); });
}

void RenderJob::write(Rendering& rendering)
{
    FilmWriter writer(m_film);
    QElapsedTimer clock;
    clock.start();
    qint64 shown = -shownEvery;
    for (long long n = 0; n < m_options.pictures && !(m_isCancelled && n > 0); ++n) {
        const QImage image = rendering.picture(n);
        writer.write(image, rendering.timeOf(n),
            m_options.steps.empty() ? QByteArray() : rendering.experimentOf(n));
        m_written = n + 1;
        if (clock.elapsed() - shown < shownEvery && m_written < m_options.pictures)
            continue;
        shown = clock.elapsed();
        const double left = 1e-3 * static_cast<double>(shown)
            * static_cast<double>(m_options.pictures - m_written) / static_cast<double>(m_written);
        QMetaObject::invokeMethod(this,
            [this, written = m_written, left, image] { emit progressed(written, left, image); });
    }
    writer.finish();
}

void RenderJob::conclude(const QString& problem)
{
    m_thread->wait();
    m_thread.reset();
    if (problem.isEmpty())
        emit finished(m_film.path, m_written, m_written == m_options.pictures);
    else
        emit failed(problem);
}

void RenderJob::wait()
{
    // The thread may be waiting for this one to draw a plot.
    while (m_thread && !m_thread->wait(patience))
        QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

} // namespace dqm
