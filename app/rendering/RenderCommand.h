#pragma once

#include <QStringList>

#include <ostream>

namespace dqm {

/// `dqmlab render`: pictures and videos of exact moments; see its --help. Needs a QApplication,
/// whose platform may be "offscreen".
/// @return an exit status (see CommandLine.h).
/// @throws RunFailure while running, any other exception for bad input.
int render(const QStringList& arguments, std::ostream& out, std::ostream& err);

} // namespace dqm
