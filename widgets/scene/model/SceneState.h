#pragma once

#include "core/frames/Frame.h"
#include "core/frames/Section.h"
#include "widgets/scene/model/CameraState.h"
#include "widgets/scene/model/SceneOptions.h"

#include <QFont>
#include <QSize>

#include <memory>
#include <optional>
#include <vector>

namespace dqm {

/// All that decides what a pane shows; a value that travels to whichever thread draws it.
struct SceneState
{
    std::shared_ptr<const Frame> frame;
    const Picture* shown = nullptr; ///< one of the frame's own; null for its first
    SceneOptions options;
    CameraState camera;
    std::optional<SectionLine> section; ///< in the shown picture's coordinates, like the loop
    std::vector<Vec2> loop; ///< corners of a closed loop; empty: none
    QSize size; ///< of the pane, logical pixels
    double devicePixelRatio = 1.0;
    QFont font;
    bool legends = true; ///< colours, heights, flows and edge are told in the pane itself

    /// The picture to draw; null if there is none or it carries no fields.
    const Picture* picture() const
    {
        if (!frame || (!shown && frame->pictures.empty()))
            return nullptr;
        const Picture* picture = shown ? shown : &frame->pictures.front();
        return picture->hasFields() ? picture : nullptr;
    }
    /// Whether its particles stand on the plane, without the surface.
    bool showsParticlesAlone() const
    {
        const Picture* seen = picture();
        return seen && options.particles && options.particlesAlone && !seen->particles.empty();
    }
    QSize pixels() const
    {
        return QSize(qMax(1, qRound(size.width() * devicePixelRatio)),
            qMax(1, qRound(size.height() * devicePixelRatio)));
    }
};

} // namespace dqm
