#pragma once

#include "widgets/scene/model/RenderQuality.h"
#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/model/SceneState.h"

#include <QImage>
#include <QWidget>

namespace dqm {

/// One way to the screen. Shows a state, knows nothing of mice; see SceneView.
class ScenePane : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Draws this state as soon as it can; a newer one replaces one that waits. Never blocks.
    virtual void showState(const SceneState& state) = 0;
    virtual QString rendererName() const = 0;
    /// Full quality, at the scales that are on the screen. Blocks.
    /// @throws std::runtime_error if it cannot be drawn.
    virtual QImage renderImage(const SceneState& state) = 0;

    /// Held, a finished picture waits for present(), so that panes side by side change together. A
    /// pane that draws as it paints has none that waits.
    virtual void holdPictures(bool) { }
    virtual void present() { }
    /// The frame of the picture that was finished last; null if it had none.
    virtual const Frame* finishedFrame() const = 0;
    /// Whether that picture stays, or more are about to follow.
    virtual PictureKind finishedKind() const = 0;
    /// What it was drawn with; none before the first.
    virtual std::optional<SceneScales> finishedScales() const = 0;

signals:
    /// A picture is finished; it is shown next, or waits if it is held.
    void ready();
    /// A finished picture was painted.
    void shown();
    void failed(const QString& reason);
};

} // namespace dqm
