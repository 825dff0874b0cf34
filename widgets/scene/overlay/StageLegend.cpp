#include "widgets/scene/overlay/StageLegend.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double marginBelow = 4.0;

} // namespace

double paintStageLegend(QPainter* painter, const SceneState& state, const SceneScales& scales,
    QPointF topLeft, double width)
{
    if (!state.picture())
        return 0.0;
    // Not the style of a pane: the row has the type of large ones.
    const OverlayStyle style(
        state.font, theme(state.options.theme), QSizeF(std::max(width, 480.0), 480.0));
    double height = 0.0;
    for (const PlacedBlock& each : stageLegend(state, scales, style, width)) {
        if (painter)
            each.block.paint(*painter, topLeft + each.rectangle.topLeft());
        height = std::max(height, each.rectangle.bottom());
    }
    return height + marginBelow;
}

StageLegend::StageLegend(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("stageLegend"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_clock.start();
}

void StageLegend::show(
    std::shared_ptr<const Frame> frame, const Picture* shown, const SceneOptions& options)
{
    m_state.frame = std::move(frame);
    m_state.shown = shown;
    m_state.options = options;
    if (const Picture* picture = m_state.picture())
        m_follower.follow(
            *m_state.frame, *picture, options, 1e-3 * static_cast<double>(m_clock.restart()));
    const int height = sizeHint().height();
    if (height != m_height) {
        m_height = height;
        updateGeometry();
    }
    update();
}

SceneState StageLegend::state() const
{
    SceneState state = m_state;
    state.size = size();
    state.font = font();
    return state;
}

QSize StageLegend::sizeHint() const
{
    if (!m_state.options.overlays)
        return {0, 0};
    return {0,
        static_cast<int>(
            std::ceil(paintStageLegend(nullptr, state(), m_follower.scales(), {}, width())))};
}

void StageLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (m_state.options.overlays)
        paintStageLegend(&painter, state(), m_follower.scales(), {}, width());
}

void StageLegend::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace dqm
