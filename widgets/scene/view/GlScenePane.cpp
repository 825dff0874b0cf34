#include "widgets/scene/view/GlScenePane.h"

#include "widgets/scene/drawing/GlCanvas.h"
#include "widgets/scene/drawing/OffscreenRenderer.h"
#include "widgets/scene/overlay/SceneOverlay.h"

#include <QPainter>

namespace dqm {

class GlScenePane::OverlayWidget : public QWidget
{
public:
    OverlayWidget(const GlScenePane& pane, QWidget* parent)
        : QWidget(parent)
        , m_pane(pane)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        if (!m_pane.m_state.options.overlays)
            return;
        QPainter painter(this);
        paintOverlay(painter, m_pane.m_state, m_pane.m_canvas->scales());
    }

private:
    const GlScenePane& m_pane;
};

GlScenePane::GlScenePane(std::shared_ptr<CommonQuality> quality, QWidget* parent)
    : ScenePane(parent)
    , m_canvas(new GlCanvas(std::move(quality), this))
    , m_overlay(new OverlayWidget(*this, this))
{
    m_canvas->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(m_canvas, &GlCanvas::painted, this, [this] {
        m_overlay->update();
        // Whoever hears of it may lay the panes out anew, which is not done while one paints.
        QMetaObject::invokeMethod(
            this,
            [this] {
                emit ready();
                emit shown();
            },
            Qt::QueuedConnection);
    });
    connect(m_canvas, &GlCanvas::failed, this, &ScenePane::failed);
}

GlScenePane::~GlScenePane() = default;

void GlScenePane::showState(const SceneState& state)
{
    m_state = state;
    m_canvas->setState(state);
    m_overlay->update();
}

PictureKind GlScenePane::finishedKind() const { return m_canvas->kind(); }

std::optional<SceneScales> GlScenePane::finishedScales() const
{
    const SceneScales scales = m_canvas->scales();
    return scales.heightRho > 0.0 ? std::optional(scales) : std::nullopt;
}

QString GlScenePane::rendererName() const { return m_canvas->rendererName(); }

QImage GlScenePane::renderImage(const SceneState& state)
{
    if (!m_offscreen)
        m_offscreen = std::make_unique<OffscreenRenderer>();
    return m_offscreen->render(state, settledQuality(state), finishedScales());
}

void GlScenePane::resizeEvent(QResizeEvent* event)
{
    m_canvas->setGeometry(rect());
    m_overlay->setGeometry(rect());
    ScenePane::resizeEvent(event);
}

} // namespace dqm
