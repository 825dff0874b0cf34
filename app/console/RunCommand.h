#pragma once

#include <QStringList>

#include <ostream>
#include <stdexcept>

namespace dqm {

/// Something went wrong after the computation began; what was computed is kept.
class RunFailure : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// `dqmlab run`: computes an experiment and writes its series and fields; see its --help.
///
/// Direction  with --reverse the run starts at t = 0 and goes to t = -until.
/// Routes     as seen from frame.velocity; "passive" transforms the state of K, "active" prepares
///            the ensemble in K' and evolves it there on its own.
/// @return an exit status (see CommandLine.h).
/// @throws RunFailure while running, any other exception for bad input.
int run(const QStringList& arguments, std::ostream& out, std::ostream& err);

} // namespace dqm
