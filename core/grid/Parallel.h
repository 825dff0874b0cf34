#pragma once

#include <functional>

namespace dqm {

/// Number of threads the solver may use: the hardware's, unless setThreadCount says otherwise.
int threadCount();
/// @param threads  >= 1.
/// @throws std::invalid_argument otherwise.
void setThreadCount(int threads);

/// Runs work(begin, end) over [0, count) split into contiguous ranges, on up to `threads` threads
/// of one persistent pool; the caller takes part and never waits for a range that no thread has
/// begun, so that a busy machine makes it no slower than one thread.
///
/// Threads     each thread begins with its own share, the same in every call (its part of a field
///             stays in its cache), then takes ranges of the others.
/// Nesting     calls from within `work`, and calls while another thread's call has the pool, run in
///             the caller alone.
/// Exceptions  the first one thrown by `work` is rethrown here; ranges not yet begun are skipped.
void parallelFor(int count, int threads, const std::function<void(int, int)>& work);

} // namespace dqm
