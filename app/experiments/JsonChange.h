#pragma once

#include <QJsonObject>
#include <QString>

namespace dqm {

/// Changes one key of a JSON document: "constants.mass=2", "packets[0].velocity=[1,0]". A key that
/// is no plain word stands in quotes: view."drift lines"=true. The value is JSON; a bare word is
/// taken as a text. Objects on the way are made where they are left out.
/// @throws ExperimentError whose path is the key, or the whole change if it cannot be read as one.
void changeJson(QJsonObject& document, const QString& change);

/// Where the "=" of PATH=VALUE stands; -1 without one. One in a quoted key is none.
qsizetype endOfPath(const QString& change);

} // namespace dqm
