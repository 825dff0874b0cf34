#pragma once

#include "app/films/FilmWriter.h"

#include <QSize>
#include <QString>

namespace dqm {

/// How what is seen is recorded; a plain value that is remembered between two starts.
struct FilmChoice
{
    enum class Area
    {
        Stage,
        StageAndPlots, ///< with the column of plots and numbers beside it, if it is open
        Window
    };

    Area area = Area::Stage;
    QSize size; ///< pixels; empty: as on the screen
    int framesPerSecond = 30;
    FilmFormat format = FilmFormat::Mp4;
    QString folder; ///< that films go to

    bool operator==(const FilmChoice&) const = default;
};

} // namespace dqm
