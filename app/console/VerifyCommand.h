#pragma once

#include <QStringList>

#include <ostream>

namespace dqm {

/// `dqmlab verify`: runs whose numbers are known beforehand, as a table; see its --help.
/// @return exitDone if nothing fails, else exitFailed.
int verifyInstallation(const QStringList& arguments, std::ostream& out, std::ostream& err);

} // namespace dqm
