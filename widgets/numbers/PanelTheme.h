#pragma once

#include "widgets/theme/Theme.h"

class QWidget;

namespace dqm {

/// The theme a widget is shown in, told from its palette; the nearest of light and dark if the
/// palette is none of the house's.
const Theme& themeOf(const QWidget& widget);

} // namespace dqm
