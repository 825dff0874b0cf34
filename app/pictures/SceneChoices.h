#pragma once

#include "core/experiment/Experiment.h"
#include "core/frames/FrameRequest.h"
#include "core/frames/Section.h"
#include "widgets/scene/model/CameraState.h"
#include "widgets/scene/model/SceneOptions.h"

namespace dqm {

// How an experiment wants to be looked at, as the scene understands it; the only place where the
// words of a file meet the options of the scene.

/// All that a file says; the theme and what a file does not say stay at their defaults.
SceneOptions sceneOptions(const ViewSettings& view);
CameraState homeCamera(const ViewSettings& view);
/// Writes what the scene shows into the settings of a file.
void note(ViewSettings& view, const SceneOptions& options);
/// Asks for what the scene shows beside the fields.
void ask(FrameRequest& request, const SceneOptions& options);
/// Likewise where it is looked at from; a file keeps no shift of the focal point.
void note(ViewSettings& view, const CameraState& camera);
/// The colouring after another, in the order of the colour menu.
ColorBy nextColoring(ColorBy colorBy);

/// The section of whoever has laid none: along x through the middle.
SectionLine homeSection(const Grid& grid);

} // namespace dqm
