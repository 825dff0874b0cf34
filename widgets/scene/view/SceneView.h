#pragma once

#include "core/frames/Frame.h"
#include "core/frames/Section.h"
#include "widgets/scene/model/CameraState.h"
#include "widgets/scene/model/SceneOptions.h"

#include <QImage>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace dqm {

class CommonQuality;
class SceneTool;
struct SceneScales;
enum class PictureKind;

/// A pane with the scene of one picture of a frame: rho as a lit heightmap, floor, axes, potential.
///
/// Mouse: left drag orbits, right or middle drag (or Shift + left) pans, wheel zooms, double click
/// resets; arrow keys orbit, + and - zoom. A left drag on the section line or one of its handles
/// moves it, and with the loop tool a left drag draws a loop. A tool in hand (SceneTool) comes
/// first where it takes hold; Esc lets it go. Both ways to the screen behave the same.
class SceneView : public QWidget
{
    Q_OBJECT

public:
    /// @param quality  of moving pictures, common to panes side by side; null: its own.
    explicit SceneView(RenderRoute route = RenderRoute::Automatic, QWidget* parent = nullptr,
        std::shared_ptr<CommonQuality> quality = nullptr);
    ~SceneView() override;

    /// Shows a frame; the picture at `index` (if it has fields). Never blocks.
    void setFrame(std::shared_ptr<const Frame> frame, std::size_t index);
    /// Shows any picture that a frame holds, such as one of its stage; null for the first.
    void setPicture(std::shared_ptr<const Frame> frame, const Picture* picture);
    void setOptions(const SceneOptions& options);
    const SceneOptions& options() const;
    void setCamera(const CameraState& camera);
    const CameraState& camera() const;
    /// The camera the view returns to on resetCamera().
    void setHomeCamera(const CameraState& camera);
    void resetCamera();

    /// Shows a section line in the picture's own coordinates; empty: none.
    void setSection(const std::optional<SectionLine>& section);
    /// Shows a closed loop by its corners; empty: none.
    void setLoop(std::vector<Vec2> loop);
    /// While on, a left drag draws a loop instead of orbiting.
    void setLoopTool(bool on);

    /// Puts a tool into the hand, which must live until another is set; null: none.
    void setTool(SceneTool* tool);
    /// Paints anew what the tool shows.
    void updateTool();

    /// Whether the pane itself tells what colours and heights stand for; it does by default.
    void setLegends(bool shown);

    /// Held, finished pictures wait for present(): see ScenePane.
    void holdPictures(bool hold);
    void present();
    /// See ScenePane.
    const Frame* finishedFrame() const;
    PictureKind finishedKind() const;
    std::optional<SceneScales> finishedScales() const;

    /// The route in use, never Automatic.
    RenderRoute route() const;
    /// The renderer's own name, e.g. "llvmpipe (LLVM 15)".
    QString rendererName() const;
    /// Frames that reached the screen in the last second.
    double framesPerSecond() const;

    /// The present picture at any size, with full mesh, independent of the window. Blocks.
    /// @throws std::runtime_error if no OpenGL context can be had.
    QImage renderImage(QSize size, double devicePixelRatio = 1.0);

signals:
    void cameraChanged(const dqm::CameraState& camera);
    /// The hand moves the section line.
    void sectionMoved(const dqm::SectionLine& section);
    /// A loop was drawn; empty if it was too small to be one.
    void loopDrawn(const std::vector<dqm::Vec2>& loop);
    /// The tool did something, which it may show in other panes as well.
    void toolActed();
    /// Esc was pressed while the tool held nothing.
    void toolLeft();
    /// A picture is finished; if it is held it waits.
    void pictureReady();
    /// A frame reached the screen.
    void frameShown();
    /// The scene cannot be drawn; a sentence for the message bar.
    void failed(const QString& reason);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void letGo(QKeyEvent& event);
    /// Whether the press took hold of a mark, so that the camera stays.
    bool holdMark(QPointF pixel);
    void dragMark(QPointF pixel);
    void releaseMark();
    void showCursor(QPointF pixel);
    void applyCamera(const CameraState& camera);
    void redraw();
    void forgetOldFrames();

    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
