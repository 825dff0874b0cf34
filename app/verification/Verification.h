#pragma once

#include "app/verification/VerificationCases.h"
#include "core/readouts/Readout.h"

#include <functional>
#include <vector>

namespace dqm {

/// What a case of the verification came to.
struct Verified
{
    std::size_t place = 0; ///< among the cases
    /// Its numbers of which something is expected, their group the case's title. Where the case
    /// could not be run there is one, broken, that says why.
    std::vector<Readout> readouts;
};

/// Runs cases as `dqmlab run` would and judges the same numbers as its --check does.
///
/// Threads  each case on one of `threads` threads; `done` is called in the order of the cases, by
///          any of them, but never by two at a time.
/// @param isCancelled  asked now and then, by all threads; true leaves out what is not done.
/// @return false if it was cancelled.
/// @throws what `done` throws.
bool verify(const std::vector<VerificationCase>& cases, int threads,
    const std::function<void(const Verified&)>& done, const std::function<bool()>& isCancelled);

} // namespace dqm
