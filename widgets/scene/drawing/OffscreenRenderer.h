#pragma once

#include "widgets/scene/model/RenderQuality.h"
#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/model/SceneState.h"

#include <QImage>

#include <memory>
#include <optional>

namespace dqm {

/// Renders a pane into an image, with a context of its own and no window.
///
/// Threads  made on the GUI thread; used and destroyed on one other thread, or all on one.
class OffscreenRenderer
{
public:
    OffscreenRenderer();
    ~OffscreenRenderer();
    OffscreenRenderer(const OffscreenRenderer&) = delete;
    OffscreenRenderer& operator=(const OffscreenRenderer&) = delete;

    /// Pictures with an alpha channel (premultiplied) from now on: nothing is behind the scene.
    void setTransparent(bool on);

    /// The picture with its overlay, state.pixels() large.
    /// @param scales  to draw with; empty: follow the pictures.
    /// @throws std::runtime_error if no OpenGL context can be had, std::bad_alloc if there is not
    ///         enough memory for it or for the picture.
    QImage render(const SceneState& state, const RenderQuality& quality,
        const std::optional<SceneScales>& scales = std::nullopt);

    /// Milliseconds of the last render: filling the textures, drawing with the upload, reading
    /// back with scaling, and the overlay.
    struct Timing
    {
        double fields = 0.0;
        double render = 0.0;
        double readBack = 0.0;
        double overlay = 0.0;
        double total() const { return fields + render + readBack + overlay; }
    };
    const Timing& timing() const;

    /// What the last render was drawn with.
    const SceneScales& scales() const;

    /// GL_RENDERER; empty before the first render.
    QString rendererName() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace dqm
