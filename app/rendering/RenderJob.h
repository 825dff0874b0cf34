#pragma once

#include "app/films/FilmWriter.h"
#include "app/rendering/RenderOptions.h"

#include <QElapsedTimer>
#include <QImage>
#include <QObject>

#include <atomic>
#include <memory>

class QThread;

namespace dqm {

class Rendering;

/// Renders a film of exact moments beside the window: a simulation of its own on a thread of its
/// own, as `dqmlab render` does.
///
/// Cancelled  the film ends after the picture in hand, and the file plays.
class RenderJob : public QObject
{
    Q_OBJECT

public:
    explicit RenderJob(QObject* parent = nullptr);
    /// Cancels and waits until the file is whole.
    ~RenderJob() override;

    /// @param options  as `dqmlab render` reads them; the video counts.
    /// @throws std::invalid_argument if no film of that kind can be written; nothing begins then.
    void start(RenderOptions options);
    void cancel() { m_isCancelled = true; }
    bool isRunning() const { return m_thread != nullptr; }

signals:
    /// Now and then.
    /// @param seconds  left, by the pace so far.
    void progressed(long long written, double seconds, const QImage& last);
    void finished(const QString& path, long long written, bool isWhole);
    void failed(const QString& reason);

private:
    void run(std::unique_ptr<Rendering> rendering);
    void write(Rendering& rendering);
    void conclude(const QString& problem);
    void wait();

    RenderOptions m_options;
    FilmWriter::Settings m_film;
    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_isCancelled = false;
    long long m_written = 0; ///< the thread's, until it has ended
};

} // namespace dqm
