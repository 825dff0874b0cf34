#include "widgets/scene/drawing/SceneThread.h"

#include "core/values/Printable.h"

#include <chrono>
#include <exception>

namespace dqm {

namespace {

constexpr std::chrono::milliseconds restTime(400);

} // namespace

SceneThread::SceneThread(Report report, std::shared_ptr<CommonQuality> quality)
    : m_report(std::move(report))
    , m_renderer(std::make_unique<OffscreenRenderer>())
    , m_quality(std::move(quality))
    , m_thread([this] { run(); })
{
}

SceneThread::~SceneThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void SceneThread::post(const SceneState& state)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_next = state;
    }
    m_wake.notify_all();
}

std::future<QImage> SceneThread::draw(const SceneState& state)
{
    std::future<QImage> image;
    {
        const std::scoped_lock lock(m_mutex);
        image = m_requests.emplace_back(Request{state, {}}).image.get_future();
    }
    m_wake.notify_all();
    return image;
}

QString SceneThread::rendererName() const
{
    const std::scoped_lock lock(m_mutex);
    return m_rendererName;
}

void SceneThread::run()
{
    while (true) {
        std::optional<SceneState> state;
        std::vector<Request> requests;
        {
            std::unique_lock lock(m_mutex);
            const auto something = [this] { return m_stop || m_next || !m_requests.empty(); };
            if (m_settled)
                m_wake.wait(lock, something);
            else
                m_wake.wait_for(lock, restTime, something);
            if (m_stop)
                break;
            state.swap(m_next);
            requests.swap(m_requests);
        }
        try {
            if (state)
                drawMoving(*state);
            else if (requests.empty() && !m_settled)
                drawSettled();
        } catch (const std::exception& error) {
            m_settled = true;
            m_report.failure(QString::fromStdString(sentenceOf(error)));
        }
        for (Request& request : requests)
            answer(request);
    }
    // The context must end on the thread that used it.
    m_renderer.reset();
}

void SceneThread::drawMoving(const SceneState& state)
{
    m_current = state;
    m_settled = true;
    const QImage image = m_renderer->render(state, m_quality->quality(state));
    m_quality->measured(m_renderer->timing().total(), fullMesh(state));
    m_settled = false;
    {
        const std::scoped_lock lock(m_mutex);
        m_rendererName = m_renderer->rendererName();
    }
    m_report.image({image, state, PictureKind::Moving, m_renderer->scales()});
}

void SceneThread::drawSettled()
{
    m_settled = true;
    const QImage image = m_renderer->render(m_current, settledQuality(m_current));
    m_report.image({image, m_current, PictureKind::Settled, m_renderer->scales()});
}

void SceneThread::answer(Request& request)
{
    try {
        request.image.set_value(m_renderer->render(request.state, settledQuality(request.state)));
    } catch (...) {
        request.image.set_exception(std::current_exception());
    }
}

} // namespace dqm
