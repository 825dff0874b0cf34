#include "core/readouts/waves/DetectorNumbers.h"

#include "core/frames/DetectedShare.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double holdsWithin = 4.0; // standard errors
constexpr double nearlyWithin = 6.0;
constexpr double countedWithin = 1e-6; // of the ensemble
constexpr double chiSquaredAllowed = 0.3; // beside 1, where chance does not bring more

Readout numberOf(const char* id, const DetectorReport& report, const std::string& label)
{
    return {.id = id + report.detector.name, .label = label, .group = "Detectors"};
}

void addHits(std::vector<Readout>& list, const DetectorReport& report)
{
    Readout hits = numberOf("hits.", report, "hits on " + report.detector.name);
    const double share = std::clamp(report.taken, 0.0, 1.0);
    hits.value = report.hits();
    hits.expected = report.particles * share;
    hits.expectedFrom = "rho";
    // Of a few hits chance is not normal: one more or less is always by chance.
    hits.error = std::max(1.0, std::sqrt(share * (1.0 - share) * report.particles));
    hits.tolerance = holdsWithin * *hits.error;
    hits.nearly = nearlyWithin * *hits.error;
    hits.mayDiffer = !report.followRho;
    list.push_back(hits);
}

void addChiSquared(std::vector<Readout>& list, const DetectorReport& report)
{
    const DetectorReport::ChiSquared seen = report.chiSquared();
    if (seen.dof == 0)
        return;
    Readout chi = numberOf("hitsChi.", report, "chi^2/dof of the hits on " + report.detector.name);
    chi.value = seen.perDof;
    chi.error = seen.scatter();
    chi.expected = 1.0;
    chi.expectedFrom = "n(s) of rho";
    chi.relation = Relation::AtMost;
    chi.tolerance = std::max(chiSquaredAllowed, holdsWithin * seen.scatter());
    chi.nearly = std::max(chiSquaredAllowed, nearlyWithin * seen.scatter());
    chi.mayDiffer = !report.followRho;
    list.push_back(chi);
}

/// What psi has lost is with the detectors, and with the edge if that absorbs.
void addAll(std::vector<Readout>& list, const Frame& frame)
{
    const bool hasEdge = frame.pictures.front().grid.boundary == BoundaryKind::Absorbing;
    list.push_back({.id = "absorbed",
        .label = "share of rho taken by all",
        .value = detectedShare(frame),
        .expected = -frame.normError,
        .expectedFrom = "1 - norm",
        .tolerance = countedWithin,
        .group = "Detectors",
        .relation = hasEdge ? Relation::AtMost : Relation::Equal,
        .size = 1.0});
}

} // namespace

std::vector<Readout> detectorNumbers(const Frame& frame)
{
    std::vector<Readout> list;
    if (!frame.detectors)
        return list;
    const std::vector<DetectorReport>& reports = *frame.detectors;
    for (const DetectorReport& report : reports) {
        Readout taken
            = numberOf("absorbed.", report, "share of rho taken by " + report.detector.name);
        taken.value = report.taken;
        taken.size = 1.0;
        list.push_back(taken);
        if (report.particles == 0)
            continue;
        addHits(list, report);
        addChiSquared(list, report);
    }
    addAll(list, frame);
    return list;
}

} // namespace dqm
