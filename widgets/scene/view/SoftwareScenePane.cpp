#include "widgets/scene/view/SoftwareScenePane.h"

#include <QPainter>

#include <utility>

namespace dqm {

namespace {

long long runOf(const std::shared_ptr<const Frame>& frame) { return frame ? frame->run : 0; }

} // namespace

SoftwareScenePane::SoftwareScenePane(std::shared_ptr<CommonQuality> quality, QWidget* parent)
    : ScenePane(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    SceneThread::Report report;
    report.image = [this](const SceneThread::Drawn& drawn) { take(drawn); };
    report.failure = [this](const QString& reason) {
        QMetaObject::invokeMethod(
            this, [this, reason] { emit failed(reason); }, Qt::QueuedConnection);
    };
    m_thread = std::make_unique<SceneThread>(std::move(report), std::move(quality));
}

SoftwareScenePane::~SoftwareScenePane() = default;

void SoftwareScenePane::showState(const SceneState& state)
{
    m_background = theme(state.options.theme).background;
    {
        const std::scoped_lock lock(m_mutex);
        m_run = runOf(state.frame);
        if (!state.frame)
            m_next = QImage();
    }
    if (!state.frame) {
        m_image = QImage();
        update();
    }
    m_thread->post(state);
}

QString SoftwareScenePane::rendererName() const { return m_thread->rendererName(); }

QImage SoftwareScenePane::renderImage(const SceneState& state)
{
    return m_thread->draw(state).get();
}

std::optional<SceneScales> SoftwareScenePane::finishedScales() const
{
    return m_finished.frame ? std::optional(m_finished.scales) : std::nullopt;
}

void SoftwareScenePane::take(const SceneThread::Drawn& drawn)
{
    const std::scoped_lock lock(m_mutex);
    // Drawn for a run that is over: it must not be seen beside the numbers of another.
    if (runOf(drawn.state.frame) != m_run)
        return;
    m_next = drawn.image;
    m_told = {drawn.state.frame, drawn.kind, drawn.scales};
    // One wake-up for however many images arrive before the window looks.
    if (!std::exchange(m_isAnnounced, true))
        QMetaObject::invokeMethod(this, &SoftwareScenePane::arrive, Qt::QueuedConnection);
}

void SoftwareScenePane::arrive()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isAnnounced = false;
        if (m_next.isNull())
            return;
        m_finished = m_told;
    }
    if (!m_holds)
        present();
    emit ready();
}

void SoftwareScenePane::holdPictures(bool hold)
{
    m_holds = hold;
    if (!hold)
        present();
}

void SoftwareScenePane::present()
{
    const std::scoped_lock lock(m_mutex);
    if (m_next.isNull())
        return;
    m_image = std::exchange(m_next, QImage());
    m_told = {};
    m_isFresh = true;
    update();
}

void SoftwareScenePane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QSizeF shown = m_image.deviceIndependentSize();
    if (shown != QSizeF(size()))
        painter.fillRect(rect(), m_background);
    if (!m_image.isNull())
        painter.drawImage(
            QPointF(0.5 * (width() - shown.width()), 0.5 * (height() - shown.height())), m_image);
    if (std::exchange(m_isFresh, false))
        emit this->shown();
}

} // namespace dqm
