#include "core/evolution/fused/DigitOrder.h"

#include <cmath>
#include <numbers>

namespace dqm::fused {

namespace {

struct Part
{
    int begin;
    int length;
    int stride; ///< between the wave numbers of neighbouring places
    int offset;
};

void fillOrder(std::vector<int>& order, const Part& part, bool radixEight)
{
    const int radix = part.length <= middle ? part.length : topRadix(part.length, radixEight);
    const int length = part.length / radix;
    for (int q = 0; q < radix; ++q) {
        const Part smaller{
            part.begin + q * length, length, part.stride * radix, part.offset + part.stride * q};
        if (length == 1)
            order[static_cast<size_t>(smaller.begin)] = smaller.offset;
        else
            fillOrder(order, smaller, radixEight);
    }
}

} // namespace

std::vector<int> digitOrder(int length, bool radixEight)
{
    std::vector<int> order(static_cast<size_t>(length));
    fillOrder(order, {0, length, 1, 0}, radixEight);
    return order;
}

std::vector<double> twiddles(int length, bool radixEight)
{
    std::vector<double> factors;
    while (length > middle) {
        const int radix = topRadix(length, radixEight);
        for (int j = 0; j < length / radix; ++j)
            for (int q = 1; q < radix; ++q) {
                const double angle = -2.0 * std::numbers::pi * j * q / length;
                factors.push_back(std::cos(angle));
                factors.push_back(std::sin(angle));
            }
        length /= radix;
    }
    return factors;
}

} // namespace dqm::fused
