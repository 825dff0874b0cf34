#pragma once

#include "core/Frame.h"
#include "widgets/scene/CameraState.h"
#include "widgets/scene/SceneOptions.h"

#include <QImage>
#include <QWidget>

#include <memory>

namespace dqm {

/// A pane with the scene of one picture of a frame: rho as a lit heightmap, floor, axes, potential.
///
/// Mouse: left drag orbits, right or middle drag (or Shift + left) pans, wheel zooms, double click
/// resets; arrow keys orbit, + and - zoom. Both ways to the screen behave the same.
class SceneView : public QWidget
{
    Q_OBJECT

public:
    explicit SceneView(RenderRoute route = RenderRoute::Automatic, QWidget* parent = nullptr);
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

private:
    void applyCamera(const CameraState& camera);
    void redraw();
    void forgetOldFrames();

    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
