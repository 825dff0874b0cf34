#pragma once

#include "app/films/FilmWriter.h"

#include <QColor>
#include <QElapsedTimer>
#include <QImage>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

class QThread;

namespace dqm {

/// Films what is seen while it is seen: pictures are taken on the window's thread at the film's
/// rate, scaled and encoded on a thread of their own.
///
/// Time    a second of the film is a second of the clock. Where a picture comes late the one before
///         it stands for as long as it was seen.
/// Memory  at most `picturesWaiting` pictures wait; while they do, those that come are left out,
/// and
///         the report says how many.
class Recorder : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t picturesWaiting = 8;

    struct Sight
    {
        QImage image;
        double time = 0.0; ///< of the simulation
    };
    /// What became of a film.
    struct Report
    {
        QString path;
        double seconds = 0.0; ///< of the film
        long long pictures = 0; ///< taken from the screen
        long long leftOut = 0; ///< for which the writer was too slow
    };

    explicit Recorder(QObject* parent = nullptr);
    /// Finishes the film.
    ~Recorder() override;

    /// @param look    takes a picture of what is seen; of any size, it is fitted into the film's.
    /// @param ground  shows where the picture leaves room.
    /// @throws std::invalid_argument if no film of that kind can be written; nothing begins then.
    void start(const FilmWriter::Settings& settings, std::function<Sight()> look, QColor ground);
    bool isRecording() const { return m_timer.isActive(); }
    /// Of the film so far.
    double seconds() const;
    /// Takes no more pictures; finished() or failed() follows when the file is whole.
    void stop();
    /// Waits until the file is whole.
    void wait();

signals:
    void finished(const dqm::Recorder::Report& report);
    void failed(const QString& reason);

private:
    struct Taken
    {
        Sight sight;
        int count = 1; ///< pictures of the film that it stands for
    };

    void take();
    void push(Taken taken);
    void write(const FilmWriter::Settings& settings, QColor ground);
    std::optional<Taken> next();
    void conclude(const QString& problem);

    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_rate = 30.0;
    std::function<Sight()> m_look;
    long long m_due = 0; ///< pictures of the film that were taken or left out so far
    int m_owed = 0; ///< left out, to be stood for by the next
    Report m_report;
    std::unique_ptr<QThread> m_thread;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Taken> m_waiting;
    bool m_isOver = false;
};

} // namespace dqm
