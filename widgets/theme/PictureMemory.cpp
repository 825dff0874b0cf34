#include "widgets/theme/PictureMemory.h"

#include <cstdlib>
#include <new>

namespace dqm {

namespace {

constexpr std::size_t painters = 200UL << 20; // threads with their stacks, letters
constexpr std::size_t bytesPerPixel = 16; // of the picture, layers of a plot, and what packs it

} // namespace

void requireMemory(std::size_t bytes)
{
    void* volatile room = std::malloc(bytes); // the compiler would leave it out otherwise
    if (room == nullptr)
        throw std::bad_alloc();
    std::free(room);
}

QImage pictureToPaint(QSize size, bool isTransparent)
{
    requireMemory(painters
        + bytesPerPixel * static_cast<std::size_t>(size.width())
            * static_cast<std::size_t>(size.height()));
    QImage image(size, isTransparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    if (image.isNull())
        throw std::bad_alloc();
    return image;
}

} // namespace dqm
