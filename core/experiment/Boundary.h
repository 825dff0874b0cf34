#pragma once

#include "core/experiment/Experiment.h"

#include <complex>

namespace dqm {

/// The absorbing layer: a complex potential -U(x) - i Gamma(x), U, Gamma >= 0, from the inner edge
/// of the layer to the edge of the grid, where it meets the layer of the other side; the two axes
/// add up. At depth s = 0 .. 1, in units of hbar^2/(m width^2),
///
///   Gamma = s^2 exp(P(2s - 1)),  U = s^2 Q(2s - 1),
///
/// with polynomials fitted so that little comes back from wave numbers 1.6/width to 40/width: the
/// dip U draws slow waves in, until they are short enough to be taken gradually [Riss1996]. What
/// the dip does is no part of <V>: it acts on what is lost already.
///
/// Coarse   a layer of less than 20 points, or waves near the shortest of the grid (mean plus three
///          standard deviations beyond 0.6 of it) leave no room for a dip: imaginary alone,
///          Gamma = ((1 - c^2) s / (1 - c^2 s^2))^2, c = 0.9 [Kosloff1986], [Manolopoulos2002].
/// Defaults a width of one eighth to one fifth of the smaller size, wider for slow packets, and the
///          strength that lets less than 1e-3 of the fastest expected waves through, 1.5 times the
///          packets' mean plus three standard deviations. It scales Gamma and U together.
/// Limits   no wave is taken that is much longer than the layer: see comesBack() (model assumption:
///          the paper knows no edge).
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
    /// The longest step whose kicks act as the layer does.
    double longestStep() const;

    /// Of a plane wave that arrives with this speed across the edge, the part that comes back:
    /// reflected, or let through to the other side. Schroedinger's equation in the layer by
    /// Numerov's method; steps and spacing are taken for short.
    double comesBack(double speed) const;
    /// The speeds, of all that the grid holds, between which at most this share comes back;
    /// {infinity, 0} if there are none.
    struct Band
    {
        double slowest;
        double fastest;
    };
    Band taken(double share) const;

    /// Gamma at the grid points shifted by `offset` (wrapped).
    void sample(RealField& gamma, Vec2 offset = Vec2(0.0, 0.0)) const;
    /// V -= U there; a V of 0 x 0 is taken for zero.
    void addDip(RealField& V, Vec2 offset = Vec2(0.0, 0.0)) const;

private:
    std::complex<double> at(double depth) const;
    RealField sum(bool isDip, Vec2 offset) const;

    Grid m_grid;
    double m_hbar = 1.0;
    double m_mass = 1.0;
    bool m_active = false;
    bool m_dips = false;
    double m_width = 0.0;
    double m_strength = 0.0;
};

} // namespace dqm
