#pragma once

namespace dqm {

/// Steps of a run, given or chosen: more are a mistake in its times.
inline constexpr double mostStepsOfARun = 1e9;

} // namespace dqm
