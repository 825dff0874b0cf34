#pragma once

namespace dqm {

/// hbar, m and c as the solver uses them, in one consistent system of units.
struct PhysicalConstants
{
    double hbar = 1.0;
    double mass = 1.0;
    double c = 20.0;

    /// D = hbar / 2m [Zakir, eq. (2)], length^2 / time.
    double diffusionCoefficient() const { return hbar / (2.0 * mass); }
    /// m c^2, energy.
    double restEnergy() const { return mass * c * c; }
};

} // namespace dqm
