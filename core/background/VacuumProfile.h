#pragma once

#include "core/grid/Field.h"

#include <vector>

namespace dqm {

/// What is missing of eta^2/eta0^2 at a place.
struct FieldDip
{
    enum class Shape
    {
        Mass, ///< depth core / sqrt(r^2 + core^2): 1/r far away
        Trench ///< depth exp(-x^2 / 2 core^2), the same for all y
    };
    Shape shape = Shape::Mass;
    Vec2 center{0.0, 0.0};
    double depth = 0.5; ///< in [0, 1)
    double core = 1.0; ///< length, > 0
};
using FieldDips = std::vector<FieldDip>;

/// Mean square of the background field, s = eta^2(r)/eta0^2 = 1 - sum of the dips, after
/// [Zakir, eq. (34)], which says only eta(r1) < eta(r2) < eta0 for r1 < r2.
///
/// Model assumption  the profile, and that the deficits of several masses add.
class VacuumProfile
{
public:
    VacuumProfile() = default; ///< eta = eta0 everywhere
    /// @throws std::invalid_argument for a depth or core out of range, or depths that add up to 1.
    explicit VacuumProfile(FieldDips dips);

    double square(const Vec2& place) const; ///< s in (0, 1]
    Vec2 squareGradient(const Vec2& place) const; ///< 1 / length
    double ratio(const Vec2& place) const; ///< eta/eta0
    Vec2 ratioGradient(const Vec2& place) const;
    bool isUniform() const { return m_dips.empty(); }
    const FieldDips& dips() const { return m_dips; }

private:
    FieldDips m_dips;
};

/// Integral of eta0^2 - eta^2 over the ball of a radius about a single mass in space, in units of
/// eta0^2 length^3: 2 pi depth core [R sqrt(R^2+b^2) - b^2 asinh(R/b)]. It grows as R^2 without a
/// bound, so it cannot be the mc^2 of a particle (erratum X16).
double deficitWithin(double radius, const FieldDip& mass);

} // namespace dqm
