#pragma once

#include "core/values/KeyTable.h"

namespace dqm {

enum class Axis
{
    X,
    Y
};

template <>
struct Words<Axis>
{
    static constexpr std::pair<const char*, Axis> all[] = {{"x", Axis::X}, {"y", Axis::Y}};
};

} // namespace dqm
