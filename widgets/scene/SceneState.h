#pragma once

#include "core/Frame.h"
#include "widgets/scene/CameraState.h"
#include "widgets/scene/SceneOptions.h"

#include <QFont>
#include <QSize>

#include <memory>

namespace dqm {

/// All that decides what a pane shows; a value that travels to whichever thread draws it.
struct SceneState
{
    std::shared_ptr<const Frame> frame;
    std::size_t index = 0;
    SceneOptions options;
    CameraState camera;
    QSize size; ///< of the pane, logical pixels
    double devicePixelRatio = 1.0;
    QFont font;

    /// The picture to draw; null if there is none or it carries no fields.
    const Picture* picture() const
    {
        if (!frame || index >= frame->pictures.size() || !frame->pictures[index].hasFields())
            return nullptr;
        return &frame->pictures[index];
    }
    QSize pixels() const
    {
        return QSize(qMax(1, qRound(size.width() * devicePixelRatio)),
            qMax(1, qRound(size.height() * devicePixelRatio)));
    }
};

} // namespace dqm
