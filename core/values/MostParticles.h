#pragma once

namespace dqm {

/// Classical particles beside a wave: of a file, of the slider and of the computation alike.
inline constexpr int mostParticles = 200'000;

} // namespace dqm
