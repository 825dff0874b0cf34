#pragma once

#include "core/frames/StagePanes.h"
#include "widgets/scene/model/SceneLook.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>
#include <optional>
#include <vector>

class QGridLayout;

namespace dqm {

class SceneTool;
class SceneView;
class CommonQuality;
class StageTexts;

/// One, two or four linked panes of one frame: columns K and K', rows frictionless and frictional,
/// as the frame's stage says. All share camera, colours, scale of heights and time; under each pane
/// stand its numbers, under each row of two the invariance meter of the row, and under several
/// panes one legend of all.
class StageView : public QWidget
{
    Q_OBJECT

public:
    explicit StageView(RenderRoute route = RenderRoute::Automatic, QWidget* parent = nullptr);
    ~StageView() override;

    /// @param fromK  with a single pane: what K sees instead of the observer in K'.
    void setFrame(std::shared_ptr<const Frame> frame, bool fromK);
    /// Empty panes, until the next frame.
    void clear();
    void setOptions(const SceneOptions& options);
    void setCamera(const CameraState& camera);
    const CameraState& camera() const;
    void setHomeCamera(const CameraState& camera);
    void resetCamera();

    /// The same line in every pane, in each pane's own coordinates; empty: none.
    void setSection(const std::optional<SectionLine>& section);
    /// Likewise a closed loop; empty: none.
    void setLoop(const std::vector<Vec2>& loop);
    /// While on, a left drag in any pane draws a loop instead of orbiting.
    void setLoopTool(bool on);
    /// Puts a tool into the hand, the same over every pane; it must live until another is set.
    void setTool(SceneTool* tool);
    /// Paints anew what the tool shows, since the experiment is another one.
    void updateTool();

    /// Options, camera, section and loop as they are now.
    SceneLook look() const;

    /// Panes that are shown: 1, 2 or 4.
    int paneCount() const { return m_shape.count(); }
    RenderRoute route() const;
    QString rendererName() const;
    /// Frames that reached all panes in the last second.
    double framesPerSecond() const;
    /// All panes, as they are laid out, with captions and meters. Blocks.
    /// @throws std::runtime_error if no OpenGL context can be had.
    QImage renderImage(double devicePixelRatio = 1.0);

signals:
    void cameraChanged(const dqm::CameraState& camera);
    void sectionMoved(const dqm::SectionLine& section);
    void loopDrawn(const std::vector<dqm::Vec2>& loop);
    /// Esc was pressed while the tool held nothing.
    void toolLeft();
    /// The pictures of the frame that was set last are finished and about to be seen: time to set
    /// the next one.
    void frameDrawn();
    /// A frame reached all panes.
    void frameShown();
    void failed(const QString& reason);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Pane
    {
        SceneView* view = nullptr;
        bool isWaiting = false; ///< has a frame whose picture is not presented yet
        bool isReady = false; ///< its picture is finished and held
        bool isSettled = false; ///< and that picture is of full quality
        bool showsSettled = false; ///< the one presented last was
        bool isUnpainted = false; ///< its picture was presented and is not yet on the screen
    };

    Pane& pane(StageRow row, StageColumn column) { return m_panes[placeOf(row, column)]; }
    Pane& makePane(StageRow row, StageColumn column);
    void arrange(const StageShape& shape);
    void layOutRows();
    /// Captions, meters and legend of the frame.
    void showTexts();
    void follow(const CameraState& camera);
    void paneReady(Pane& pane);
    void presentWhenAllAreReady();
    /// Panes side by side become sharp together.
    bool isHalfSettled() const;
    void presentReady();
    void paneShown(Pane& pane);

    RenderRoute m_route;
    QGridLayout* m_layout;
    std::shared_ptr<CommonQuality> m_quality;
    std::array<Pane, 4> m_panes; ///< by placeOf; made when first needed
    std::unique_ptr<StageTexts> m_texts; ///< under several panes
    std::shared_ptr<const Frame> m_frame;
    std::vector<StagePane> m_onStage; ///< its panes
    bool m_isDrawn = true; ///< frameDrawn() was said of it
    QTimer m_patience; ///< runs while finished pictures wait for others
    StageShape m_shape;
    bool m_sideBySide = false; ///< two rows of one column
    SceneOptions m_options;
    CameraState m_homeCamera;
    std::optional<SectionLine> m_section;
    std::vector<Vec2> m_loop;
    bool m_loopTool = false;
    SceneTool* m_tool = nullptr;
};

} // namespace dqm
