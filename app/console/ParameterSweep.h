#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace dqm {

/// One member of a batch: the changes to make, and what stands for them in file names.
struct SweepMember
{
    QStringList changes; ///< "path=value", as for --set
    std::vector<std::pair<QString, QString>> names; ///< last word of the path, value

    /// `{mass}` becomes the value of constants.mass; likewise every other swept key.
    QString fileName(QString pattern) const;
};

/// All members of --set options of which some are ranges: "constants.mass=1:2:0.25" stands for
/// 1, 1.25, 1.5, 1.75 and 2. Several ranges make every combination, the last one fastest. Options
/// without a range go to every member.
/// @param option  that the changes come from, for messages.
/// @throws std::invalid_argument for a range that never ends or has over 100,000 members.
std::vector<SweepMember> sweep(const QStringList& changes, const char* option = "--set");

} // namespace dqm
