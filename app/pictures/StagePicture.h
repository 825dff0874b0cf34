#pragma once

#include "core/simulation/Simulation.h"
#include "widgets/scene/drawing/OffscreenRenderer.h"
#include "widgets/scene/model/CameraState.h"

#include <QImage>
#include <QSize>

#include <optional>
#include <vector>

namespace dqm {

/// Draws the stage of a frame at an exact size without a window. What comes out depends on the
/// frame and the size alone: scales are those of the frame, not of what was drawn before.
///
/// Layout  as the window's: one, two or four panes, numbers under each, a meter under each row of
///         two, one legend under several. Text grows with the picture; the room for it is kept from
///         the first frame on.
/// Edges   smoothed by twice the pixels each way; what is larger than 5120 then is drawn in parts.
class StagePicture
{
public:
    /// As a file wants to be looked at.
    /// @param size  pixels, at most 8192 a side.
    StagePicture(const ViewSettings& view, ThemeKind theme, QSize size);
    /// As a window looks at it; options.theme and options.overlays count too.
    StagePicture(const SceneOptions& options, const CameraState& camera, QSize size);

    /// Pixels per logical pixel at which letters have the size that suits a picture.
    static double scaleOf(QSize size);
    /// Another one than that, as for a part of a larger picture.
    void setScale(double pixelsPerLogicalPixel) { m_ratio = pixelsPerLogicalPixel; }

    void setOverlays(bool shown) { m_options.overlays = shown; }
    void setCamera(const CameraState& camera) { m_camera = camera; }
    /// Nothing behind the scene: pictures are ARGB32_Premultiplied, axes and text stay.
    void setTransparent(bool on);
    /// The observed picture alone, in one pane without numbers, whatever stands on the stage.
    void setSinglePane(bool on) { m_isSinglePane = on; }
    /// What a person laid into the scene; none and empty for nothing.
    void setMarks(const std::optional<SectionLine>& section, const std::vector<Vec2>& loop);
    /// What heights, colours and lines stand for in each pane, as a window has it now; without
    /// them, and in a pane that has none, as a fresh look at the frame finds.
    void setScales(const std::array<std::optional<SceneScales>, 4>& scales) { m_scales = scales; }
    /// One line at the lower edge of every picture; the room for it is there from the first on.
    void setRemark(const QString& remark) { m_remark = remark; }

    /// @throws std::runtime_error if no OpenGL context can be had, std::bad_alloc.
    QImage draw(const std::shared_ptr<const Frame>& frame);
    /// One picture of the frame's alone, without captions and meters.
    QImage drawAlone(const std::shared_ptr<const Frame>& frame, const Picture& picture);
    /// The fields that draw() needs of an experiment.
    static FrameRequest request(const Experiment& experiment, bool isSinglePane = false);

private:
    struct Row
    {
        std::vector<const Picture*> panes;
        std::vector<QString> captions;
        QString meter;
    };

    std::vector<Row> rows(const Frame& frame) const;
    SceneScales scalesOf(const Frame& frame, const Picture& picture) const;
    SceneState state(const std::shared_ptr<const Frame>& frame, const Picture& picture) const;
    QImage pane(const std::shared_ptr<const Frame>& frame, const Picture& picture, QSize pixels);
    double textHeight(const QString& text, double width) const;
    void drawText(QPainter& painter, const QString& text, const QRectF& place) const;
    void drawRow(QPainter& painter, const std::shared_ptr<const Frame>& frame, const Row& row,
        int top, int bottom);
    void keepRoom(const std::shared_ptr<const Frame>& frame, const std::vector<Row>& rows);
    void drawLegend(QPainter& painter, const std::shared_ptr<const Frame>& frame, const Row& row,
        double top) const;

    QSize m_size;
    double m_ratio; ///< pixels per logical pixel
    SceneOptions m_options;
    CameraState m_camera;
    std::optional<SectionLine> m_section;
    std::vector<Vec2> m_loop;
    std::array<std::optional<SceneScales>, 4> m_scales;
    QString m_remark;
    bool m_isTransparent = false;
    bool m_isSinglePane = false;
    OffscreenRenderer m_renderer;
    double m_captionHeight = -1.0; ///< logical pixels; not yet known if negative
    double m_meterHeight = 0.0;
    double m_remarkHeight = 0.0;
    double m_legendHeight = 0.0; ///< of the row below several panes, logical pixels
    bool m_hasLegend = false; ///< the legends stand in that row instead of in the pane
};

} // namespace dqm
