#pragma once

#include "core/Experiment.h"

namespace dqm {

/// The absorbing layer: an imaginary potential -i Gamma(x), Gamma >= 0, that rises smoothly from
/// the inner edge of the layer; chosen so that a packet of the experiment's speeds is reflected by
/// less than 1e-3. Units: energy. Empty (0 x 0) unless the grid's boundary is Absorbing.
class AbsorbingLayer
{
public:
    explicit AbsorbingLayer(const Experiment& experiment);

    bool isActive() const { return m_active; }
    double width() const { return m_width; }
    double strength() const { return m_strength; }
    /// Gamma at the grid points shifted by `offset` (wrapped).
    void sample(RealField& gamma, Vec2 offset = Vec2(0.0, 0.0)) const;

private:
    Grid m_grid;
    bool m_active = false;
    double m_width = 0.0;
    double m_strength = 0.0;
};

} // namespace dqm
