#include "app/films/Recorder.h"

#include "core/values/Printable.h"

#include <QCoreApplication>
#include <QPainter>
#include <QThread>

#include <cmath>
#include <utility>

namespace dqm {

namespace {

/// The picture in the middle of a film's, in its own proportions.
QImage fitted(const QImage& picture, QSize size, QColor ground)
{
    QImage image = picture;
    image.setDevicePixelRatio(1.0);
    if (image.size() == size)
        return image;
    QImage film(size, QImage::Format_RGB32);
    film.fill(ground);
    // What is smaller by less than two pixels is an odd side: cut it, smear nothing.
    const QSize spare = image.size() - size;
    const bool isCut
        = spare.width() >= 0 && spare.width() < 2 && spare.height() >= 0 && spare.height() < 2;
    if (!isCut)
        image = image.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QPainter painter(&film);
    painter.drawImage(isCut
            ? QPoint(0, 0)
            : QPoint((size.width() - image.width()) / 2, (size.height() - image.height()) / 2),
        image);
    return film;
}

} // namespace

Recorder::Recorder(QObject* parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Recorder::take);
}

Recorder::~Recorder()
{
    stop();
    if (m_thread)
        m_thread->wait();
}

void Recorder::start(
    const FilmWriter::Settings& settings, std::function<Sight()> look, QColor ground)
{
    wait();
    FilmWriter::require(settings);
    m_look = std::move(look);
    m_rate = settings.framesPerSecond;
    m_due = 0;
    m_owed = 0;
    m_report = {settings.path, 0.0, 0, 0};
    m_isOver = false;
    m_thread.reset(QThread::create([this, settings, ground] { write(settings, ground); }));
    m_thread->start();
    m_clock.start();
    m_timer.start(std::max(1, static_cast<int>(500.0 / m_rate)));
    take();
}

double Recorder::seconds() const
{
    return isRecording() ? 1e-3 * static_cast<double>(m_clock.elapsed()) : m_report.seconds;
}

void Recorder::take()
{
    const auto due = 1
        + static_cast<long long>(
            std::floor(1e-9 * static_cast<double>(m_clock.nsecsElapsed()) * m_rate));
    if (due <= m_due)
        return;
    const int count = static_cast<int>(due - std::exchange(m_due, due));
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= picturesWaiting) {
            m_owed += count;
            ++m_report.leftOut;
            return;
        }
    }
    ++m_report.pictures;
    // What came late was seen as the picture before it; the first has nothing before it.
    push({m_look(), count + std::exchange(m_owed, 0)});
}

void Recorder::push(Taken taken)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(taken));
    }
    m_wake.notify_all();
}

void Recorder::stop()
{
    if (!isRecording())
        return;
    m_timer.stop();
    m_look = nullptr;
    m_report.seconds = static_cast<double>(m_due - m_owed) / m_rate;
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_wake.notify_all();
}

void Recorder::wait()
{
    stop();
    if (!m_thread)
        return;
    m_thread->wait();
    // What the thread said last is delivered before another film begins.
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

std::optional<Recorder::Taken> Recorder::next()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_isOver || !m_waiting.empty(); });
    if (m_waiting.empty())
        return std::nullopt;
    std::optional<Taken> taken = std::move(m_waiting.front());
    m_waiting.pop_front();
    return taken;
}

void Recorder::write(const FilmWriter::Settings& settings, QColor ground)
{
    QString problem;
    try {
        FilmWriter writer(settings);
        QImage before;
        double timeBefore = settings.time;
        while (auto taken = next()) {
            QImage image = fitted(taken->sight.image, settings.size, ground);
            if (before.isNull()) {
                before = image;
                timeBefore = taken->sight.time;
            }
            for (int i = 1; i < taken->count; ++i)
                writer.write(before, timeBefore);
            writer.write(image, taken->sight.time);
            before = std::move(image);
            timeBefore = taken->sight.time;
        }
        writer.finish();
    } catch (const std::exception& error) {
        problem = QString::fromStdString(sentenceOf(error));
    }
    QMetaObject::invokeMethod(this, [this, problem] { conclude(problem); });
}

void Recorder::conclude(const QString& problem)
{
    stop();
    m_thread->wait();
    m_thread.reset();
    m_waiting.clear();
    if (problem.isEmpty())
        emit finished(m_report);
    else
        emit failed(problem);
}

} // namespace dqm
