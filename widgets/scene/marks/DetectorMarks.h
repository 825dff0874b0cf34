#pragma once

#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/model/SceneState.h"
#include "widgets/scene/text/OverlayStyle.h"

class QPainter;

namespace dqm {

/// The detectors on the floor, each a thin band with its name, and a dot where each particle ended
/// on it, the latest ones larger. An observer who moves sees the strips and the dots move by -W t.
/// Nothing where there are none, and none in a picture with friction, which knows none.
void paintDetectors(QPainter& painter, const OverlayStyle& style, const SceneState& state,
    const Picture& picture, const SceneScales& scales);

} // namespace dqm
