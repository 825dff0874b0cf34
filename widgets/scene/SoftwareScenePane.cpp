#include "widgets/scene/SoftwareScenePane.h"

#include "widgets/scene/SceneThread.h"

#include <QPainter>

namespace dqm {

SoftwareScenePane::SoftwareScenePane(QWidget* parent)
    : ScenePane(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_thread = std::make_unique<SceneThread>(
        SceneThread::Report{[this](const QImage& image) { takeImage(image); },
            [this](const QString& reason) {
                QMetaObject::invokeMethod(
                    this, [this, reason] { emit failed(reason); }, Qt::QueuedConnection);
            }});
}

SoftwareScenePane::~SoftwareScenePane() = default;

void SoftwareScenePane::showState(const SceneState& state)
{
    m_background = theme(state.options.theme).background;
    m_thread->post(state);
}

QString SoftwareScenePane::rendererName() const { return m_thread->rendererName(); }

QImage SoftwareScenePane::renderImage(const SceneState& state)
{
    return m_thread->draw(state).get();
}

void SoftwareScenePane::takeImage(const QImage& image)
{
    bool first = false;
    {
        const std::scoped_lock lock(m_mutex);
        first = m_next.isNull();
        m_next = image;
    }
    // One wake-up for however many images arrive before the window looks.
    if (first)
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_holds)
                    emit ready();
                else
                    update();
            },
            Qt::QueuedConnection);
}

void SoftwareScenePane::holdPictures(bool hold)
{
    if (hold == m_holds)
        return;
    m_holds = hold;
    update();
}

void SoftwareScenePane::present()
{
    m_presents = true;
    update();
}

void SoftwareScenePane::paintEvent(QPaintEvent*)
{
    bool fresh = false;
    if (!m_holds || m_presents) {
        const std::scoped_lock lock(m_mutex);
        fresh = !m_next.isNull();
        if (fresh)
            m_image = std::exchange(m_next, QImage());
    }
    m_presents = false;
    QPainter painter(this);
    const QSizeF shown = m_image.deviceIndependentSize();
    if (shown != QSizeF(size()))
        painter.fillRect(rect(), m_background);
    if (!m_image.isNull())
        painter.drawImage(
            QPointF(0.5 * (width() - shown.width()), 0.5 * (height() - shown.height())), m_image);
    if (fresh)
        emit this->shown();
}

} // namespace dqm
