#include "core/frames/DetectorReport.h"

#include <algorithm>
#include <cmath>

namespace dqm {

namespace {

constexpr double cellsPerBin = 2.5;
constexpr double mostBins = 80.0;

DetectorReport reportOf(const AbsorptionTally& tally, std::size_t number)
{
    const Absorption& absorption = tally.absorption();
    const DetectorStrip& strip = absorption.strips()[number];
    const double bins
        = std::clamp(strip.length() / (cellsPerBin * strip.cellAlong()), 1.0, mostBins);
    DetectorReport report;
    report.detector = strip.detector();
    report.length = strip.length();
    report.taken = tally.taken(number);
    report.expected = tally.along(number, static_cast<int>(bins));
    report.counts.resize(report.expected.size());
    report.speed = absorption.speed();
    report.reflected = absorption.fates()[number].reflected;
    report.letThrough = absorption.fates()[number].letThrough;
    return report;
}

} // namespace

std::vector<DetectorReport> detectorReports(
    const AbsorptionTally& tally, const ParticlesOnDetectors& particles)
{
    std::vector<DetectorReport> reports;
    for (std::size_t d = 0; d < tally.absorption().strips().size(); ++d) {
        reports.push_back(reportOf(tally, d));
        reports.back().particles = particles.drawn;
        reports.back().followRho = particles.followRho;
    }
    if (particles.hits == nullptr)
        return reports;
    for (const DetectorHit& hit : *particles.hits) {
        DetectorReport& report = reports[hit.detector];
        const auto bin = static_cast<std::size_t>(hit.along / report.binWidth());
        ++report.counts[std::min(bin, report.counts.size() - 1)];
        report.places.push_back(hit.place.cast<float>());
    }
    return reports;
}

double DetectorReport::ChiSquared::scatter() const { return std::sqrt(2.0 / std::max(1, dof)); }

DetectorReport::ChiSquared DetectorReport::chiSquared() const
{
    constexpr double fewest = 8.0;
    double sum = 0.0;
    int bins = 0;
    const auto add = [&](double count, double wanted) {
        sum += (count - wanted) * (count - wanted) / wanted;
        ++bins;
    };
    double restWanted = 0.0;
    double rest = 0.0;
    for (std::size_t b = 0; b < counts.size(); ++b) {
        const double wanted = particles * expected[b];
        if (wanted >= fewest) {
            add(counts[b], wanted);
        } else {
            restWanted += std::max(0.0, wanted);
            rest += counts[b];
        }
    }
    if (bins == 0)
        return {};
    // However few are expected there, hits where none belong must count.
    if (rest > 0.0 || restWanted >= fewest)
        add(rest, std::max(restWanted, 1.0));
    const double missed = particles * (1.0 - taken);
    if (missed >= fewest)
        add(particles - hits(), missed);
    // All counts together are the particles; without those that missed, their sum is known.
    const int dof = std::max(1, bins - 1);
    return {sum / dof, dof};
}

} // namespace dqm
