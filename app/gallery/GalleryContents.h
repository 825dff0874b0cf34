#pragma once

#include "app/experiments/AnyExperiment.h"
#include "widgets/panels/gallery/GalleryEntry.h"

#include <QStringList>

#include <vector>

namespace dqm {

/// The chapter of a person's own experiments.
QString ownChapter();

/// What a text says first: its first words in bold, or else its first sentence, without markup.
QString leadOf(const QString& markdown);

/// The card of an experiment that comes from a file, or from none.
/// @param path  of that file; empty if there is none.
GalleryEntry ownEntry(const AnyExperiment& experiment, const QString& path);

/// Shipped experiments chapter by chapter, and below them those of a person's own files. One that
/// cannot be read says why in the place of its line.
std::vector<GalleryEntry> galleryEntries(const QStringList& ownFiles);

} // namespace dqm
