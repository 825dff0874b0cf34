#pragma once

#include "widgets/scene/view/ScenePane.h"

#include <memory>

namespace dqm {

class GlCanvas;
class OffscreenRenderer;

/// The scene in a QOpenGLWidget, for machines with a GPU; the overlay is painted by a widget above
/// it, with the same code and fonts as everywhere.
class GlScenePane : public ScenePane
{
    Q_OBJECT

public:
    explicit GlScenePane(std::shared_ptr<CommonQuality> quality, QWidget* parent = nullptr);
    ~GlScenePane() override;

    void showState(const SceneState& state) override;
    QString rendererName() const override;
    QImage renderImage(const SceneState& state) override;
    const Frame* finishedFrame() const override { return m_state.frame.get(); }
    PictureKind finishedKind() const override;
    std::optional<SceneScales> finishedScales() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class OverlayWidget;

    SceneState m_state;
    GlCanvas* m_canvas;
    OverlayWidget* m_overlay;
    std::unique_ptr<OffscreenRenderer> m_offscreen; ///< for pictures; made when first asked for
};

} // namespace dqm
