#pragma once

#include <QCoreApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QString>

namespace dqm::test {

/// Settings in a folder of the test's own: no person's are read or changed.
inline void keepSettingsIn(const QString& folder, const char* test)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("dqmlab-test"));
    QCoreApplication::setApplicationName(QString::fromLatin1(test));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder);
}

} // namespace dqm::test
