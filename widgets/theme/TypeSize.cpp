#include "widgets/theme/TypeSize.h"

#include <QApplication>
#include <QEvent>
#include <QFont>
#include <QScreen>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>

namespace dqm {

namespace {

constexpr double dotsOfDesign = 96.0; ///< per inch

/// The platform's own, before anything scales it.
const QFont& plainFont()
{
    static const QFont font = QApplication::font();
    return font;
}

class TypeWatcher : public QObject
{
public:
    TypeWatcher(QWidget* widget, std::function<void()> action)
        : QObject(widget)
        , m_action(std::move(action))
    {
        widget->installEventFilter(this);
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::FontChange)
            m_action();
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_action;
};

} // namespace

std::span<const int> typeSizes()
{
    static constexpr std::array sizes{
        smallestTypeSize, usualTypeSize, 125, 150, 175, largestTypeSize};
    return sizes;
}

int nextTypeSize(int percent, int direction)
{
    const auto sizes = typeSizes();
    if (direction > 0) {
        const auto larger = std::ranges::upper_bound(sizes, percent);
        return larger == sizes.end() ? sizes.back() : *larger;
    }
    const auto notSmaller = std::ranges::lower_bound(sizes, percent);
    return notSmaller == sizes.begin() ? sizes.front() : *(notSmaller - 1);
}

void setTypeSize(int percent, const Theme& theme)
{
    const double chosen = std::clamp(percent, smallestTypeSize, largestTypeSize);
    const double share
        = std::min(chosen * theme.textScale, static_cast<double>(largestTypeSize)) / 100.0;
    QFont font = plainFont();
    if (font.pointSizeF() > 0.0)
        font.setPointSizeF(font.pointSizeF() * share);
    else
        font.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * share)));
    QApplication::setFont(font);
    // Qt tells windows of it only while the application runs, and children look to their window.
    for (QWidget* window : QApplication::topLevelWidgets())
        window->setFont(QFont());
}

double typeScale()
{
    const QFont& plain = plainFont();
    const QFont present = QApplication::font();
    const double share = plain.pointSizeF() > 0.0
        ? present.pointSizeF() / plain.pointSizeF()
        : static_cast<double>(present.pixelSize()) / plain.pixelSize();
    const QScreen* screen = QGuiApplication::primaryScreen();
    return share * (screen ? screen->logicalDotsPerInch() / dotsOfDesign : 1.0);
}

int scaledToType(int pixels) { return static_cast<int>(std::lround(pixels * typeScale())); }

void withType(QWidget* widget, std::function<void()> action)
{
    action();
    new TypeWatcher(widget, std::move(action));
}

void fixWidth(QWidget* widget, int pixels)
{
    withType(widget, [widget, pixels] { widget->setFixedWidth(scaledToType(pixels)); });
}

void fixLeastWidth(QWidget* widget, int pixels)
{
    withType(widget, [widget, pixels] { widget->setMinimumWidth(scaledToType(pixels)); });
}

} // namespace dqm
