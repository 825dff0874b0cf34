#include "core/background/VacuumProfile.h"

#include <cmath>
#include <numbers>
#include <stdexcept>
#include <utility>

namespace dqm {

namespace {

struct Missing
{
    double value;
    Vec2 gradient;
};

Missing missingAt(const Vec2& place, const FieldDip& dip)
{
    const Vec2 r = place - dip.center;
    if (dip.shape == FieldDip::Shape::Mass) {
        const double inverse = 1.0 / std::sqrt(r.squaredNorm() + dip.core * dip.core);
        const double value = dip.depth * dip.core * inverse;
        return {value, -value * inverse * inverse * r};
    }
    const double scaled = r.x() / dip.core;
    const double value = dip.depth * std::exp(-0.5 * scaled * scaled);
    return {value, Vec2(-value * scaled / dip.core, 0.0)};
}

} // namespace

VacuumProfile::VacuumProfile(FieldDips dips)
    : m_dips(std::move(dips))
{
    double sum = 0.0;
    for (const FieldDip& dip : m_dips) {
        if (!(dip.depth >= 0.0) || !(dip.core > 0.0) || !std::isfinite(dip.core))
            throw std::invalid_argument("A dip of the field needs a depth >= 0 and a core > 0.");
        sum += dip.depth;
    }
    if (!(sum < 1.0))
        throw std::invalid_argument("The dips of the field must add up to less than 1.");
}

double VacuumProfile::square(const Vec2& place) const
{
    double square = 1.0;
    for (const FieldDip& dip : m_dips)
        square -= missingAt(place, dip).value;
    return square;
}

Vec2 VacuumProfile::squareGradient(const Vec2& place) const
{
    Vec2 gradient(0.0, 0.0);
    for (const FieldDip& dip : m_dips)
        gradient -= missingAt(place, dip).gradient;
    return gradient;
}

double VacuumProfile::ratio(const Vec2& place) const { return std::sqrt(square(place)); }

Vec2 VacuumProfile::ratioGradient(const Vec2& place) const
{
    return squareGradient(place) / (2.0 * ratio(place));
}

double deficitWithin(double radius, const FieldDip& mass)
{
    const double b = mass.core;
    return 2.0 * std::numbers::pi * mass.depth * b
        * (radius * std::hypot(radius, b) - b * b * std::asinh(radius / b));
}

} // namespace dqm
