#pragma once

class QStyle;

namespace dqm {

/// The style of all controls: Fusion, with boxes to tick and to choose by that are as large as the
/// letters beside them and have an outline that is seen on every theme. The caller owns it.
QStyle* makeStyle();

} // namespace dqm
