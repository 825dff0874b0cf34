#include "core/evolution/fused/RoundedRotation.h"

#include <algorithm>
#include <cmath>

namespace dqm::fused {

namespace {

/// What a unit of the angle's error counts beside one of the length's.
constexpr double priceOfAngle = 0.02;
constexpr int neighbours = 6;

struct Candidate
{
    float larger;
    float smaller;
    double price;
};

Candidate candidate(float larger, double cosine, double sine)
{
    const double c = static_cast<double>(larger);
    const auto smaller
        = static_cast<float>(std::copysign(std::sqrt(std::max(0.0, 1.0 - c * c)), sine));
    const double s = static_cast<double>(smaller);
    const double length = c * c + s * s - 1.0;
    const double angle = c * sine - s * cosine;
    return {larger, smaller, std::hypot(length, priceOfAngle * angle)};
}

/// @pre |cosine| >= |sine|
Candidate cheapest(double cosine, double sine)
{
    auto larger = static_cast<float>(cosine);
    for (int i = 0; i < neighbours; ++i)
        larger = std::nextafter(larger, 0.0F);
    Candidate best = candidate(larger, cosine, sine);
    for (int i = 0; i < 2 * neighbours; ++i) {
        larger = std::nextafter(larger, std::copysign(2.0F, larger));
        const Candidate next = candidate(larger, cosine, sine);
        if (next.price < best.price)
            best = next;
    }
    return best;
}

} // namespace

template <>
std::array<double, 2> roundedRotation(double cosine, double sine)
{
    return {cosine, sine};
}

template <>
std::array<float, 2> roundedRotation(double cosine, double sine)
{
    if (std::abs(cosine) >= std::abs(sine)) {
        const Candidate best = cheapest(cosine, sine);
        return {best.larger, best.smaller};
    }
    const Candidate best = cheapest(sine, cosine);
    return {best.smaller, best.larger};
}

} // namespace dqm::fused
