#pragma once

#include "widgets/scene/model/SceneState.h"
#include "widgets/scene/tools/parts/SceneTool.h"

#include <QWidget>

#include <functional>
#include <optional>

class QMouseEvent;

namespace dqm {

/// The tool in hand over one pane: it is given the pointer in places of the plane, and paints over
/// the picture.
class ToolLayer : public QWidget
{
public:
    /// @param state  of the pane below; it must live as long.
    /// @param acted  called after the tool did something, which other panes may show as well.
    ToolLayer(const SceneState& state, std::function<void()> acted, QWidget* parent);

    /// @param tool  null: none.
    void setTool(SceneTool* tool);
    bool isHolding() const { return m_isHolding; }
    /// @return  whether the tool took hold, so that the camera stays.
    bool press(const QMouseEvent& event);
    void drag(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void cancel();
    /// Notches of the wheel while something is held.
    void turn(double notches);
    /// Where the pointer is while nothing is held; empty: not over this pane.
    void hover(std::optional<QPointF> pixel);
    /// Empty where the tool has nothing to say.
    std::optional<Qt::CursorShape> cursor(QPointF pixel) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    std::optional<PlaneMap> map() const;
    /// What a pixel means on the plane; empty above the horizon.
    static std::optional<Touch> touch(
        const PlaneMap& map, QPointF pixel, Qt::KeyboardModifiers modifiers);

    const SceneState& m_state;
    std::function<void()> m_acted;
    SceneTool* m_tool = nullptr;
    bool m_isHolding = false;
    std::optional<QPointF> m_pointer;
};

} // namespace dqm
