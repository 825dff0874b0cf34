#pragma once

#include <QString>

namespace dqm {

/// A share of a whole, as "98 %": two decimals below 1 % and above 99 %, and never "100 %" or "0 %"
/// of what is not all or nothing.
QString shareText(double share);

} // namespace dqm
