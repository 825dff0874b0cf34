#include "widgets/scene/view/StageView.h"

#include "widgets/scene/drawing/RendererName.h"
#include "widgets/scene/model/RenderQuality.h"
#include "widgets/scene/overlay/StageLegend.h"
#include "widgets/scene/overlay/StageText.h"
#include "widgets/scene/view/SceneView.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr int gap = 2; ///< between panes
constexpr int leastPane = 140; ///< height for which texts make room
constexpr int longestHold = 200; // ms that a pane may hold the finished pictures of others back
constexpr int rowsOfGrid = 3; // pane, caption and meter of one row of the stage

int place(StageRow row) { return row == StageRow::Frictionless ? 0 : 1; }
int place(StageColumn column) { return column == StageColumn::K ? 0 : 1; }

QLabel* strip(Qt::Alignment alignment, const char* name)
{
    auto* label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::RichText);
    label->setAlignment(alignment);
    label->setWordWrap(true);
    label->setContentsMargins(16, 4, 16, 4);
    return label;
}

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
    makePane(StageRow::Frictionless, StageColumn::K).caption->hide();
    m_legend = new StageLegend;
    m_legend->hide();
    m_layout->addWidget(m_legend, 2 * rowsOfGrid, 0, 1, 2);
}

StageView::~StageView() = default;

StageView::Pane& StageView::pane(StageRow row, StageColumn column)
{
    return m_panes[static_cast<std::size_t>(2 * place(row) + place(column))];
}

StageView::Pane& StageView::makePane(StageRow row, StageColumn column)
{
    Pane& made = pane(row, column);
    if (made.view)
        return made;
    made.view = new SceneView(m_route, nullptr, m_quality);
    made.caption = strip(Qt::AlignCenter, "stageCaption");
    made.view->setOptions(m_options);
    made.view->setHomeCamera(m_homeCamera);
    made.view->setSection(m_section);
    made.view->setLoop(m_loop);
    made.view->setLoopTool(m_loopTool);
    if (const Pane& first = m_panes.front(); first.view != made.view)
        made.view->setCamera(first.view->camera());
    m_layout->addWidget(made.view, rowsOfGrid * place(row), place(column));
    m_layout->addWidget(made.caption, rowsOfGrid * place(row) + 1, place(column));
    connect(made.view, &SceneView::cameraChanged, this, &StageView::follow);
    connect(made.view, &SceneView::sectionMoved, this, [this](const SectionLine& section) {
        setSection(section);
        emit sectionMoved(section);
    });
    connect(made.view, &SceneView::loopDrawn, this, [this](const std::vector<Vec2>& loop) {
        setLoop(loop);
        emit loopDrawn(loop);
    });
    connect(made.view, &SceneView::pictureReady, this, [this, &made] { paneReady(made); });
    connect(made.view, &SceneView::frameShown, this, [this, &made] { paneShown(made); });
    connect(made.view, &SceneView::failed, this, [this, &made](const QString& reason) {
        made.isWaiting = false;
        emit failed(reason);
        presentWhenAllAreReady();
    });
    return made;
}

void StageView::arrange(const Frame& frame)
{
    m_twoColumns = frame.stage.columns == StageSettings::Columns::KAndKPrime
        && stagePicture(frame, StageRow::Frictionless, StageColumn::KPrime);
    m_twoRows = frame.stage.rows == StageSettings::Rows::FrictionlessAndFrictional
        && stagePicture(frame, StageRow::Frictional, StageColumn::K);
    const bool several = m_twoColumns || m_twoRows;
    for (const StageRow row : {StageRow::Frictionless, StageRow::Frictional}) {
        for (const StageColumn column : {StageColumn::K, StageColumn::KPrime}) {
            const bool wanted = (row == StageRow::Frictionless || m_twoRows)
                && (column == StageColumn::K || m_twoColumns);
            if (wanted)
                makePane(row, column);
            Pane& present = pane(row, column);
            if (!present.view)
                continue;
            present.view->setVisible(wanted);
            present.isWaiting = present.isWaiting && wanted;
            present.isReady = present.isReady && wanted;
            present.isUnpainted = present.isUnpainted && wanted;
            present.view->holdPictures(several);
            present.view->setLegends(!several);
        }
        const bool metered = m_twoColumns && (row == StageRow::Frictionless || m_twoRows);
        QLabel*& meter = m_meters[static_cast<std::size_t>(place(row))];
        if (metered && !meter) {
            meter = strip(Qt::AlignCenter, "stageMeter");
            m_layout->addWidget(meter, rowsOfGrid * place(row) + 2, 0, 1, 2);
        }
    }
    showTexts();
    layOutRows();
}

void StageView::showTexts()
{
    const bool several = m_twoColumns || m_twoRows;
    for (const Pane& each : m_panes) {
        if (each.view)
            each.caption->setVisible(several && !each.view->isHidden() && m_leftOut < 1);
    }
    m_legend->setVisible(several && m_leftOut < 2);
    for (const StageRow row : {StageRow::Frictionless, StageRow::Frictional}) {
        if (QLabel* meter = m_meters[static_cast<std::size_t>(place(row))])
            meter->setVisible(
                m_twoColumns && (row == StageRow::Frictionless || m_twoRows) && m_leftOut < 3);
    }
}

int StageView::heightOfTexts(int left) const
{
    const bool twoColumns = m_twoColumns || m_sideBySide;
    int sum = left < 2 && m_legend ? m_legend->sizeHint().height() : 0;
    for (const StageRow row : {StageRow::Frictionless, StageRow::Frictional}) {
        int captions = 0;
        for (const StageColumn column : {StageColumn::K, StageColumn::KPrime}) {
            const Pane& each = m_panes[static_cast<std::size_t>(2 * place(row) + place(column))];
            if (each.view && !each.view->isHidden())
                captions = std::max(
                    captions, each.caption->heightForWidth(twoColumns ? width() / 2 : width()));
        }
        sum += left < 1 ? captions : 0;
        const QLabel* meter = m_meters[static_cast<std::size_t>(place(row))];
        if (left < 3 && meter && m_twoColumns && (row == StageRow::Frictionless || m_twoRows))
            sum += meter->heightForWidth(width());
    }
    return sum;
}

void StageView::fitTexts()
{
    const int rows = m_twoRows && !m_sideBySide ? 2 : 1;
    int leftOut = 0;
    while (leftOut < 3 && height() - heightOfTexts(leftOut) < rows * leastPane)
        ++leftOut;
    if (std::exchange(m_leftOut, leftOut) != leftOut)
        showTexts();
}

void StageView::layOutRows()
{
    const bool sideBySide = m_twoRows && !m_twoColumns && width() > height();
    const Pane& below = pane(StageRow::Frictional, StageColumn::K);
    if (below.view && sideBySide != m_sideBySide) {
        const int row = sideBySide ? 0 : rowsOfGrid;
        const int column = sideBySide ? 1 : 0;
        m_layout->addWidget(below.view, row, column);
        m_layout->addWidget(below.caption, row + 1, column);
    }
    if (below.view)
        m_sideBySide = sideBySide;
    m_layout->setRowStretch(0, 1);
    m_layout->setRowStretch(rowsOfGrid, m_twoRows && !sideBySide ? 1 : 0);
    m_layout->setColumnStretch(0, 1);
    const bool twoColumns = m_twoColumns || sideBySide;
    m_layout->setColumnStretch(1, twoColumns ? 1 : 0);
    // Even a hidden legend that spans two columns has the gap between them kept.
    m_layout->setHorizontalSpacing(twoColumns ? gap : 0);
}

void StageView::resizeEvent(QResizeEvent* event)
{
    layOutRows();
    if (m_twoColumns || m_twoRows)
        fitTexts();
    QWidget::resizeEvent(event);
}

void StageView::setFrame(std::shared_ptr<const Frame> frame, bool fromK)
{
    arrange(*frame);
    m_frame = frame;
    m_isDrawn = false;
    if (paneCount() == 1) {
        // A frame that was made before the choice has the other's fields alone.
        const bool moving = frame->pictures.size() > 1 && frame->pictures[1].hasFields()
            && !(fromK && frame->pictures[0].hasFields());
        Pane& only = m_panes.front();
        only.isWaiting = true;
        only.view->setFrame(std::move(frame), moving ? 1 : 0);
        return;
    }
    showRow(frame, StageRow::Frictionless);
    if (m_twoRows)
        showRow(frame, StageRow::Frictional);
    m_legend->show(frame, &frame->pictures.front(), m_options);
    fitTexts();
}

void StageView::showRow(const std::shared_ptr<const Frame>& frame, StageRow row)
{
    const Theme& colors = theme(m_options.theme);
    for (const StageColumn column : {StageColumn::K, StageColumn::KPrime}) {
        if (column == StageColumn::KPrime && !m_twoColumns)
            continue;
        const Picture* picture = stagePicture(*frame, row, column);
        if (!picture)
            continue;
        Pane& shown = pane(row, column);
        shown.isWaiting = true;
        shown.isReady = false;
        shown.view->setPicture(frame, picture);
        shown.caption->setText(captionText(*frame, *picture, colors));
    }
    if (QLabel* meter = m_meters[static_cast<std::size_t>(place(row))])
        meter->setText(meterText(*frame, row, colors));
}

void StageView::clear()
{
    m_frame.reset();
    m_isDrawn = true;
    m_patience.stop();
    m_legend->show(nullptr, nullptr, m_options);
    for (Pane& each : m_panes) {
        if (!each.view)
            continue;
        each.isWaiting = false;
        each.isReady = false;
        each.isUnpainted = false;
        each.view->setPicture(nullptr, nullptr);
        each.caption->clear();
    }
    for (QLabel* meter : m_meters) {
        if (meter)
            meter->clear();
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
    if (!std::exchange(m_isDrawn, true))
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

SceneLook StageView::look() const
{
    SceneLook look{m_options, camera(), m_section, m_loop, {}};
    for (std::size_t i = 0; i < m_panes.size(); ++i) {
        if (m_panes[i].view && !m_panes[i].view->isHidden())
            look.scales[i] = m_panes[i].view->finishedScales();
    }
    return look;
}

int StageView::paneCount() const { return (m_twoRows ? 2 : 1) * (m_twoColumns ? 2 : 1); }

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
        if (!other.caption->isHidden())
            other.caption->render(&painter, other.caption->pos());
    }
    for (QLabel* meter : m_meters) {
        if (meter && !meter->isHidden())
            meter->render(&painter, meter->pos());
    }
    if (!m_legend->isHidden())
        m_legend->render(&painter, m_legend->pos());
    return image;
}

} // namespace dqm
