#pragma once

#include "app/dialogs/PictureOrder.h"
#include "app/dialogs/RenderOrder.h"
#include "app/films/FilmChoice.h"
#include "widgets/scene/model/SceneOptions.h"

#include <QByteArray>
#include <QStringList>

namespace dqm {

/// What the program remembers between two starts. Every key and its default is written once, in
/// Settings.cpp; values of an unknown or broken kind fall back to the default.
namespace settings {

QByteArray windowGeometry();
void setWindowGeometry(const QByteArray& geometry);
QByteArray windowState();
void setWindowState(const QByteArray& state);

/// Newest first, at most ten, only files that still exist.
QStringList recentFiles();
void addRecentFile(const QString& path);

/// Whether the gallery opens where no experiment is named at the start.
bool galleryAtStart();
void setGalleryAtStart(bool shown);

ThemeKind themeKind();
void setThemeKind(ThemeKind kind);

/// Of all type, per cent of the platform's own.
int typeSize();
void setTypeSize(int percent);

RenderRoute renderRoute();
void setRenderRoute(RenderRoute route);

/// Whether the ensemble is also evolved in K' on its own while the frame moves.
bool evolveInKPrime();
void setEvolveInKPrime(bool carry);

QString lastFolder();
void setLastFolder(const QString& folder);

/// What the picture dialog was last asked for.
PictureOrder pictureOrder();
void setPictureOrder(const PictureOrder& order);

/// How what is seen is recorded. Its folder is one that exists where the remembered one does not.
FilmChoice filmChoice();
void setFilmChoice(const FilmChoice& choice);

/// What lasts of the last film that was ordered: not its times, and no parameter.
RenderOrder renderOrder();
void setRenderOrder(const RenderOrder& order);

} // namespace settings
} // namespace dqm
