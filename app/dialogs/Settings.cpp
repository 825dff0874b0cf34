#include "app/dialogs/Settings.h"

#include "widgets/theme/TypeSize.h"

#include <QDir>
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
const Item<bool> galleryItem{"window/galleryAtStart", true};
const Item<int> themeItem{"view/theme", static_cast<int>(ThemeKind::Dark)};
const Item<int> typeSizeItem{"view/typeSize", usualTypeSize};
const Item<int> routeItem{"view/renderer", static_cast<int>(RenderRoute::Automatic)};
const Item<bool> evolveItem{"simulation/evolveInKPrime", true};
const Item<int> pictureWhatItem{"picture/what", static_cast<int>(PictureOrder::What::Stage)};
const Item<int> picturePaneItem{"picture/pane", 0};
const Item<QSize> pictureSizeItem{"picture/size", PictureOrder().size};
const Item<int> pictureColorsItem{
    "picture/colors", static_cast<int>(PictureOrder::Colors::AsShown)};
const Item<bool> pictureOverlaysItem{"picture/overlays", true};
const Item<bool> pictureTransparentItem{"picture/transparent", false};
const Item<int> pictureFormatItem{"picture/format", static_cast<int>(PictureOrder::Format::Png)};
const Item<int> filmAreaItem{"film/area", static_cast<int>(FilmChoice::Area::Stage)};
const Item<QSize> filmSizeItem{"film/size", {}};
const Item<int> filmRateItem{"film/rate", FilmChoice().framesPerSecond};
const Item<int> filmFormatItem{"film/format", static_cast<int>(FilmFormat::Mp4)};
const Item<QString> filmFolderItem{"film/folder", {}};
const Item<int> renderRateItem{"render/rate", RenderOrder().framesPerSecond};
const Item<QSize> renderSizeItem{"render/size", RenderOrder().size};
const Item<int> renderFormatItem{"render/format", static_cast<int>(FilmFormat::Mp4)};
const Item<bool> renderOverlaysItem{"render/overlays", true};
const Item<bool> renderPlotItem{"render/plot", false};
const Item<int> renderColorsItem{"render/colors", static_cast<int>(PictureOrder::Colors::AsShown)};
const Item<double> renderOrbitItem{"render/orbit", 0.0};

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

bool galleryAtStart() { return galleryItem.value(); }

void setGalleryAtStart(bool shown) { galleryItem.set(shown); }

ThemeKind themeKind() { return enumerator(themeItem, ThemeKind::ProjectorDark); }

void setThemeKind(ThemeKind kind) { themeItem.set(static_cast<int>(kind)); }

int typeSize() { return std::clamp(typeSizeItem.value(), smallestTypeSize, largestTypeSize); }

void setTypeSize(int percent) { typeSizeItem.set(percent); }

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

PictureOrder pictureOrder()
{
    PictureOrder order;
    order.what = enumerator(pictureWhatItem, PictureOrder::What::Window);
    order.pane = picturePaneItem.value();
    order.size = pictureSizeItem.value();
    order.colors = enumerator(pictureColorsItem, PictureOrder::Colors::Dark);
    order.overlays = pictureOverlaysItem.value();
    order.transparent = pictureTransparentItem.value();
    order.format = enumerator(pictureFormatItem, PictureOrder::Format::Csv);
    return order;
}

void setPictureOrder(const PictureOrder& order)
{
    pictureWhatItem.set(static_cast<int>(order.what));
    picturePaneItem.set(order.pane);
    pictureSizeItem.set(order.size);
    pictureColorsItem.set(static_cast<int>(order.colors));
    pictureOverlaysItem.set(order.overlays);
    pictureTransparentItem.set(order.transparent);
    pictureFormatItem.set(static_cast<int>(order.format));
}

FilmChoice filmChoice()
{
    FilmChoice choice;
    choice.area = enumerator(filmAreaItem, FilmChoice::Area::Window);
    choice.size = filmSizeItem.value();
    choice.framesPerSecond = std::clamp(filmRateItem.value(), 1, 240);
    choice.format = enumerator(filmFormatItem, FilmFormat::Pictures);
    choice.folder = filmFolderItem.value();
    if (!QFileInfo(choice.folder).isDir())
        choice.folder = QStandardPaths::writableLocation(QStandardPaths::MoviesLocation);
    if (!QFileInfo(choice.folder).isDir())
        choice.folder = lastFolder();
    if (!QFileInfo(choice.folder).isDir())
        choice.folder = QDir::homePath();
    return choice;
}

void setFilmChoice(const FilmChoice& choice)
{
    filmAreaItem.set(static_cast<int>(choice.area));
    filmSizeItem.set(choice.size);
    filmRateItem.set(choice.framesPerSecond);
    filmFormatItem.set(static_cast<int>(choice.format));
    filmFolderItem.set(choice.folder);
}

RenderOrder renderOrder()
{
    RenderOrder order;
    order.framesPerSecond = std::clamp(renderRateItem.value(), 1, 240);
    order.size = renderSizeItem.value();
    order.format = enumerator(renderFormatItem, FilmFormat::Pictures);
    order.overlays = renderOverlaysItem.value();
    order.withPlot = renderPlotItem.value();
    order.colors = enumerator(renderColorsItem, PictureOrder::Colors::Dark);
    order.orbit = renderOrbitItem.value();
    return order;
}

void setRenderOrder(const RenderOrder& order)
{
    renderRateItem.set(order.framesPerSecond);
    renderSizeItem.set(order.size);
    renderFormatItem.set(static_cast<int>(order.format));
    renderOverlaysItem.set(order.overlays);
    renderPlotItem.set(order.withPlot);
    renderColorsItem.set(static_cast<int>(order.colors));
    renderOrbitItem.set(order.orbit);
}

} // namespace dqm::settings
