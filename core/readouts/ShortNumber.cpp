#include "core/readouts/ShortNumber.h"

#include <cstdio>

namespace dqm {

std::string shortNumber(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

} // namespace dqm
