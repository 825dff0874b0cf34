#pragma once

#include <array>

namespace dqm::fused {

/// A factor e^{i phi} between the butterflies of a transform in numbers T, as (re, im).
///
/// In single precision its parts are not the nearest numbers. Those miss the length of one by some
/// 3e-8, the same in every transform, so that it adds up; an angle that is off is taken back by the
/// inverse transform. So the length is kept several times better, at the price of an angle that is
/// off by 1e-5 at most.
template <class T>
std::array<T, 2> roundedRotation(double cosine, double sine);

} // namespace dqm::fused
