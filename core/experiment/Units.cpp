#include "core/experiment/Units.h"

#include <string_view>

namespace dqm {

namespace {

// CODATA 2018.
constexpr double hbarInEvFs = 0.6582119569;
constexpr double cInNmPerFs = 299.792458;
constexpr double electronRestEnergyInEv = 510998.95;

struct Symbols
{
    std::string_view natural;
    std::string_view electron;
};

Symbols symbols(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Dimensionless:
        return {"", ""};
    case Quantity::Length:
        return {"L₀", "nm"};
    case Quantity::Time:
        return {"T₀", "fs"};
    case Quantity::Mass:
        return {"M₀", "mₑ"};
    case Quantity::Energy:
        return {"E₀", "eV"};
    case Quantity::Velocity:
        return {"L₀/T₀", "nm/fs"};
    case Quantity::Momentum:
        return {"E₀·T₀/L₀", "eV·fs/nm"};
    case Quantity::Action:
    case Quantity::AngularMomentum:
        return {"E₀·T₀", "eV·fs"};
    case Quantity::DiffusionCoefficient:
        return {"L₀²/T₀", "nm²/fs"};
    case Quantity::Density:
        return {"L₀⁻²", "nm⁻²"};
    case Quantity::InverseTime:
        return {"T₀⁻¹", "fs⁻¹"};
    case Quantity::Force:
        return {"E₀/L₀", "eV/nm"};
    case Quantity::MomentumSquaredLengthSquared:
        return {"E₀²·T₀²", "eV²·fs²"};
    case Quantity::Angle:
        return {"rad", "rad"};
    case Quantity::Flux:
        return {"L₀⁻¹·T₀⁻¹", "nm⁻¹·fs⁻¹"};
    }
    return {"", ""};
}

} // namespace

PhysicalConstants physicalConstants(const Experiment& experiment)
{
    const Constants& given = experiment.constants;
    if (experiment.units == UnitSystem::Natural)
        return {.hbar = given.hbar, .mass = given.mass, .c = given.c};
    return {.hbar = hbarInEvFs,
        .mass = given.mass * electronRestEnergyInEv / (cInNmPerFs * cInNmPerFs),
        .c = cInNmPerFs};
}

std::string unitSymbol(Quantity quantity, UnitSystem system)
{
    const Symbols both = symbols(quantity);
    return std::string(system == UnitSystem::Natural ? both.natural : both.electron);
}

} // namespace dqm
