#pragma once

#include "core/frames/Frame.h"
#include "widgets/theme/Theme.h"

#include <QString>

namespace dqm {

/// Rich text under a pane: mean drift, widths, diffusion and drift energy of its picture, and why
/// it stands still if it does.
QString captionText(const Frame& frame, const Picture& picture, const Theme& theme);

/// Rich text under a row: the largest differences between its columns, each evolved on its own, and
/// before them what they say of a preferred frame. Both are empty if the row has no meter.
QString verdictText(const Frame& frame, StageRow row, const Theme& theme);
QString differencesText(const Frame& frame, StageRow row);
/// One below the other.
QString meterText(const Frame& frame, StageRow row, const Theme& theme);

} // namespace dqm
