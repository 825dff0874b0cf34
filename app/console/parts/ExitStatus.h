#pragma once

namespace dqm {

// What a command ends with.
inline constexpr int exitDone = 0;
inline constexpr int exitFailed = 1; ///< while running; what was computed is kept
inline constexpr int exitBadInput = 2; ///< one line on the error stream says what is wrong
inline constexpr int exitInterrupted = 130; ///< by Ctrl-C, after the row in hand
inline constexpr int exitReaderGone = 141; ///< nobody reads the output any more, as after `| head`

} // namespace dqm
