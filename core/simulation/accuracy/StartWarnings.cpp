#include "core/simulation/accuracy/StartWarnings.h"

#include "core/detectors/Absorption.h"
#include "core/grid/FourierTransform.h"
#include "core/packets/WavePacket.h"
#include "core/potentials/terms/PotentialTerm.h"
#include "core/values/Key.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <optional>
#include <string>
#include <variant>

namespace dqm {

namespace {

/// Wave numbers beyond this share of the largest count as lost.
constexpr double usableBand = 0.9;

/// Of a normal distribution, what lies outside an interval.
double outside(double centre, double sigma, double low, double high)
{
    const double scale = 1.0 / (sigma * std::numbers::sqrt2);
    return 0.5 * (std::erfc((centre - low) * scale) + std::erfc((high - centre) * scale));
}

void addPacket(std::vector<RunWarning>& list, const Experiment& experiment, std::size_t number,
    const PhysicalConstants& constants)
{
    const Packet& packet = experiment.packets[number];
    const Grid& grid = experiment.grid;
    const Key key = Key("packets")[number];
    warnOfPacket(packet, {grid, constants}, key, list);
    const std::optional<PacketPlace> place = placeOfPacket(packet, constants);
    if (!place)
        return;
    for (const int a : {0, 1}) {
        const double low = grid.lower()[a];
        const double share = outside(place->centre[a], place->sigma[a], low, low + grid.size[a]);
        if (share <= overhangAllowed)
            continue;
        const std::string edge = a == 0 ? "along x" : "along y";
        list.push_back({key.path(),
            percentText(share) + " of it lies beyond the edge of the grid " + edge
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
        const auto narrowest = narrowestLength(term);
        if (narrowest && narrowest->length < spacing)
            list.push_back({key(narrowest->key).path(),
                numberText(narrowest->length) + " is less than the spacing of the grid, "
                    + numberText(spacing)
                    + ": the well is not as deep and narrow as asked for. More points, or a "
                      "smaller grid."});
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

std::string rounded(double value)
{
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.2g", value);
    return {text.data(), static_cast<std::size_t>(length)};
}

void addAbsorber(
    std::vector<RunWarning>& list, const Experiment& experiment, const Surroundings& surroundings)
{
    const AbsorbingLayer& layer = surroundings.absorber->edge();
    if (!layer.isActive())
        return;
    constexpr double share = 0.01;
    // Beyond it the spacing acts on the layer, too.
    constexpr double wellResolved = 0.5;
    const Grid& grid = surroundings.gridInK;
    const AbsorbingLayer::Band taken = layer.taken(share);
    const double resolved = wellResolved * std::numbers::pi * surroundings.constants.hbar
        / (surroundings.constants.mass * std::max(grid.dx(), grid.dy()));
    std::string text
        = "the edge reflects more than 1 % of what is slower than " + rounded(taken.slowest);
    if (!(taken.slowest < resolved))
        text = "the edge reflects more than 1 % at any speed";
    else if (taken.fastest < resolved)
        text += " or faster than " + rounded(taken.fastest);
    text += ", across the edge.";
    const bool isGiven = experiment.absorber.width && experiment.absorber.strength;
    const bool goesOn = std::ranges::any_of(experiment.packets,
        [](const Packet& packet) { return std::holds_alternative<FilePacket>(packet); });
    if (!isGiven)
        text += " Width " + numberText(layer.width()) + " and strength "
            + numberText(layer.strength()) + " are chosen by the packets"
            + (goesOn ? ": the run that was saved has its own, and goes on exactly only with them."
                      : ".");
    list.push_back({"grid.absorber", text, false});
    if (experiment.time.step && *experiment.time.step > layer.longestStep())
        list.push_back({"time.step",
            numberText(*experiment.time.step)
                + " is too long for the absorbing edge, which then reflects more: "
                + rounded(layer.longestStep()) + " or less.",
            false});
}

/// A strip that turns back what it should take, steps that pass by it, a row that knows none.
void addDetectors(
    std::vector<RunWarning>& list, const Experiment& experiment, const Absorption& absorption)
{
    constexpr double share = 0.01;
    const auto& strips = absorption.strips();
    for (std::size_t d = 0; d < strips.size(); ++d) {
        const DetectorStrip::Fate& fate = absorption.fates()[d];
        if (fate.reflected > share)
            list.push_back({Key("detectors")[d].path(),
                percentText(fate.reflected) + " of what meets it at a speed of "
                    + rounded(absorption.speed())
                    + " is turned back, not detected. A deeper strip, or less strength.",
                false});
    }
    if (!absorption.detects())
        return;
    if (experiment.time.step && *experiment.time.step > absorption.longestStepOfStrips())
        list.push_back({"time.step",
            numberText(*experiment.time.step) + " is long for the detectors, which then take "
                + "otherwise than their strength says: " + rounded(absorption.longestStepOfStrips())
                + " or less.",
            false});
    if (experiment.stage.rows == StageSettings::Rows::FrictionlessAndFrictional)
        list.push_back({"detectors",
            "the row with friction knows no detectors: its ensemble passes through them.", false});
}

} // namespace

std::vector<RunWarning> startWarnings(
    const Experiment& experiment, const Surroundings& surroundings)
{
    std::vector<RunWarning> list;
    for (std::size_t i = 0; i < experiment.packets.size(); ++i)
        addPacket(list, experiment, i, surroundings.constants);
    addTerms(list, experiment);
    if (!experiment.grid.isTorus()
        && experiment.stage.columns == StageSettings::Columns::KAndKPrime)
        list.push_back({"stage.columns",
            "K′ does not stand beside K here: walls rest in K, and no other frame has them at "
            "rest. K is shown alone; a periodic or absorbing edge has both.",
            false});
    addAbsorber(list, experiment, surroundings);
    addDetectors(list, experiment, *surroundings.absorber);
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
