#pragma once

namespace dqm {

/// Where a statement comes from; whatever an exhibit shows says it.
enum class Origin
{
    Paper, ///< stands in the paper
    Derived, ///< follows from the paper's equations, which do not spell it out
    Model ///< model assumption: the paper gives no formula
};

} // namespace dqm
