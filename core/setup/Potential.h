#pragma once

#include "core/Experiment.h"
#include "core/Units.h"
#include "core/setup/Formula.h"

namespace dqm {

/// V(x, t): the summed terms of an experiment times its strength.
///
/// Units   energy of the experiment.
/// Torus   with a periodic grid V is taken at x wrapped into the grid's rectangle.
/// Edges   sharp edges take the average over the grid cell.
/// Threads const calls may run side by side.
class Potential
{
public:
    /// @throws ExperimentError for a formula that does not parse.
    Potential(const Experiment& experiment, const Grid& grid);

    bool isZero() const;
    bool dependsOnTime() const;
    /// True if the gradient exists everywhere the packet can be, so that the gradient-corrected
    /// fourth-order scheme keeps its order (no sharp edge among the terms).
    bool isSmooth() const;

    /// V at the grid points shifted by `offset`, at time t. Resizes the result.
    void sample(RealField& V, double t, Vec2 offset = Vec2(0.0, 0.0)) const;
    /// V and |grad V|^2 (analytic where the term allows it, else from central differences of the
    /// formula; zero across sharp edges).
    void sampleWithGradient(
        RealField& V, RealField& gradientSquared, double t, Vec2 offset = Vec2(0.0, 0.0)) const;
    /// grad V, for Ehrenfest's relation.
    VectorField gradient(double t, Vec2 offset = Vec2(0.0, 0.0)) const;
    /// V at one point.
    double at(Vec2 point, double t) const;

    const Grid& grid() const { return m_grid; }

private:
    Grid m_grid;
    PhysicalConstants m_constants;
    double m_strength;
    std::vector<PotentialTerm> m_terms;
    std::vector<Formula> m_formulas;
};

} // namespace dqm
