#pragma once

#include "core/readouts/Readout.h"
#include "widgets/theme/Theme.h"

#include <QString>

namespace dqm {

/// "✓", "≈", "✗", "≠": the sign of a verdict wherever one is shown; empty where nothing is
/// expected.
QString signOf(Verdict verdict);
QColor colorOf(Verdict verdict, const Theme& theme);
/// "holds", "nearly", "not resolved", "fails", for tooltips and screen readers.
QString wordOf(Verdict verdict);

/// In a column where every row has a sign: that of its verdict, "○" for what is only shown, "–" for
/// what is not known.
QString signBeside(const Readout& readout);
QColor colorBeside(const Readout& readout, const Theme& theme);

} // namespace dqm
