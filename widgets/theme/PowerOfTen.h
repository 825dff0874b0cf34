#pragma once

#include <QString>

namespace dqm {

/// "10⁻⁵", in numbers, legends and sentences.
QString powerOfTen(int exponent);

} // namespace dqm
