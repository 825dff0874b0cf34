#include "app/results/HitsTable.h"

#include "app/experiments/ExperimentFile.h"
#include "app/results/ColumnTable.h"

namespace dqm {

void writeHits(const QString& path, const std::vector<DetectorHit>& hits, double time,
    const Experiment& experiment, const TableStyle& style)
{
    TableColumn particle{"particle", {}};
    TableColumn at{"t", {}};
    TableColumn along{"s", {}};
    TableColumn detector{"detector", {}};
    for (const DetectorHit& hit : hits) {
        particle.values.push_back(hit.particle);
        at.values.push_back(hit.time);
        along.values.push_back(hit.along);
        detector.words << QString::fromStdString(experiment.detectors.at(hit.detector).name);
    }
    writeColumns(
        {particle, at, along, detector}, path, formatExperimentOnOneLine(experiment), time, style);
}

} // namespace dqm
