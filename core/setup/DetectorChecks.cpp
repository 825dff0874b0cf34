#include "core/setup/Checks.h"
#include "core/values/Key.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace dqm {

namespace {

constexpr std::size_t mostDetectors = 32;
constexpr double fewestSpacings = 2.0;

void checkPlace(const Detector& detector, const Grid& grid, const Key& key)
{
    const auto& line = detector.line;
    for (std::size_t n = 0; n < line.size(); ++n) {
        key("line")[n].requireFinite(line.at(n), "a length");
        const auto axis = static_cast<Eigen::Index>(n % 2);
        const double low = grid.lower()[axis];
        const double high = low + grid.size[axis];
        if (line.at(n) < low || line.at(n) > high)
            key("line")[n].refuse(line.at(n),
                "a place inside the grid, " + numberText(low) + " to " + numberText(high));
    }
    const Vec2 way(line[2] - line[0], line[3] - line[1]);
    if (!(way.norm() > 0.0))
        key("line").refuse("both ends at the same place", "two ends, [x1, y1, x2, y2]");
}

void checkStrip(const Detector& detector, const Grid& grid, const Key& key)
{
    key("depth").requirePositive(detector.depth, "a length");
    const double least = fewestSpacings * std::max(grid.dx(), grid.dy());
    if (detector.depth < least * (1.0 - 1e-9))
        key("depth").refuse(
            detector.depth, "at least two spacings of the grid, " + numberText(least));
    const double most = 0.5 * grid.size.minCoeff();
    if (detector.depth > most)
        key("depth").refuse(
            detector.depth, "at most half the grid's smaller size, " + numberText(most));
    key("strength").requireNotNegative(detector.strength, "an energy");
}

} // namespace

bool isColumnName(const std::string& name)
{
    const auto allowed = [](char ch) {
        return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9')
            || ch == '_' || ch == '-';
    };
    return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, allowed);
}

void checkDetectors(const Experiment& experiment)
{
    const auto& detectors = experiment.detectors;
    if (detectors.empty())
        return;
    const Key list("detectors");
    const std::string found
        = std::to_string(detectors.size()) + (detectors.size() == 1 ? " detector" : " detectors");
    if (experiment.kind == ExperimentKind::TwoParticles)
        list.refuse(found + " with two particles",
            "none: a place of their plane is that of two particles, no screen stands there");
    if (experiment.time.imaginary)
        list.refuse(found + " with time.imaginary",
            "none: where something is taken there is no ground state");
    if (detectors.size() > mostDetectors)
        list.refuse(found, "at most " + std::to_string(mostDetectors));
    std::set<std::string> names;
    for (std::size_t n = 0; n < detectors.size(); ++n) {
        const Detector& detector = detectors[n];
        const Key key = list[n];
        if (!isColumnName(detector.name))
            key("name").refuse('"' + detector.name + '"', "a name of letters, digits, - and _");
        if (!names.insert(detector.name).second)
            key("name").refuse('"' + detector.name + "\" a second time", "a name of its own");
        checkPlace(detector, experiment.grid, key);
        checkStrip(detector, experiment.grid, key);
    }
}

} // namespace dqm
