#include "widgets/scene/model/Colourings.h"

#include "core/frames/LocalEnergy.h"
#include "widgets/scene/model/SceneScales.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dqm {

namespace {

/// Branch-free arctangent, good to 2e-4 rad, a fifth of a colour's width; the loop vectorises.
float angle(float y, float x)
{
    const float ax = std::abs(x);
    const float ay = std::abs(y);
    const float ratio = std::min(ax, ay) / std::max(std::max(ax, ay), 1e-30F);
    const float s = ratio * ratio;
    float r = ((-0.0464964749F * s + 0.15931422F) * s - 0.327622764F) * s * ratio + ratio;
    constexpr auto pi = std::numbers::pi_v<float>;
    r = ay > ax ? 0.5F * pi - r : r;
    r = x < 0.0F ? pi - r : r;
    return y < 0.0F ? -r : r;
}

float length(const FloatField& x, const FloatField& y, Eigen::Index cell)
{
    const float a = x.data()[cell];
    const float b = y.data()[cell];
    return std::sqrt(a * a + b * b);
}

bool has(const Picture& picture, const FloatField& field)
{
    return field.size() == picture.rho.size();
}

// The values.

float phase(const Picture& picture, const SceneScales& /*any*/, Eigen::Index cell)
{
    return angle(picture.im.data()[cell], picture.re.data()[cell]);
}

float density(const Picture& picture, const SceneScales& /*any*/, Eigen::Index cell)
{
    return picture.rho.data()[cell];
}

float driftSpeed(const Picture& picture, const SceneScales& /*any*/, Eigen::Index cell)
{
    return length(picture.vx, picture.vy, cell);
}

float diffusionSpeed(const Picture& picture, const SceneScales& /*any*/, Eigen::Index cell)
{
    return length(picture.ux, picture.uy, cell);
}

float quantumPotential(const Picture& picture, const SceneScales& /*any*/, Eigen::Index cell)
{
    return picture.Q.data()[cell];
}

float energyLessMean(const Picture& picture, const SceneScales& scales, Eigen::Index cell)
{
    return static_cast<float>(localEnergyAt(picture, scales.mass, cell) - scales.meanEnergy);
}

float residual13(const Picture& picture, const SceneScales& /*any*/, Eigen::Index cell)
{
    return picture.residualHamiltonJacobi.data()[cell];
}

float residual14(const Picture& picture, const SceneScales& /*any*/, Eigen::Index cell)
{
    return picture.residualContinuity.data()[cell];
}

template <float (*value)(const Picture&, const SceneScales&, Eigen::Index)>
void rowOf(const Picture& picture, const SceneScales& scales, Eigen::Index row, float* values)
{
    const Eigen::Index columns = picture.rho.cols();
    for (Eigen::Index i = 0; i < columns; ++i)
        values[i] = value(picture, scales, row * columns + i);
}

// The ranges.

/// Energy that can become the motion of the ensemble as a whole.
double motionOf(const Frame& frame)
{
    const RunStart& start = *frame.start;
    const bool hasV = start.potentialHigh > start.potentialLow;
    return start.energies.kinetic()
        + (hasV ? std::max(0.0, start.energies.potential - start.potentialLow) : 0.0);
}

/// Energy that can become diffusion: without V the motion as a whole stays what it is, and
/// diffusion has only the spread.
double spreadOf(const Frame& frame)
{
    const RunStart& start = *frame.start;
    const bool hasV = start.potentialHigh > start.potentialLow;
    return hasV ? motionOf(frame) : start.energies.kinetic() - start.bulkEnergy;
}

constexpr double speeds = 1.75; // of the rms speed: all but the fastest few percent

double driftOfRun(const Frame& frame)
{
    return std::max(speeds * std::sqrt(2.0 * motionOf(frame) / frame.constants.mass),
        1.2 * frame.frameVelocity.norm());
}

double diffusionOfRun(const Frame& frame)
{
    return speeds * std::sqrt(2.0 * std::max(spreadOf(frame), 0.0) / frame.constants.mass);
}

double energyOfRun(const Frame& frame)
{
    constexpr double energies = 3.0;
    return energies * spreadOf(frame);
}

/// The largest velocity that the grid can carry.
double velocityOfGrid(const Frame& frame, const Picture& picture)
{
    const double cell = std::min(picture.grid.dx(), picture.grid.dy());
    return std::numbers::pi * frame.constants.hbar / (frame.constants.mass * cell);
}

double smallestSpeed(const Frame& frame, const Picture& picture)
{
    return 1e-3 * velocityOfGrid(frame, picture);
}

double smallestEnergy(const Frame& frame, const Picture& picture)
{
    const double velocity = velocityOfGrid(frame, picture);
    return 1e-6 * frame.constants.mass * velocity * velocity;
}

/// A hundredth of what the ensemble has is level, as an eigenstate has to look.
double smallestLocalEnergy(const Frame& frame, const Picture& picture)
{
    return std::max(smallestEnergy(frame, picture), 0.01 * picture.numbers.energies.diffusion);
}

/// What double precision leaves of the terms of (13) ...
double rounding13(const Frame& /*any*/, const Picture& picture)
{
    const Energies& energies = picture.numbers.energies;
    return 1e-14 * (energies.kinetic() + std::abs(energies.potential)) + 1e-30;
}

/// ... and of (14).
double rounding14(const Frame& frame, const Picture& picture)
{
    return rounding13(frame, picture) / frame.constants.hbar * static_cast<double>(picture.rhoMax);
}

// The table.

const std::array table{
    Colouring{.by = ColorBy::Phase,
        .word = "phase",
        .label = "Phase arg ψ",
        .tooltip = "The phase S/ħ of ψ = √ρ exp(iS/ħ), equation (15)",
        .map = Colouring::Map::Phase,
        .range = Colouring::Range::Turn,
        .isRatio = false,
        .isIn = [](const Picture& p) { return has(p, p.re) && has(p, p.im); },
        .value = phase,
        .row = rowOf<phase>},
    Colouring{.by = ColorBy::Density,
        .word = "density",
        .label = "Density ρ",
        .tooltip = "The probability density, equation (1)",
        .symbol = "density <i>ρ</i>",
        .quantity = Quantity::Density,
        .range = Colouring::Range::Height,
        .isRatio = false,
        .isIn = [](const Picture&) { return true; },
        .value = density,
        .row = rowOf<density>},
    Colouring{.by = ColorBy::DriftSpeed,
        .word = "drift",
        .label = "Drift speed |v|",
        .tooltip = "v = ∇S/m, equation (6); changes with the frame",
        .symbol = "drift speed |<b>v</b>|",
        .quantity = Quantity::Velocity,
        .isIn = [](const Picture& p) { return has(p, p.vx) && has(p, p.vy); },
        .value = driftSpeed,
        .row = rowOf<driftSpeed>,
        .rangeOfRun = driftOfRun,
        .smallest = smallestSpeed},
    Colouring{.by = ColorBy::DiffusionSpeed,
        .word = "diffusion",
        .label = "Diffusion speed |u|",
        .tooltip = "u = −(ħ/2m) ∇ρ/ρ, equation (3); the same in every frame. "
                   "Nelson's osmotic velocity has the opposite sign.",
        .symbol = "diffusion speed |<b>u</b>|",
        .quantity = Quantity::Velocity,
        .isIn = [](const Picture& p) { return has(p, p.ux) && has(p, p.uy); },
        .value = diffusionSpeed,
        .row = rowOf<diffusionSpeed>,
        .rangeOfRun = diffusionOfRun,
        .smallest = smallestSpeed},
    Colouring{.by = ColorBy::QuantumPotential,
        .word = "quantum-potential",
        .label = "Quantum potential Q",
        .tooltip = "Q = −(ħ²/2m) Δ√ρ/√ρ, equation (13)",
        .symbol = "quantum potential <i>Q</i>",
        .quantity = Quantity::Energy,
        .map = Colouring::Map::Signed,
        .isIn = [](const Picture& p) { return has(p, p.Q); },
        .value = quantumPotential,
        .row = rowOf<quantumPotential>,
        .rangeOfRun = energyOfRun,
        .smallest = smallestEnergy},
    Colouring{.by = ColorBy::LocalEnergy,
        .word = "local-energy",
        .label = "Local energy ½mv²+V+Q",
        .tooltip = "½mv² + V + Q less its mean: constant over an eigenstate, so that the map is "
                   "flat there",
        .symbol = "½<i>mv</i>² + <i>V</i> + <i>Q</i> − mean",
        .quantity = Quantity::Energy,
        .map = Colouring::Map::Signed,
        .isIn = hasLocalEnergy,
        .value = energyLessMean,
        .row = rowOf<energyLessMean>,
        .rangeOfRun = energyOfRun,
        .smallest = smallestLocalEnergy,
        .prepare =
            [](const Frame& frame, const Picture& picture, SceneScales& scales) {
                scales.mass = frame.constants.mass;
                scales.meanEnergy = localEnergy(picture, frame.constants.mass).mean;
            }},
    Colouring{.by = ColorBy::ResidualHamiltonJacobi,
        .word = "residual-13",
        .label = "Residual of (13)",
        .tooltip = "∂S/∂t + ½mv² + V + Q from three instants of ψ: zero where the "
                   "Hamilton-Jacobi-Madelung equation (13) holds, to the magnitude that the legend "
                   "says",
        .symbol = "(13): ∂<i>S</i>/∂<i>t</i> + ½<i>mv</i>² + <i>V</i> + <i>Q</i>",
        .quantity = Quantity::Energy,
        .map = Colouring::Map::Signed,
        .range = Colouring::Range::Residual,
        .isIn = [](const Picture& p) { return has(p, p.residualHamiltonJacobi); },
        .value = residual13,
        .row = rowOf<residual13>,
        .smallest = rounding13},
    Colouring{.by = ColorBy::ResidualContinuity,
        .word = "residual-14",
        .label = "Residual of (14)",
        .tooltip = "∂ρ/∂t + ∇·(ρv) from three instants of ψ: zero where the continuity equation "
                   "(14) holds, to the magnitude that the legend says",
        .symbol = "(14): ∂<i>ρ</i>/∂<i>t</i> + ∇·(<i>ρ</i><b>v</b>)",
        .quantity = Quantity::Density,
        .isRate = true,
        .map = Colouring::Map::Signed,
        .range = Colouring::Range::Residual,
        .isIn = [](const Picture& p) { return has(p, p.residualContinuity); },
        .value = residual14,
        .row = rowOf<residual14>,
        .smallest = rounding14},
};

/// Nobody chooses it: what phase and density step back to under lines, see drawnColoring().
const Colouring neutral{.by = ColorBy::Neutral,
    .symbol = "density <i>ρ</i>",
    .quantity = Quantity::Density,
    .map = Colouring::Map::Neutral,
    .range = Colouring::Range::Height,
    .isRatio = false,
    .isIn = [](const Picture&) { return true; },
    .value = density,
    .row = rowOf<density>};

} // namespace

std::span<const Colouring> colourings() { return table; }

const Colouring& colouring(ColorBy by)
{
    const auto* found = std::ranges::find(table, by, &Colouring::by);
    return found == table.end() ? neutral : *found;
}

} // namespace dqm
