#include "app/results/ChartTable.h"

#include "app/experiments/ExperimentFile.h"
#include "core/exhibits/parts/PlainText.h"

#include <cmath>
#include <limits>

namespace dqm {

namespace {

QString plain(const std::string& rich) { return QString::fromStdString(plainText(rich)); }

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Places that have names, as long as they are whole numbers that have one.
QStringList namesAt(const ExhibitChart& chart, const std::vector<double>& places)
{
    QStringList names;
    for (const double place : places) {
        if (place < 0.0 || place >= static_cast<double>(chart.categories.size())
            || place != std::floor(place)) {
            return {};
        }
        names << plain(chart.categories[static_cast<std::size_t>(place)]);
    }
    return names;
}

} // namespace

std::vector<TableColumn> chartColumns(const ExhibitChart& chart)
{
    std::vector<TableColumn> columns;
    const std::vector<double>* places = nullptr;
    for (const ExhibitCurve& curve : chart.curves) {
        if (places == nullptr || curve.x != *places) {
            places = &curve.x;
            columns.push_back({plain(chart.xLabel), curve.x, namesAt(chart, curve.x)});
        }
        columns.push_back({plain(curve.name), curve.y});
        if (!curve.error.empty())
            columns.push_back({plain(curve.name) + " ±", curve.error});
    }
    return columns;
}

std::vector<TableColumn> readoutColumns(const ExhibitFrame& frame)
{
    TableColumn name{"quantity", {}};
    TableColumn unit{"unit", {}};
    TableColumn value{"value", {}};
    TableColumn error{"standard error", {}};
    TableColumn expected{"expected", {}};
    TableColumn from{"expected from", {}};
    TableColumn holds{"holds", {}};
    for (const Readout& readout : frame.readouts) {
        name.words << QString::fromStdString(readout.id);
        unit.words << plain(readout.unit);
        value.values.push_back(readout.value.value_or(nothing));
        error.values.push_back(readout.error.value_or(nothing));
        expected.values.push_back(readout.expected.value_or(nothing));
        from.words << plain(readout.expectedFrom);
        const std::optional<bool> isRight = readout.holds();
        holds.words << (!isRight ? "" : *isRight ? "yes" : "no");
    }
    return {name, value, unit, error, expected, from, holds};
}

QString chartFile(const QString& prefix, const ExhibitChart& chart)
{
    return prefix + '-' + QString::fromStdString(chart.id) + ".csv";
}

void writeCharts(const ExhibitFrame& frame, const QString& prefix,
    const ExhibitExperiment& experiment, const TableStyle& style)
{
    const QByteArray json = formatExperimentOnOneLine(experiment);
    for (const ExhibitChart& chart : frame.charts)
        writeColumns(chartColumns(chart), chartFile(prefix, chart), json, frame.progress, style);
}

} // namespace dqm
