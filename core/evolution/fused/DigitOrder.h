#pragma once

#include <vector>

namespace dqm::fused {

/// How a transform of a power of two is taken apart, the same for the tables and for the code that
/// reads them: butterflies of radix topRadix(L) split a line of L into as many parts, and so on
/// down to parts of at most `middle`, which are transformed, multiplied and transformed back
/// without leaving the registers.
constexpr int middle = 8;

/// @param radixEight  where butterflies of eight pay: they want 32 registers, but three operands to
/// an
///        instruction make up for a few that are missing.
constexpr int topRadix(int length, bool radixEight) { return radixEight && length >= 64 ? 8 : 4; }

/// The wave number, 0 .. length-1 in FFT order, that the forward transform leaves at each place.
std::vector<int> digitOrder(int length, bool radixEight);

/// The factors between the butterflies, for `length` and then for each shorter part: for every
/// first member j of a butterfly e^{-2 pi i j q/L}, q = 1 .. radix-1, as pairs (re, im).
std::vector<double> twiddles(int length, bool radixEight);

} // namespace dqm::fused
