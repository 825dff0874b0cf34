#pragma once

#include "widgets/scene/overlay/OverlayLayout.h"

#include <QElapsedTimer>
#include <QWidget>

namespace dqm {

/// One row below the panes of a stage that says what their colours and heights stand for, which
/// flows they show, what is drawn of V and what happens at the edge: the same for all of them.
class StageLegend : public QWidget
{
    Q_OBJECT

public:
    explicit StageLegend(QWidget* parent = nullptr);

    /// @param shown  one of the frame's pictures, which all share their scales.
    void show(
        std::shared_ptr<const Frame> frame, const Picture* shown, const SceneOptions& options);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    SceneState state() const;

    SceneState m_state;
    ScaleFollower m_follower;
    QElapsedTimer m_clock;
    int m_height = 0;
};

/// The same row in a picture. @returns its height, pixels; nothing is painted without a painter.
double paintStageLegend(QPainter* painter, const SceneState& state, const SceneScales& scales,
    QPointF topLeft, double width);

} // namespace dqm
