#pragma once

#include <functional>

namespace dqm {

/// Number of threads the solver may use: the hardware's, unless setThreadCount says otherwise.
int threadCount();
/// @param threads  >= 1.
void setThreadCount(int threads);

/// Runs work(begin, end) over [0, count) split into contiguous ranges, on up to `threads` threads
/// of one persistent pool; the caller takes part and never waits for a range that no thread has
/// begun, so that a busy machine makes it no slower than one thread. Nested calls run in the
/// caller.
void parallelFor(int count, int threads, const std::function<void(int, int)>& work);

} // namespace dqm
