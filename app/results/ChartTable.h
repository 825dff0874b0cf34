#pragma once

#include "app/experiments/AnyExperiment.h"
#include "app/results/ColumnTable.h"
#include "core/exhibits/parts/ExhibitFrame.h"

namespace dqm {

/// What a chart shows: places, values, and their standard errors where there are any. Curves at the
/// same places share one column of places.
std::vector<TableColumn> chartColumns(const ExhibitChart& chart);

/// The readouts of an instant: names, values, standard errors, what is expected, and whether it
/// holds.
std::vector<TableColumn> readoutColumns(const ExhibitFrame& frame);

/// The file of a chart: "PREFIX-classes.csv".
QString chartFile(const QString& prefix, const ExhibitChart& chart);

/// "PREFIX-classes.csv" for each chart of an instant.
/// @throws as writeColumns.
void writeCharts(const ExhibitFrame& frame, const QString& prefix,
    const ExhibitExperiment& experiment, const TableStyle& style = {});

} // namespace dqm
