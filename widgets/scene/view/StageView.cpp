#include "widgets/scene/view/StageView.h"

#include "widgets/scene/drawing/RendererName.h"
#include "widgets/scene/model/RenderQuality.h"
#include "widgets/scene/view/SceneView.h"
#include "widgets/scene/view/StageTexts.h"

#include <QGridLayout>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int gap = 2; ///< between panes
constexpr int longestHold = 200; // ms that a pane may hold the finished pictures of others back
constexpr int rowsOfGrid = StageTexts::rowsOfGrid;

int place(StageRow row) { return row == StageRow::Frictionless ? 0 : 1; }
int place(StageColumn column) { return column == StageColumn::K ? 0 : 1; }

} // namespace

StageView::StageView(RenderRoute route, QWidget* parent)
    : QWidget(parent)
    , m_route(route)
    , m_layout(new QGridLayout(this))
    , m_quality(commonQuality(chosenRoute(route)))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setVerticalSpacing(gap);
    m_layout->setHorizontalSpacing(0);
    m_patience.setSingleShot(true);
    m_patience.setInterval(longestHold);
    connect(&m_patience, &QTimer::timeout, this, &StageView::presentReady);
    makePane(StageRow::Frictionless, StageColumn::K);
    m_texts = std::make_unique<StageTexts>(*m_layout);
}

StageView::~StageView() = default;

StageView::Pane& StageView::makePane(StageRow row, StageColumn column)
{
    Pane& made = pane(row, column);
    if (made.view)
        return made;
    made.view = new SceneView(m_route, nullptr, m_quality);
    made.view->setOptions(m_options);
    made.view->setHomeCamera(m_homeCamera);
    made.view->setSection(m_section);
    made.view->setLoop(m_loop);
    made.view->setLoopTool(m_loopTool);
    made.view->setTool(m_tool);
    if (const Pane& first = m_panes.front(); first.view != made.view)
        made.view->setCamera(first.view->camera());
    m_layout->addWidget(made.view, rowsOfGrid * place(row), place(column));
    connect(made.view, &SceneView::cameraChanged, this, &StageView::follow);
    connect(made.view, &SceneView::sectionMoved, this, [this](const SectionLine& section) {
        setSection(section);
        emit sectionMoved(section);
    });
    connect(made.view, &SceneView::loopDrawn, this, [this](const std::vector<Vec2>& loop) {
        setLoop(loop);
        emit loopDrawn(loop);
    });
    connect(made.view, &SceneView::toolActed, this, &StageView::updateTool);
    connect(made.view, &SceneView::toolLeft, this, &StageView::toolLeft);
    connect(made.view, &SceneView::pictureReady, this, [this, &made] { paneReady(made); });
    connect(made.view, &SceneView::frameShown, this, [this, &made] { paneShown(made); });
    connect(made.view, &SceneView::failed, this, [this, &made](const QString& reason) {
        made.isWaiting = false;
        emit failed(reason);
        presentWhenAllAreReady();
    });
    return made;
}

void StageView::arrange(const StageShape& shape)
{
    m_shape = shape;
    for (const StageRow row : {StageRow::Frictionless, StageRow::Frictional}) {
        for (const StageColumn column : {StageColumn::K, StageColumn::KPrime}) {
            const bool wanted = shape.has(row) && shape.has(column);
            if (wanted)
                makePane(row, column);
            Pane& present = pane(row, column);
            if (!present.view)
                continue;
            present.view->setVisible(wanted);
            present.isWaiting = present.isWaiting && wanted;
            present.isReady = present.isReady && wanted;
            present.isUnpainted = present.isUnpainted && wanted;
            present.view->holdPictures(!shape.isOne());
            present.view->setLegends(shape.isOne());
        }
    }
    layOutRows();
}

void StageView::layOutRows()
{
    const bool sideBySide = rowsStandSideBySide(m_shape, width(), height());
    const Pane& below = pane(StageRow::Frictional, StageColumn::K);
    if (below.view && sideBySide != m_sideBySide)
        m_layout->addWidget(below.view, sideBySide ? 0 : rowsOfGrid, sideBySide ? 1 : 0);
    m_sideBySide = sideBySide;
    m_texts->arrange(m_shape, sideBySide);
    m_layout->setRowStretch(0, 1);
    m_layout->setRowStretch(rowsOfGrid, m_shape.rows > 1 && !sideBySide ? 1 : 0);
    m_layout->setColumnStretch(0, 1);
    const bool twoColumns = m_shape.columns > 1 || sideBySide;
    m_layout->setColumnStretch(1, twoColumns ? 1 : 0);
    // Even a hidden legend that spans two columns has the gap between them kept.
    m_layout->setHorizontalSpacing(twoColumns ? gap : 0);
}

void StageView::resizeEvent(QResizeEvent* event)
{
    layOutRows();
    m_texts->fit(size());
    QWidget::resizeEvent(event);
}

void StageView::setFrame(std::shared_ptr<const Frame> frame, bool fromK)
{
    m_onStage = stagePanes(*frame, fromK);
    const bool isAnotherShape = shapeOf(m_onStage) != m_shape;
    const bool isFirst = !m_frame;
    arrange(shapeOf(m_onStage));
    m_frame = frame;
    m_isDrawn = false;
    // Words take the room that is left to the pictures, and are otherwise seen with theirs.
    if (isFirst || isAnotherShape)
        showTexts();
    for (const StagePane& each : m_onStage) {
        Pane& shown = pane(each.row, each.column);
        shown.isWaiting = true;
        shown.isReady = shown.isReady && m_shape.isOne();
        shown.view->setPicture(frame, each.picture);
    }
}

void StageView::showTexts()
{
    m_texts->show(m_frame, m_onStage, m_options);
    m_texts->fit(size());
}

void StageView::clear()
{
    m_frame.reset();
    m_onStage.clear();
    m_isDrawn = true;
    m_patience.stop();
    m_texts->clear(m_options);
    for (Pane& each : m_panes) {
        if (!each.view)
            continue;
        each.isWaiting = false;
        each.isReady = false;
        each.isUnpainted = false;
        each.view->setPicture(nullptr, nullptr);
    }
}

void StageView::paneReady(Pane& finished)
{
    // One of the frame before may still come in; it waits to be replaced.
    if (finished.isWaiting && finished.view->finishedFrame() != m_frame.get())
        return;
    finished.isReady = true;
    finished.isSettled = finished.view->finishedKind() == PictureKind::Settled;
    // A frame that nobody has seen yet is never held back.
    if (finished.isWaiting || !finished.isSettled || !isHalfSettled())
        presentWhenAllAreReady();
}

bool StageView::isHalfSettled() const
{
    bool anySettles = false;
    bool allSettled = true;
    for (const Pane& each : m_panes) {
        if (!each.view || each.view->isHidden())
            continue;
        const bool settles = each.isReady && each.isSettled;
        anySettles = anySettles || settles;
        const bool isSharp = !each.isReady && !each.isWaiting && each.showsSettled;
        allSettled = allSettled && (settles || isSharp);
    }
    return anySettles && !allSettled;
}

void StageView::presentWhenAllAreReady()
{
    const bool all = std::none_of(m_panes.begin(), m_panes.end(),
        [](const Pane& other) { return other.isWaiting && !other.isReady; });
    if (all)
        presentReady();
    else if (!m_patience.isActive())
        m_patience.start();
}

void StageView::presentReady()
{
    m_patience.stop();
    const bool isHalf = isHalfSettled();
    for (Pane& other : m_panes) {
        if (isHalf && other.isReady && other.isSettled && !other.isWaiting)
            continue;
        if (other.isReady) {
            other.isUnpainted = true;
            other.showsSettled = other.isSettled;
            other.view->present();
        }
        // Whoever is late is no longer waited for, and is seen when it comes.
        other.isWaiting = false;
        other.isReady = false;
    }
    if (std::exchange(m_isDrawn, true))
        return;
    showTexts();
    emit frameDrawn();
}

void StageView::paneShown(Pane& shown)
{
    shown.isUnpainted = false;
    const bool all = std::none_of(
        m_panes.begin(), m_panes.end(), [](const Pane& other) { return other.isUnpainted; });
    if (all)
        emit frameShown();
}

void StageView::follow(const CameraState& camera)
{
    for (Pane& other : m_panes) {
        if (other.view && other.view->camera() != camera)
            other.view->setCamera(camera);
    }
    emit cameraChanged(camera);
}

void StageView::setOptions(const SceneOptions& options)
{
    m_options = options;
    for (Pane& other : m_panes) {
        if (other.view)
            other.view->setOptions(options);
    }
}

void StageView::setCamera(const CameraState& camera) { m_panes.front().view->setCamera(camera); }

const CameraState& StageView::camera() const { return m_panes.front().view->camera(); }

void StageView::setHomeCamera(const CameraState& camera)
{
    m_homeCamera = camera;
    for (Pane& other : m_panes) {
        if (other.view)
            other.view->setHomeCamera(camera);
    }
}

void StageView::resetCamera() { m_panes.front().view->resetCamera(); }

void StageView::setSection(const std::optional<SectionLine>& section)
{
    m_section = section;
    for (Pane& other : m_panes) {
        if (other.view)
            other.view->setSection(section);
    }
}

void StageView::setLoop(const std::vector<Vec2>& loop)
{
    m_loop = loop;
    for (Pane& other : m_panes) {
        if (other.view)
            other.view->setLoop(loop);
    }
}

void StageView::setLoopTool(bool on)
{
    m_loopTool = on;
    for (Pane& other : m_panes) {
        if (other.view)
            other.view->setLoopTool(on);
    }
}

void StageView::setTool(SceneTool* tool)
{
    m_tool = tool;
    for (Pane& other : m_panes) {
        if (other.view)
            other.view->setTool(tool);
    }
}

void StageView::updateTool()
{
    for (Pane& other : m_panes) {
        if (other.view)
            other.view->updateTool();
    }
}

SceneLook StageView::look() const
{
    SceneLook look{m_options, camera(), m_section, m_loop, {}};
    for (std::size_t i = 0; i < m_panes.size(); ++i) {
        if (m_panes[i].view && !m_panes[i].view->isHidden())
            look.scales[i] = m_panes[i].view->finishedScales();
    }
    return look;
}

RenderRoute StageView::route() const { return m_panes.front().view->route(); }

QString StageView::rendererName() const { return m_panes.front().view->rendererName(); }

double StageView::framesPerSecond() const
{
    double slowest = INFINITY;
    for (const Pane& other : m_panes) {
        if (other.view && !other.view->isHidden())
            slowest = std::min(slowest, other.view->framesPerSecond());
    }
    return std::isfinite(slowest) ? slowest : 0.0;
}

QImage StageView::renderImage(double devicePixelRatio)
{
    QImage image((QSizeF(size()) * devicePixelRatio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(devicePixelRatio);
    image.fill(theme(m_options.theme).background);
    QPainter painter(&image);
    for (const Pane& other : m_panes) {
        if (!other.view || other.view->isHidden())
            continue;
        const QSize pixels = (QSizeF(other.view->size()) * devicePixelRatio).toSize();
        QImage part = other.view->renderImage(pixels, devicePixelRatio);
        part.setDevicePixelRatio(devicePixelRatio);
        painter.drawImage(other.view->pos(), part);
    }
    m_texts->render(painter);
    return image;
}

} // namespace dqm
