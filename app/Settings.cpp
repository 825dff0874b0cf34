#include "app/Settings.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace dqm::settings {

namespace {

constexpr int recentFilesKept = 10;

/// A key with its default: the only place where either is written.
template <class T>
struct Item
{
    const char* key;
    T fallback;

    T value() const
    {
        const QVariant stored = QSettings().value(key);
        return stored.isValid() && stored.canConvert<T>() ? stored.value<T>() : fallback;
    }
    void set(const T& value) const { QSettings().setValue(key, QVariant::fromValue(value)); }
};

const Item<QByteArray> geometryItem{"window/geometry", {}};
const Item<QByteArray> stateItem{"window/state", {}};
const Item<QStringList> recentItem{"files/recent", {}};
const Item<QString> folderItem{"files/folder", {}};
const Item<int> themeItem{"view/theme", static_cast<int>(ThemeKind::Dark)};
const Item<int> routeItem{"view/renderer", static_cast<int>(RenderRoute::Automatic)};
const Item<bool> evolveItem{"simulation/evolveInKPrime", true};

/// An enumerator from its stored number, or the fallback if the number means nothing.
template <class Enum>
Enum enumerator(const Item<int>& item, Enum last)
{
    const int value = item.value();
    return value >= 0 && value <= static_cast<int>(last) ? static_cast<Enum>(value)
                                                         : static_cast<Enum>(item.fallback);
}

} // namespace

QByteArray windowGeometry() { return geometryItem.value(); }

void setWindowGeometry(const QByteArray& geometry) { geometryItem.set(geometry); }

QByteArray windowState() { return stateItem.value(); }

void setWindowState(const QByteArray& state) { stateItem.set(state); }

QStringList recentFiles()
{
    QStringList files = recentItem.value();
    files.removeIf([](const QString& path) { return !QFileInfo::exists(path); });
    return files;
}

void addRecentFile(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList files = recentFiles();
    files.removeAll(absolute);
    files.prepend(absolute);
    recentItem.set(files.mid(0, recentFilesKept));
}

ThemeKind themeKind() { return enumerator(themeItem, ThemeKind::ProjectorDark); }

void setThemeKind(ThemeKind kind) { themeItem.set(static_cast<int>(kind)); }

RenderRoute renderRoute() { return enumerator(routeItem, RenderRoute::Software); }

void setRenderRoute(RenderRoute route) { routeItem.set(static_cast<int>(route)); }

bool evolveInKPrime() { return evolveItem.value(); }

void setEvolveInKPrime(bool carry) { evolveItem.set(carry); }

QString lastFolder()
{
    const QString folder = folderItem.value();
    return QFileInfo(folder).isDir()
        ? folder
        : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

void setLastFolder(const QString& folder) { folderItem.set(folder); }

} // namespace dqm::settings
