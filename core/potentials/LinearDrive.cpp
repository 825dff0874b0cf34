#include "core/potentials/LinearDrive.h"

#include <cmath>
#include <utility>

namespace dqm {

LinearDrive::LinearDrive(std::vector<Part> parts, std::shared_ptr<const StepSchedule> pace)
    : m_parts(std::move(parts))
    , m_pace(std::move(pace))
{
}

LinearDrive::Push LinearDrive::over(double from, double to) const
{
    constexpr int order = 4;
    constexpr double early = 0.21132486540518713; // (1 - 1/sqrt 3)/2
    constexpr double late = 1.0 - early;
    Push sum;
    // The force as a straight line through its values at Gauss's two points.
    const auto add = [&](double begin, double h) {
        Vec2 first(0.0, 0.0);
        Vec2 second(0.0, 0.0);
        for (const Part& part : m_parts) {
            const double f1 = valueOf(*part.time, 0.0, 0.0, begin + early * h);
            const double f2 = valueOf(*part.time, 0.0, 0.0, begin + late * h);
            first -= f1 * part.slope;
            second -= f2 * part.slope;
            sum.action += 0.5 * h * (f1 + f2) * part.energy;
        }
        const Vec2 bend = h / (late - early) * (second - first);
        const Vec2 start = h * first - early * bend;
        for (const double u : {early, late})
            sum.square += 0.5 * h * (sum.momentum + u * start + 0.5 * u * u * bend).squaredNorm();
        sum.way += h * (sum.momentum + 0.5 * start + bend / 6.0);
        sum.momentum += start + 0.5 * bend;
    };
    for (const auto& stretch : m_pace->between(from, to - from, 1, order))
        for (int n = 0; n < stretch.steps; ++n)
            add(stretch.from + n * stretch.dt, stretch.dt);
    return sum;
}

} // namespace dqm
