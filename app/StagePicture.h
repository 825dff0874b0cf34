#pragma once

#include "core/Simulation.h"
#include "widgets/scene/OffscreenRenderer.h"
#include "widgets/scene/SceneLook.h"

#include <QImage>
#include <QSize>

#include <vector>

namespace dqm {

/// Draws the stage of a frame at an exact size without a window. What comes out depends on the
/// frame and the size alone: scales are those of the frame, not of what was drawn before.
///
/// Layout  as the window's: one, two or four panes, numbers under each, a meter under each row of
///         two. Text grows with the picture; the room for it is kept from the first frame on.
class StagePicture
{
public:
    /// @param size  pixels, at most 8192 a side.
    StagePicture(const ViewSettings& view, ThemeKind theme, QSize size);
    /// As a window shows it.
    StagePicture(const SceneLook& look, QSize size);
    /// Instead of one that grows with the picture.
    void setPixelRatio(double ratio) { m_ratio = ratio; }
    void setOverlays(bool shown) { m_options.overlays = shown; }

    /// @throws std::runtime_error if no OpenGL context can be had.
    QImage draw(const std::shared_ptr<const Frame>& frame);
    /// One picture of the frame's alone, without captions and meters.
    QImage drawAlone(const std::shared_ptr<const Frame>& frame, const Picture& picture);
    /// The fields that draw() needs of an experiment.
    static FrameRequest request(const Experiment& experiment);

private:
    struct Row
    {
        std::vector<const Picture*> panes;
        std::vector<QString> captions;
        QString meter;
    };

    std::vector<Row> rows(const Frame& frame) const;
    QImage pane(const std::shared_ptr<const Frame>& frame, const Picture& picture, QSize pixels);
    double textHeight(const QString& text, double width) const;
    void drawText(QPainter& painter, const QString& text, const QRectF& place) const;
    void keepRoom(const std::vector<Row>& rows);

    QSize m_size;
    double m_ratio; ///< pixels per logical pixel
    SceneOptions m_options;
    CameraState m_camera;
    std::optional<SectionLine> m_section;
    std::vector<Vec2> m_loop;
    OffscreenRenderer m_renderer;
    double m_captionHeight = -1.0; ///< logical pixels; not yet known if negative
    double m_meterHeight = 0.0;
};

} // namespace dqm
