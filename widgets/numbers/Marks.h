#pragma once

#include "core/readouts/Readout.h"
#include "widgets/theme/Theme.h"

#include <QString>

namespace dqm {

/// "✓", "≈", "✗", "≠": the sign of a verdict wherever one is shown; empty where nothing is
/// expected.
QString signOf(Verdict verdict);
QColor colorOf(Verdict verdict, const Theme& theme);

} // namespace dqm
