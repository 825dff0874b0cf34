#pragma once

#include "core/experiment/Experiment.h"

namespace dqm {

/// The absorbing layer: an imaginary potential -i Gamma(x), Gamma >= 0, that rises smoothly from
/// the inner edge of the layer to the edge of the grid, where it meets the layer of the other side;
/// the two axes add up. Depth s = 0 .. 1 in the layer gives
///
///   Gamma = strength ((1 - c^2) s / (1 - c^2 s^2))^2,  c = 0.9,
///
/// quadratic where it begins, steep where hardly anything is left [Kosloff1986],
/// [Manolopoulos2002]. Defaults: a width of one eighth to one fifth of the smaller size, wider for
/// slow packets, and the strength that lets 3e-4 of the fastest expected waves through, 1.5 times
/// the packets' mean plus three standard deviations. Waves between 8/width and that speed are then
/// reflected or let through by less than 1e-3 together; slower ones are reflected in part (model
/// assumption: the paper knows no edge).
///
/// Units: energy. Empty (0 x 0) unless the grid's boundary is Absorbing.
class AbsorbingLayer
{
public:
    explicit AbsorbingLayer(const Experiment& experiment);

    bool isActive() const { return m_active; }
    double width() const { return m_width; }
    /// Gamma where two layers meet at the edge of the grid.
    double strength() const { return m_strength; }
    /// The speed 8 hbar / (m width), below which more than 1e-3 comes back.
    double slowestTaken() const { return m_slowest; }
    /// Gamma at the grid points shifted by `offset` (wrapped).
    void sample(RealField& gamma, Vec2 offset = Vec2(0.0, 0.0)) const;

private:
    Grid m_grid;
    bool m_active = false;
    double m_width = 0.0;
    double m_strength = 0.0;
    double m_slowest = 0.0;
};

} // namespace dqm
