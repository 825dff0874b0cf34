#pragma once

#include <QString>
#include <QStringList>

namespace dqm {

/// What a card of the gallery says of an experiment.
struct GalleryEntry
{
    QString name = {}; ///< by which it is opened; empty for what lies on the table and in no file
    QString title = {};
    QString line = {}; ///< what it is about, a sentence
    QString chapter = {};
    QStringList equations = {}; ///< of the paper: "2", "16"
    int level = 0; ///< 1 for everybody .. 3 for whoever knows the paper; 0: not said
    QString words = {}; ///< more that a search shall find

    bool operator==(const GalleryEntry&) const = default;
};

} // namespace dqm
