#pragma once

#include <QStringList>

#include <ostream>

namespace dqm {

/// `dqmlab equations`: the paper's equations, computed for an experiment at the start and at a
/// later time, one line each; see its --help.
/// @return exitDone if all hold, else exitFailed.
int equations(const QStringList& arguments, std::ostream& out, std::ostream& err);

} // namespace dqm
