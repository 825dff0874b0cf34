#pragma once

#include <QImage>

namespace dqm::test {

/// How many pixels of two pictures of one size differ.
inline int changedPixels(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
    return count;
}

} // namespace dqm::test
