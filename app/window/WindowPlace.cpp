#include "app/window/WindowPlace.h"

#include <QScreen>
#include <QTimer>
#include <QWidget>

#include <algorithm>

namespace dqm {

namespace {

/// Until a window has been shown its frame is a guess.
constexpr QMargins usualFrame(8, 40, 8, 8);
constexpr int frameIsKnown = 200; ///< ms after a window is shown

QSize leastWithin(const QRect& room)
{
    return leastWindow.boundedTo(room.size()).expandedTo(smallestWindow);
}

void placeOnScreen(QWidget& window)
{
    const QScreen* screen = window.screen();
    if (!screen || window.isMaximized() || window.isFullScreen())
        return;
    const QRect outer = window.frameGeometry();
    const QRect inner = window.geometry();
    const QMargins frame = window.isVisible()
        ? QMargins(inner.left() - outer.left(), inner.top() - outer.top(),
            outer.right() - inner.right(), outer.bottom() - inner.bottom())
        : usualFrame;
    window.setMinimumSize(leastWithin(screen->availableGeometry().marginsRemoved(frame)));
    const QRect wanted = withinScreen(inner, frame, screen->availableGeometry());
    if (wanted != inner)
        window.setGeometry(wanted);
}

} // namespace

QRect withinScreen(const QRect& inner, const QMargins& frame, const QRect& available)
{
    const QRect room = available.marginsRemoved(frame);
    QRect placed(
        inner.topLeft(), inner.size().boundedTo(room.size()).expandedTo(leastWithin(room)));
    // Where it does not fit at all the upper left corner stays in sight.
    placed.moveLeft(
        std::max(room.left(), std::min(placed.left(), room.right() + 1 - placed.width())));
    placed.moveTop(
        std::max(room.top(), std::min(placed.top(), room.bottom() + 1 - placed.height())));
    return placed;
}

void keepOnScreen(QWidget& window)
{
    placeOnScreen(window);
    QTimer::singleShot(frameIsKnown, &window, [&window] { placeOnScreen(window); });
}

} // namespace dqm
