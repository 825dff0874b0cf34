#include "core/simulation/StartWarnings.h"

#include "core/experiment/Key.h"
#include "core/grid/FourierTransform.h"
#include "core/packets/WavePacket.h"
#include "core/potentials/PotentialTerms.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <optional>

namespace dqm {

namespace {

/// Of a packet, what may lie beyond the edge of the grid without a word.
constexpr double overhangAllowed = 1e-4;
/// Of a formula, by how much it may differ from what the grid makes of it.
constexpr double strayAllowed = 1e-3;
/// Wave numbers beyond this share of the largest count as lost.
constexpr double usableBand = 0.9;

std::string percent(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2g %%", 100.0 * share);
    return text;
}

/// Of a normal distribution, what lies outside an interval.
double outside(double centre, double sigma, double low, double high)
{
    const double scale = 1.0 / (sigma * std::numbers::sqrt2);
    return 0.5 * (std::erfc((centre - low) * scale) + std::erfc((high - centre) * scale));
}

/// Along one axis, where a packet lies and how wide it is.
struct Place
{
    Vec2 centre;
    Vec2 sigma;
};

std::optional<Place> placeOf(const Packet& packet, const PhysicalConstants& constants)
{
    if (const auto* gaussian = std::get_if<GaussianPacket>(&packet))
        return Place{gaussian->center, gaussian->sigma};
    if (const auto* vortex = std::get_if<VortexPacket>(&packet))
        return Place{vortex->center,
            Vec2::Constant(vortex->sigma * std::sqrt(1.0 + std::abs(vortex->charge)))};
    const auto* state = std::get_if<EigenstatePacket>(&packet);
    if (state == nullptr || state->of != EigenstatePacket::Of::Harmonic)
        return {};
    Place place{state->center, Vec2::Zero()};
    for (const int a : {0, 1})
        place.sigma[a] = std::sqrt((state->n[static_cast<std::size_t>(a)] + 0.5) * constants.hbar
            / (constants.mass * state->omega[a]));
    return place;
}

void addPacket(std::vector<RunWarning>& list, const Experiment& experiment, std::size_t number,
    const PhysicalConstants& constants)
{
    const Packet& packet = experiment.packets[number];
    const Grid& grid = experiment.grid;
    const Key key = Key("packets")[number];
    if (const auto* formula = std::get_if<FormulaPacket>(&packet)) {
        const double stray = packetStray(*formula, grid, constants);
        if (stray > strayAllowed)
            list.push_back({key.path(),
                "between the points of the grid the formula differs by " + percent(stray)
                    + " from what the grid makes of it: it is too fast, too sharp or cut by the "
                      "edge. More points, or a wider grid.",
                true, stray});
    }
    if (const auto* saved = std::get_if<FilePacket>(&packet)) {
        const double lost = 1.0 - heldShare(*saved, grid);
        if (lost > overhangAllowed)
            list.push_back({key.path(),
                percent(lost)
                    + " of it does not fit the grid: it lies beyond the edge, or is faster "
                      "than the points resolve. A wider grid, or more points.",
                true, std::sqrt(lost)});
    }
    if (const auto* plane = std::get_if<PlanePacket>(&packet)) {
        const Vec2 allowed = allowedPlaneVelocity(experiment, plane->velocity);
        if ((allowed - plane->velocity).norm() > 1e-9 * (1e-300 + plane->velocity.norm()))
            list.push_back({key("velocity").path(),
                "a plane wave has to fit the grid: its velocity is (" + numberText(allowed.x())
                    + ", " + numberText(allowed.y()) + ").",
                false});
    }
    const std::optional<Place> place = placeOf(packet, constants);
    if (!place)
        return;
    for (const int a : {0, 1}) {
        const double low = grid.lower()[a];
        const double share = outside(place->centre[a], place->sigma[a], low, low + grid.size[a]);
        if (share <= overhangAllowed)
            continue;
        const std::string edge = a == 0 ? "along x" : "along y";
        list.push_back({key.path(),
            percent(share) + " of it lies beyond the edge of the grid " + edge
                + (grid.isTorus() ? ", where it overlaps its own image. A wider grid, or a "
                                    "narrower packet."
                                  : ": the wall cuts it. A wider grid, or a narrower packet."),
            true, std::sqrt(share)});
    }
}

void addTerms(std::vector<RunWarning>& list, const Experiment& experiment)
{
    const Grid& grid = experiment.grid;
    const double spacing = std::max(grid.dx(), grid.dy());
    for (std::size_t k = 0; k < experiment.potential.size(); ++k) {
        const PotentialTerm& term = experiment.potential[k];
        const Key key = Key("potential")[k];
        const auto tooFine = [&](const char* name, double length) {
            if (length < spacing)
                list.push_back({key(name).path(),
                    numberText(length) + " is less than the spacing of the grid, "
                        + numberText(spacing)
                        + ": the well is not as deep and narrow as asked for. More points, or a "
                          "smaller grid."});
        };
        if (const auto* coulomb = std::get_if<CoulombTerm>(&term))
            tooFine("softening", coulomb->softening);
        if (const auto* plummer = std::get_if<PlummerTerm>(&term))
            tooFine("core", plummer->core);
        if (const auto* sech2 = std::get_if<Sech2Term>(&term))
            tooFine("width", sech2->width);
        if (const auto* lattice = std::get_if<LatticeTerm>(&term))
            tooFine("period", 0.25 * lattice->period.minCoeff());
    }
}

/// The largest second difference of V along an axis, both ends of the grid aside.
double largestBend(const RealField& V, bool alongX)
{
    const Eigen::Index n = alongX ? V.cols() : V.rows();
    if (n < 3)
        return 0.0;
    if (alongX)
        return (V.leftCols(n - 2) - 2.0 * V.middleCols(1, n - 2) + V.rightCols(n - 2))
            .abs()
            .maxCoeff();
    return (V.topRows(n - 2) - 2.0 * V.middleRows(1, n - 2) + V.bottomRows(n - 2)).abs().maxCoeff();
}

} // namespace

std::vector<RunWarning> startWarnings(
    const Experiment& experiment, const Surroundings& surroundings)
{
    std::vector<RunWarning> list;
    for (std::size_t i = 0; i < experiment.packets.size(); ++i)
        addPacket(list, experiment, i, surroundings.constants);
    addTerms(list, experiment);
    if (surroundings.absorber->isActive())
        list.push_back({"grid.absorber",
            "the edge throws back more than 0.1 % of waves slower than "
                + numberText(surroundings.absorber->slowestTaken()) + '.',
            false});
    return list;
}

double gridError(const Surroundings& surroundings, const WaveState& state)
{
    const Grid& grid = surroundings.gridInK;
    const PhysicalConstants& constants = surroundings.constants;
    ComplexField spectrum = state.envelope;
    FourierTransform(grid).forward(spectrum);
    const RealField weight = spectrum.abs2();
    const Eigen::ArrayXd kx = grid.wavenumbersX().abs();
    const Eigen::ArrayXd ky = grid.wavenumbersY().abs();
    const double edgeX = usableBand * kx.maxCoeff();
    const double edgeY = usableBand * ky.maxCoeff();
    double lost = 0.0;
    for (Eigen::Index j = 0; j < weight.rows(); ++j)
        for (Eigen::Index i = 0; i < weight.cols(); ++i)
            if (kx[i] > edgeX || ky[j] > edgeY)
                lost += weight(j, i);
    double square = lost / weight.sum();
    if (!surroundings.potential->isSmooth()) {
        RealField V;
        surroundings.potential->sample(V, state.time);
        const double scale = constants.mass / (4.0 * constants.hbar * constants.hbar);
        for (const bool alongX : {true, false}) {
            const double spacing = alongX ? grid.dx() : grid.dy();
            const double edge = scale * largestBend(V, alongX) * spacing * spacing;
            square += std::min(1.0, edge * edge);
        }
    }
    return std::min(1.0, std::sqrt(square));
}

} // namespace dqm
