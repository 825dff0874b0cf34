#pragma once

#include "widgets/scene/model/SceneScales.h"
#include "widgets/scene/model/SceneState.h"
#include "widgets/scene/text/OverlayStyle.h"

#include <QString>

class QPainter;

namespace dqm {

/// What stands on the surface: the section line with its handles, the loop with its circulation,
/// the vortices with their charges.
void paintMarks(QPainter& painter, const OverlayStyle& style, const SceneState& state,
    const Picture& picture, const SceneScales& scales);

/// "∮v·dl = n · 2πħ/m = VALUE unit" as markup of a RichLine; empty if the picture has no loop. n is
/// a whole number where it is one to a millionth.
QString circulationText(const Frame& frame, const Picture& picture);

} // namespace dqm
