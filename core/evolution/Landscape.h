#pragma once

#include "core/potentials/Potential.h"

#include <vector>

namespace dqm {

/// V along classical paths, whose steps are long beside what may happen in time: the time factors
/// of V are averaged over each step, so that a kick has its strength, however short, but is not
/// taken for roughness of V in space. A force that is the same everywhere is left out of it, as
/// split steps solve it by themselves: the paths only go where it leads, smoothly. One thread at a
/// time. Internal to core/evolution.
class Landscape
{
public:
    /// @param step   of the paths.
    /// @param steps  at most so many.
    Landscape(const Potential& potential, double step, int steps);

    /// Momentum with which a path begins besides its own.
    Vec2 firstPush() const;

    /// The parts of V at a point and the n-th step: [0] what rests or cannot be taken apart, then
    /// those that factorsAt(n) weighs.
    const std::vector<double>& partsAt(const Vec2& point, int n);
    double at(const Vec2& point, int n);
    /// Averages over the n-th step; [0] is 1.
    const std::vector<double>& factorsAt(int n) const;
    /// -grad V by differences over one cell, so that a sharp edge is a steep slope, and the force
    /// that is the same everywhere.
    Vec2 force(const Vec2& point, int n);

private:
    void takePushes(const LinearDrive& drive, int steps);

    const Potential& m_potential;
    double m_step;
    std::vector<std::vector<double>> m_factors;
    std::vector<double> m_parts;
    std::vector<Vec2> m_pushes; ///< momentum that the force has given when a step begins, smoothed
};

} // namespace dqm
