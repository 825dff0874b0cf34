#pragma once

#include "widgets/theme/Theme.h"

#include <functional>
#include <span>

class QWidget;

namespace dqm {

/// The sizes of type that a person may choose, per cent of the platform's own.
std::span<const int> typeSizes();
constexpr int usualTypeSize = 100;
constexpr int smallestTypeSize = 90;
constexpr int largestTypeSize = 200;

/// The next larger (direction > 0) or smaller one; the last stays.
int nextTypeSize(int percent, int direction);

/// The one size of all type: the application's font becomes the platform's own times what a person
/// chose times what the theme asks for, at most largestTypeSize in all. Scene, plots, panels,
/// exhibits and dialogs take their fonts from it.
/// @param percent  of the platform's own font, between smallestTypeSize and largestTypeSize.
void setTypeSize(int percent, const Theme& theme);

/// How much larger letters are than those the panels were drawn for: the chosen size, the theme's
/// share, and the dots per inch that fonts are drawn with, over 96.
double typeScale();
/// Pixels of the design at the present size of type.
int scaledToType(int pixels);

/// Does something now and each time the widget's font changes, such as setting a width of so many
/// scaled pixels.
void withType(QWidget* widget, std::function<void()> action);
/// A width that keeps step with the type.
void fixWidth(QWidget* widget, int pixels);
void fixLeastWidth(QWidget* widget, int pixels);

} // namespace dqm
