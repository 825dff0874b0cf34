#pragma once

#include "app/experiments/AnyExperiment.h"
#include "app/session/BackgroundTask.h"
#include "widgets/theme/Theme.h"

#include <QSize>

#include <atomic>
#include <memory>

namespace dqm {

/// Draws a small picture of an experiment as it is in its midst, without words: of a wave the stage
/// at two fifths of its time, of an exhibit its scene at its end. A long one is drawn where a
/// second and a half have brought it, a fine grid is made coarser: it is a picture to be recognised
/// by.
/// @param stop  set from another thread: a null image comes soon.
/// @return  work for another thread; to be called on the thread of the window.
/// @throws (the work) what building and drawing the experiment throws.
BackgroundTask::Work thumbnailWork(const AnyExperiment& experiment, ThemeKind theme, QSize size,
    std::shared_ptr<const std::atomic<bool>> stop);

} // namespace dqm
