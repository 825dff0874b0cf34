#pragma once

#include <QMargins>
#include <QRect>

class QWidget;

namespace dqm {

/// The least size of the window in which all of it can be reached at any size of type.
constexpr QSize leastWindow(800, 600);
/// And on a screen that has no room for that, such as one of 1920 x 1080 at twice the scale.
constexpr QSize smallestWindow(640, 420);
/// Of the first window, where the screen has room for it.
constexpr QSize usualWindow(1280, 800);

/// A window moved and, where it must be, made smaller, so that it lies on the screen with its
/// frame; not smaller than leastWindow where the screen has room for that, never than
/// smallestWindow.
/// @param inner  of the window without its frame.
QRect withinScreen(const QRect& inner, const QMargins& frame, const QRect& available);

/// Brings a window that is neither maximised nor full screen onto its screen, now and once more
/// when its frame is known.
void keepOnScreen(QWidget& window);

} // namespace dqm
