#pragma once

#include <QStringList>

#include <ostream>

namespace dqm {

/// `dqmlab lesson NAME [--check]`: tells the steps of a lesson, or goes through them and says
/// whether each can be done, is not done before, and whether what it claims is so.
int lesson(const QStringList& arguments, std::ostream& out, std::ostream& err);

} // namespace dqm
