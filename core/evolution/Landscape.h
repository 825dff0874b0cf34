#pragma once

#include "core/setup/Potential.h"

#include <vector>

namespace dqm {

/// V at single points, many times over: Potential::at compiles formulas anew with each call, which
/// a path of a thousand points cannot wait for. One thread at a time. Internal to core/evolution.
class Landscape
{
public:
    Landscape(const Experiment& experiment, const Grid& grid);

    double at(const Vec2& point, double time) const;
    /// -grad V by differences over one cell, so that a sharp edge is a steep slope.
    Vec2 force(const Vec2& point, double time) const;
    const Grid& grid() const { return m_others.grid(); }

private:
    Potential m_others; ///< all terms that are not formulas
    std::vector<Formula> m_formulas;
    double m_strength;
};

} // namespace dqm
