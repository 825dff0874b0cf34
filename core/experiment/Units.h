#pragma once

#include "core/experiment/Experiment.h"
#include "core/values/PhysicalConstants.h"

namespace dqm {

/// The kinds of quantity that are shown to a person.
enum class Quantity
{
    Dimensionless,
    Length,
    Time,
    Mass,
    Energy,
    Velocity,
    Momentum,
    Action,
    AngularMomentum,
    DiffusionCoefficient,
    Density,
    InverseTime,
    Force,
    MomentumSquaredLengthSquared,
    Angle,
    Flux ///< density times velocity
};

/// Natural: as given. Electron: hbar = 0.6582119569 eV fs, c = 299.792458 nm/fs,
/// m = mass * 5.685630... eV fs^2/nm^2 (CODATA 2018).
PhysicalConstants physicalConstants(const Experiment& experiment);

/// Unit symbol in UTF-8, such as "nm" or, in natural units, the experiment's own "L₀", "T₀", "E₀";
/// empty for a dimensionless quantity.
std::string unitSymbol(Quantity quantity, UnitSystem system);

} // namespace dqm
