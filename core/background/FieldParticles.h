#pragma once

#include "core/background/FluctuatingField.h"

namespace dqm {

/// Classical particles of unit mass in the field, r'' = -g grad phi, released at rest at random
/// places of a square; Verlet's steps.
///
/// Sandbox  the paper says of such an ensemble that it "diffuses in a similar way"; this, its
///          simplest realisation, does not: a wave on the mass shell is faster than any particle
///          and only shakes it, so the squared distance grows about as t^2 from the kick at the
///          start, not as t (erratum X18).
class FieldParticles
{
public:
    struct Row
    {
        double time;
        double distance; ///< mean of |r(t) - r(0)|^2
        double velocity; ///< mean of |v(t)|^2
    };

    /// @param count  >= 1; @param coupling  g; @param width  of the square.
    FieldParticles(const FluctuatingField& field, int count, double coupling, double width);

    /// Goes on to a time, in equal steps that resolve the highest frequency.
    void advanceTo(double time, int threads);

    double time() const { return m_step * static_cast<double>(m_steps); }
    double step() const { return m_step; }
    const std::vector<Vec2>& places() const { return m_places; }
    double meanSquaredVelocity() const;
    /// At times that grow by a constant factor.
    const std::vector<Row>& rows() const { return m_rows; }
    /// Slope of ln <|r - r0|^2> against ln t over the last decade; 0 before there are three rows.
    double exponent() const;
    /// <|v|^2> of a shaken particle to first order in g: sum_j A^2 k^2/omega^2 g^2.
    double shakenVelocity() const;

private:
    Vec2 force(const Vec2& place, double time) const;
    void writeRow();

    const FluctuatingField m_field;
    double m_coupling;
    double m_step;
    long long m_steps = 0;
    long long m_nextRow = 1;
    std::vector<Vec2> m_places;
    std::vector<Vec2> m_starts;
    std::vector<Vec2> m_velocities;
    std::vector<Vec2> m_forces;
    std::vector<Row> m_rows;
};

} // namespace dqm
