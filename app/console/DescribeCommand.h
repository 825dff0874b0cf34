#pragma once

#include <QStringList>

#include <ostream>

namespace dqm {

/// `dqmlab describe FILE|NAME --at T`: the state in a few sentences.
int describeState(const QStringList& arguments, std::ostream& out, std::ostream& err);

} // namespace dqm
