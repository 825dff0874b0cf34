#include "widgets/scene/view/SceneView.h"

#include "widgets/scene/drawing/RendererName.h"
#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/overlay/OverlayLayout.h"
#include "widgets/scene/view/CameraGestures.h"
#include "widgets/scene/view/GlScenePane.h"
#include "widgets/scene/view/MarkGestures.h"
#include "widgets/scene/view/SoftwareScenePane.h"
#include "widgets/scene/view/ToolLayer.h"

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QResizeEvent>
#include <QStyle>
#include <QVariantAnimation>
#include <QWheelEvent>

#include <cmath>
#include <deque>
#include <stdexcept>

namespace dqm {

namespace {

constexpr int easeMilliseconds = 150;
constexpr double keyTurn = 15.0; ///< pixels of dragging that an arrow key stands for
constexpr double zoomPerNotch = 1.15;
constexpr double wheelNotch = 120.0;

} // namespace

struct SceneView::Implementation
{
    RenderRoute route;
    ScenePane* pane = nullptr;
    ToolLayer* tool = nullptr;
    SceneState state;
    CameraState home;
    QPointF pressedAt;
    Qt::MouseButton button = Qt::NoButton;
    MarkHand hand;
    QVariantAnimation ease;
    CameraState easeFrom;
    CameraState easeTo;
    QElapsedTimer clock;
    std::deque<qint64> shownAt; ///< milliseconds by the clock, the last second's

    SceneGeometry geometry() const
    {
        const Picture* picture = state.picture();
        return picture ? sceneGeometry(picture->grid) : SceneGeometry();
    }

    /// Where the marks stand; empty without a picture.
    std::optional<LiftedPlaces> places() const
    {
        const Picture* picture = state.picture();
        if (!picture)
            return std::nullopt;
        return std::optional<LiftedPlaces>(std::in_place, *picture, state.camera, paneRoom(state),
            state.showsParticlesAlone() ? 0.0 : heightNow(*state.frame, *picture, state.options));
    }
};

SceneView::SceneView(RenderRoute route, QWidget* parent, std::shared_ptr<CommonQuality> quality)
    : QWidget(parent)
    , m_implementation(std::make_unique<Implementation>())
{
    Implementation& d = *m_implementation;
    d.route = chosenRoute(route);
    if (!quality)
        quality = commonQuality(d.route);
    if (d.route == RenderRoute::Gpu)
        d.pane = new GlScenePane(std::move(quality), this);
    else
        d.pane = new SoftwareScenePane(std::move(quality), this);
    // The view itself handles the mouse, so that both ways behave the same.
    d.pane->setAttribute(Qt::WA_TransparentForMouseEvents);
    d.tool = new ToolLayer(
        d.state, [this] { emit toolActed(); }, this);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(160, 120);
    setMouseTracking(true);
    d.clock.start();
    d.ease.setDuration(easeMilliseconds);
    d.ease.setStartValue(0.0);
    d.ease.setEndValue(1.0);
    d.ease.setEasingCurve(QEasingCurve::OutCubic);
    connect(&d.ease, &QVariantAnimation::valueChanged, this, [this](const QVariant& share) {
        applyCamera(
            between(m_implementation->easeFrom, m_implementation->easeTo, share.toDouble()));
    });
    connect(d.pane, &ScenePane::shown, this, [this] {
        m_implementation->shownAt.push_back(m_implementation->clock.elapsed());
        forgetOldFrames();
        emit frameShown();
    });
    connect(d.pane, &ScenePane::ready, this, &SceneView::pictureReady);
    connect(d.pane, &ScenePane::failed, this, &SceneView::failed);
}

SceneView::~SceneView() = default;

void SceneView::setFrame(std::shared_ptr<const Frame> frame, std::size_t index)
{
    const Picture* shown
        = frame && index < frame->pictures.size() ? &frame->pictures[index] : nullptr;
    setPicture(std::move(frame), shown);
}

void SceneView::setPicture(std::shared_ptr<const Frame> frame, const Picture* picture)
{
    if (frame == m_implementation->state.frame && picture == m_implementation->state.shown)
        return;
    m_implementation->state.frame = std::move(frame);
    m_implementation->state.shown = picture;
    redraw();
}

void SceneView::setOptions(const SceneOptions& options)
{
    if (options == m_implementation->state.options)
        return;
    m_implementation->state.options = options;
    redraw();
}

const SceneOptions& SceneView::options() const { return m_implementation->state.options; }

void SceneView::setCamera(const CameraState& camera)
{
    m_implementation->ease.stop();
    applyCamera(camera);
}

const CameraState& SceneView::camera() const { return m_implementation->state.camera; }

void SceneView::setHomeCamera(const CameraState& camera) { m_implementation->home = camera; }

void SceneView::resetCamera()
{
    Implementation& d = *m_implementation;
    // Whether the view is flat is a choice of its own, not a place of the camera.
    CameraState target = d.home;
    target.flat = d.state.camera.flat;
    d.ease.stop();
    const bool still = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0;
    if (still || !isVisible()) {
        applyCamera(target);
        return;
    }
    d.easeFrom = d.state.camera;
    d.easeTo = target;
    d.ease.start();
}

void SceneView::setSection(const std::optional<SectionLine>& section)
{
    Implementation& d = *m_implementation;
    if (section == d.state.section)
        return;
    d.state.section = section;
    if (!section)
        releaseMark();
    redraw();
}

void SceneView::setLoop(std::vector<Vec2> loop)
{
    // While the hand draws, what it draws counts.
    if (m_implementation->hand.isDrawing() || loop == m_implementation->state.loop)
        return;
    m_implementation->state.loop = std::move(loop);
    redraw();
}

void SceneView::setLoopTool(bool on)
{
    m_implementation->hand.drawsLoops = on;
    if (!on)
        releaseMark();
    showCursor(mapFromGlobal(QCursor::pos()));
}

void SceneView::setTool(SceneTool* tool)
{
    m_implementation->tool->setTool(tool);
    showCursor(mapFromGlobal(QCursor::pos()));
}

void SceneView::updateTool() { m_implementation->tool->update(); }

void SceneView::setLegends(bool shown)
{
    if (shown == m_implementation->state.legends)
        return;
    m_implementation->state.legends = shown;
    redraw();
}

void SceneView::holdPictures(bool hold) { m_implementation->pane->holdPictures(hold); }

void SceneView::present() { m_implementation->pane->present(); }

const Frame* SceneView::finishedFrame() const { return m_implementation->pane->finishedFrame(); }

PictureKind SceneView::finishedKind() const { return m_implementation->pane->finishedKind(); }

std::optional<SceneScales> SceneView::finishedScales() const
{
    return m_implementation->pane->finishedScales();
}

RenderRoute SceneView::route() const { return m_implementation->route; }

QString SceneView::rendererName() const { return m_implementation->pane->rendererName(); }

double SceneView::framesPerSecond() const
{
    const Implementation& d = *m_implementation;
    const qint64 now = d.clock.elapsed();
    const auto recent = std::count_if(
        d.shownAt.begin(), d.shownAt.end(), [now](qint64 at) { return now - at < 1000; });
    return static_cast<double>(recent);
}

QImage SceneView::renderImage(QSize size, double devicePixelRatio)
{
    if (size.isEmpty() || !(devicePixelRatio > 0.0))
        throw std::invalid_argument("a picture needs a size");
    SceneState state = m_implementation->state;
    state.size = size;
    state.devicePixelRatio = devicePixelRatio;
    state.font = font();
    return m_implementation->pane->renderImage(state);
}

void SceneView::applyCamera(const CameraState& camera)
{
    if (camera == m_implementation->state.camera)
        return;
    m_implementation->state.camera = camera;
    redraw();
    emit cameraChanged(camera);
}

void SceneView::redraw()
{
    Implementation& d = *m_implementation;
    d.state.size = size();
    d.state.devicePixelRatio = devicePixelRatioF();
    d.state.font = font();
    if (isVisible())
        d.pane->showState(d.state);
    d.tool->update();
}

void SceneView::forgetOldFrames()
{
    Implementation& d = *m_implementation;
    while (!d.shownAt.empty() && d.clock.elapsed() - d.shownAt.front() > 1000)
        d.shownAt.pop_front();
}

void SceneView::resizeEvent(QResizeEvent* event)
{
    m_implementation->pane->setGeometry(rect());
    m_implementation->tool->setGeometry(rect());
    redraw();
    QWidget::resizeEvent(event);
}

void SceneView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    redraw();
}

void SceneView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        redraw();
}

void SceneView::mousePressEvent(QMouseEvent* event)
{
    Implementation& d = *m_implementation;
    // One thing at a time: a second button does not take what the first one holds.
    if (d.tool->isHolding())
        return;
    d.ease.stop();
    d.button = event->button();
    d.pressedAt = event->position();
    if (d.button == Qt::LeftButton && !d.hand.drawsLoops && d.tool->press(*event))
        return showCursor(d.pressedAt);
    if (d.button == Qt::LeftButton && !event->modifiers().testFlag(Qt::ShiftModifier)
        && holdMark(d.pressedAt))
        showCursor(d.pressedAt);
}

void SceneView::mouseMoveEvent(QMouseEvent* event)
{
    Implementation& d = *m_implementation;
    if (d.tool->isHolding())
        return d.tool->drag(*event);
    d.tool->hover(event->position());
    if (d.button == Qt::NoButton)
        return showCursor(event->position());
    if (d.hand.isHolding())
        return dragMark(event->position());
    const QPointF from = std::exchange(d.pressedAt, event->position());
    const CameraState& now = d.state.camera;
    const bool pans
        = d.button != Qt::LeftButton || now.flat || event->modifiers().testFlag(Qt::ShiftModifier);
    applyCamera(pans ? panned(now, d.geometry(), paneRoom(d.state), from, d.pressedAt)
                     : orbited(now, d.pressedAt - from));
}

void SceneView::mouseReleaseEvent(QMouseEvent* event)
{
    Implementation& d = *m_implementation;
    if (d.tool->isHolding() && event->button() != Qt::LeftButton)
        return;
    d.button = Qt::NoButton;
    if (d.tool->isHolding())
        d.tool->release(*event);
    releaseMark();
    showCursor(event->position());
}

void SceneView::mouseDoubleClickEvent(QMouseEvent* event)
{
    mousePressEvent(event);
    const Implementation& d = *m_implementation;
    if (!d.hand.drawsLoops && !d.tool->isHolding())
        resetCamera();
}

void SceneView::leaveEvent(QEvent* event)
{
    m_implementation->tool->hover(std::nullopt);
    QWidget::leaveEvent(event);
}

bool SceneView::holdMark(QPointF pixel)
{
    Implementation& d = *m_implementation;
    const auto places = d.places();
    return places && d.hand.take(d.state, *places, pixel);
}

void SceneView::dragMark(QPointF pixel)
{
    Implementation& d = *m_implementation;
    const auto places = d.places();
    if (!places || !d.hand.drag(d.state, *places, pixel))
        return;
    redraw();
    if (!d.hand.isDrawing())
        emit sectionMoved(*d.state.section);
}

void SceneView::releaseMark()
{
    Implementation& d = *m_implementation;
    const bool drew = d.hand.isDrawing();
    d.hand.release(d.state);
    if (!drew)
        return;
    redraw();
    emit loopDrawn(d.state.loop);
}

void SceneView::showCursor(QPointF pixel)
{
    const Implementation& d = *m_implementation;
    if (d.hand.drawsLoops)
        return setCursor(Qt::CrossCursor);
    if (d.hand.isHolding())
        return setCursor(Qt::ClosedHandCursor);
    if (const auto shape = d.tool->cursor(pixel))
        return setCursor(*shape);
    const auto places = d.state.section ? d.places() : std::nullopt;
    if (places && partUnder(*d.state.section, *places, pixel) != SectionPart::None)
        setCursor(Qt::OpenHandCursor);
    else
        unsetCursor();
}

void SceneView::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / wheelNotch;
    if (notches == 0.0)
        return;
    if (m_implementation->tool->isHolding()) {
        m_implementation->tool->turn(notches);
        return event->accept();
    }
    m_implementation->ease.stop();
    applyCamera(zoomed(camera(), m_implementation->geometry(), paneRoom(m_implementation->state),
        event->position(), std::pow(zoomPerNotch, notches)));
    event->accept();
}

void SceneView::keyPressEvent(QKeyEvent* event)
{
    const QPointF middle(0.5 * width(), 0.5 * height());
    const auto zoomBy = [&](double factor) {
        setCamera(zoomed(camera(), m_implementation->geometry(), paneRoom(m_implementation->state),
            middle, factor));
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return setCamera(orbited(camera(), {-keyTurn, 0.0}));
    case Qt::Key_Right:
        return setCamera(orbited(camera(), {keyTurn, 0.0}));
    case Qt::Key_Up:
        return setCamera(orbited(camera(), {0.0, keyTurn}));
    case Qt::Key_Down:
        return setCamera(orbited(camera(), {0.0, -keyTurn}));
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(zoomPerNotch);
    case Qt::Key_Minus:
        return zoomBy(1.0 / zoomPerNotch);
    case Qt::Key_Escape:
        return letGo(*event);
    default:
        QWidget::keyPressEvent(event);
    }
}

void SceneView::letGo(QKeyEvent& event)
{
    Implementation& d = *m_implementation;
    if (d.tool->isHolding()) {
        d.tool->cancel();
        d.button = Qt::NoButton;
        return;
    }
    emit toolLeft();
    event.ignore();
}

} // namespace dqm
