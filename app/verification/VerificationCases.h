#pragma once

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace dqm {

/// A run whose numbers are known beforehand: a shipped experiment, changed where it says so.
struct VerificationCase
{
    QString title; ///< what is verified
    QString experiment; ///< name of a shipped one
    QStringList changes{}; ///< as of --set
    double until = 0.0; ///< time or progress of its end; 0: the experiment's
    /// Groups of readouts that it is about; empty: all.
    std::vector<std::string> groups{};
};

/// What `dqmlab verify` runs, in the order of its table; a new one is one entry.
const std::vector<VerificationCase>& verificationCases();

} // namespace dqm
