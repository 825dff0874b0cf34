#pragma once

#include <QImage>
#include <QSize>

#include <cstddef>

namespace dqm {

/// Makes sure that memory can be had before others ask for it who would go on without, or end the
/// program: drivers, Qt's painters, libraries of fonts.
/// @throws std::bad_alloc
void requireMemory(std::size_t bytes);

/// A picture to paint on, for which there is also the memory that painting takes: Qt paints in
/// silence on nothing, and waits for ever for threads that it cannot make.
/// @throws std::bad_alloc
QImage pictureToPaint(QSize size, bool isTransparent = false);

} // namespace dqm
