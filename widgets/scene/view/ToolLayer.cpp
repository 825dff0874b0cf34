#include "widgets/scene/view/ToolLayer.h"

#include "widgets/scene/overlay/OverlayLayout.h"
#include "widgets/scene/tools/parts/ToolInk.h"

#include <QMouseEvent>
#include <QPainter>

#include <utility>

namespace dqm {

ToolLayer::ToolLayer(const SceneState& state, std::function<void()> acted, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
    , m_acted(std::move(acted))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void ToolLayer::setTool(SceneTool* tool)
{
    cancel();
    m_tool = tool;
    update();
}

std::optional<PlaneMap> ToolLayer::map() const
{
    const Picture* picture = m_state.picture();
    if (!picture)
        return std::nullopt;
    const Grid& gridInK = m_state.frame->pictures.front().grid;
    return PlaneMap(*picture, gridInK, m_state.camera, paneRoom(m_state));
}

std::optional<Touch> ToolLayer::touch(
    const PlaneMap& map, QPointF pixel, Qt::KeyboardModifiers modifiers)
{
    const auto open = map.openPlaceAt(pixel);
    if (!open)
        return std::nullopt;
    return Touch{pixel, map.inRectangle(*open), *open, map.isOnPlane(pixel),
        modifiers.testFlag(Qt::ShiftModifier), map};
}

bool ToolLayer::press(const QMouseEvent& event)
{
    const auto plane = m_tool ? map() : std::nullopt;
    const auto at = plane ? touch(*plane, event.position(), event.modifiers()) : std::nullopt;
    m_isHolding = at && m_tool->press(*at);
    if (m_isHolding)
        m_acted();
    return m_isHolding;
}

void ToolLayer::drag(const QMouseEvent& event)
{
    const auto plane = map();
    if (!plane)
        return;
    if (const auto at = touch(*plane, event.position(), event.modifiers()))
        m_tool->drag(*at);
    m_acted();
}

void ToolLayer::release(const QMouseEvent& event)
{
    const auto plane = map();
    const auto at = plane ? touch(*plane, event.position(), event.modifiers()) : std::nullopt;
    if (!at)
        return cancel();
    m_isHolding = false;
    m_tool->release(*at);
    m_pointer = event.position();
    m_acted();
}

void ToolLayer::cancel()
{
    if (!std::exchange(m_isHolding, false))
        return;
    m_tool->cancel();
    m_acted();
}

void ToolLayer::turn(double notches)
{
    m_tool->turn(notches);
    m_acted();
}

void ToolLayer::hover(std::optional<QPointF> pixel)
{
    if (pixel == m_pointer)
        return;
    m_pointer = pixel;
    update();
}

std::optional<Qt::CursorShape> ToolLayer::cursor(QPointF pixel) const
{
    const auto plane = m_tool ? map() : std::nullopt;
    const auto at = plane ? touch(*plane, pixel, Qt::NoModifier) : std::nullopt;
    if (!at || !(at->isOnPlane || m_isHolding))
        return std::nullopt;
    const Qt::CursorShape shape = m_tool->cursor(*at);
    return shape == Qt::ArrowCursor ? std::nullopt : std::optional(shape);
}

void ToolLayer::paintEvent(QPaintEvent* /*event*/)
{
    const auto plane = m_tool ? map() : std::nullopt;
    if (!plane)
        return;
    QPainter painter(this);
    const OverlayStyle style = overlayStyle(m_state);
    ToolInk ink(painter, style, *plane);
    const auto at
        = m_pointer && !m_isHolding ? touch(*plane, *m_pointer, Qt::NoModifier) : std::nullopt;
    m_tool->paint(ink, at ? &*at : nullptr);
}

void ToolLayer::hideEvent(QHideEvent* event)
{
    cancel();
    m_pointer.reset();
    QWidget::hideEvent(event);
}

} // namespace dqm
