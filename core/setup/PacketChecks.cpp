#include "core/experiment/Key.h"
#include "core/experiment/Units.h"
#include "core/formulas/Formula.h"
#include "core/setup/Checks.h"

#include <cmath>
#include <numbers>

namespace dqm {

namespace {

/// One axis of the grid as a packet meets it.
struct Side
{
    int axis;
    int points;
    double lower;
    double size;
    double spacing;
    double nyquist; ///< largest momentum, pi hbar / spacing
};

std::array<Side, 2> sides(const Experiment& experiment)
{
    const Grid& grid = experiment.grid;
    const double h = std::numbers::pi * physicalConstants(experiment).hbar;
    return {Side{0, grid.nx, grid.lower().x(), grid.size.x(), grid.dx(), h / grid.dx()},
        Side{1, grid.ny, grid.lower().y(), grid.size.y(), grid.dy(), h / grid.dy()}};
}

void checkCenter(Vec2 center, const Experiment& experiment, const Key& key)
{
    for (const Side& side : sides(experiment)) {
        key[static_cast<std::size_t>(side.axis)].requireBetween(
            center[side.axis], side.lower, side.lower + side.size, "a length inside the grid,");
    }
}

void checkWidth(double sigma, const Side& side, const Key& key)
{
    key.requirePositive(sigma, "a length");
    if (sigma < side.spacing)
        key.refuse(sigma, "at least one spacing of the grid, " + numberText(side.spacing));
    if (sigma > side.size)
        key.refuse(sigma, "at most the size of the grid, " + numberText(side.size));
}

/// @param spread  standard deviation of the momentum.
void checkSpeed(double velocity, double spread, const Side& side, double mass, const Key& key)
{
    key.requireFinite(velocity, "a velocity");
    const double room = side.nyquist - 3.0 * spread;
    if (mass * std::abs(velocity) > room)
        key.refuse(velocity,
            "at most " + numberText(std::max(0.0, room / mass)) + " so that the grid's spacing of "
                + numberText(side.spacing) + " resolves the packet's waves");
}

void check(const GaussianPacket& packet, const Experiment& experiment, const Key& key)
{
    const PhysicalConstants constants = physicalConstants(experiment);
    checkCenter(packet.center, experiment, key("center"));
    key("chirp").requireFinite(packet.chirp, "a rate");
    for (const Side& side : sides(experiment)) {
        const auto axis = static_cast<std::size_t>(side.axis);
        const double sigma = packet.sigma[side.axis];
        checkWidth(sigma, side, key("sigma")[axis]);
        const double spread
            = std::hypot(constants.hbar / (2.0 * sigma), constants.mass * packet.chirp * sigma);
        if (3.0 * spread > side.nyquist)
            key("chirp").refuse(packet.chirp,
                "a chirp whose waves the grid's spacing of " + numberText(side.spacing)
                    + " resolves");
        checkSpeed(packet.velocity[side.axis], spread, side, constants.mass, key("velocity")[axis]);
    }
}

void check(const VortexPacket& packet, const Experiment& experiment, const Key& key)
{
    const PhysicalConstants constants = physicalConstants(experiment);
    checkCenter(packet.center, experiment, key("center"));
    key("charge").requireBetween(packet.charge, -20, 20, "a whole number");
    const double order = std::sqrt(std::abs(packet.charge) + 1.0);
    for (const Side& side : sides(experiment)) {
        checkWidth(packet.sigma, side, key("sigma"));
        const double spread = order * constants.hbar / (2.0 * packet.sigma);
        if (3.0 * spread > side.nyquist)
            key("charge").refuse(packet.charge,
                "a charge whose waves the grid resolves at sigma " + numberText(packet.sigma));
        checkSpeed(packet.velocity[side.axis], spread, side, constants.mass,
            key("velocity")[static_cast<std::size_t>(side.axis)]);
    }
}

void checkBoxState(const EigenstatePacket& packet, const Experiment& experiment, const Key& key)
{
    if (experiment.grid.boundary != BoundaryKind::Walls)
        key("of").refuse(
            "\"box\" on a grid without walls", "\"harmonic\", or \"walls\" in grid.boundary");
    for (const Side& side : sides(experiment)) {
        const auto axis = static_cast<std::size_t>(side.axis);
        key("n")[axis].requireBetween(packet.n[axis], 1, side.points, "a whole number");
    }
}

void checkHarmonicState(
    const EigenstatePacket& packet, const Experiment& experiment, const Key& key)
{
    const PhysicalConstants constants = physicalConstants(experiment);
    key("omega").requirePositive(packet.omega, "a frequency");
    checkCenter(packet.center, experiment, key("center"));
    for (const Side& side : sides(experiment)) {
        const auto axis = static_cast<std::size_t>(side.axis);
        key("n")[axis].requireBetween(packet.n[axis], 0, 200, "a whole number");
        const double action = constants.hbar * constants.mass * packet.omega[side.axis];
        const double turning = std::sqrt(2.0 * packet.n[axis] + 1.0);
        if ((turning + 2.0) * std::sqrt(action) > side.nyquist)
            key("omega")[axis].refuse(packet.omega[side.axis],
                "a frequency whose eigenstate " + std::to_string(packet.n[axis])
                    + " the grid's spacing of " + numberText(side.spacing) + " resolves");
        if (turning * constants.hbar / std::sqrt(action) > 0.5 * side.size)
            key("omega")[axis].refuse(packet.omega[side.axis],
                "a frequency whose eigenstate " + std::to_string(packet.n[axis])
                    + " fits the grid's size of " + numberText(side.size));
    }
}

void check(const EigenstatePacket& packet, const Experiment& experiment, const Key& key)
{
    if (packet.of == EigenstatePacket::Of::Box)
        checkBoxState(packet, experiment, key);
    else
        checkHarmonicState(packet, experiment, key);
}

void check(const PlanePacket& packet, const Experiment& experiment, const Key& key)
{
    if (!experiment.grid.isTorus())
        key("type").refuse("\"plane\" on a grid with walls",
            "a packet that vanishes at the walls, or another grid.boundary");
    for (const Side& side : sides(experiment)) {
        checkSpeed(packet.velocity[side.axis], 0.0, side, physicalConstants(experiment).mass,
            key("velocity")[static_cast<std::size_t>(side.axis)]);
    }
}

void check(const FormulaPacket& packet, const Experiment& experiment, const Key& key)
{
    checkFormulaParameters(packet.parameters, key("parameters").path());
    const auto constants = formulaConstants(physicalConstants(experiment), packet.parameters);
    for (const auto& [name, expression] :
        {std::pair{"real", packet.real}, std::pair{"imaginary", packet.imaginary}}) {
        try {
            Formula(expression, constants);
        } catch (const std::invalid_argument& error) {
            throw ExperimentError(key(name).path(), error.what());
        }
    }
}

void check(const FilePacket& packet, const Experiment& /*any*/, const Key& key)
{
    if (!packet.wave)
        key("file").refuse("no wave function", "one that was read from a file");
    const SavedWave& saved = *packet.wave;
    if (saved.psi.rows() != saved.grid.ny || saved.psi.cols() != saved.grid.nx)
        key("file").refuse("a wave function of another shape than its grid", "one of the same");
}

} // namespace

void checkPackets(const Experiment& experiment)
{
    const Key packets("packets");
    if (experiment.packets.empty())
        packets.refuse("none", "at least one packet");
    bool anyWeight = false;
    for (std::size_t i = 0; i < experiment.packets.size(); ++i) {
        const Key key = packets[i];
        const auto checkOne = [&](const auto& packet) {
            key("weight").requireFinite(packet.weight);
            key("phase").requireFinite(packet.phase, "an angle");
            check(packet, experiment, key);
            anyWeight = anyWeight || packet.weight != 0.0;
        };
        std::visit(checkOne, experiment.packets[i]);
    }
    if (!anyWeight)
        packets[0]("weight").refuse("0 in every packet", "at least one weight other than 0");
}

} // namespace dqm
