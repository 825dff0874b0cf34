#include "app/console/ExhibitRun.h"

#include "app/console/parts/Interrupt.h"
#include "app/console/parts/Progress.h"
#include "app/results/ChartTable.h"
#include "app/verification/CheckTable.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/exhibits/parts/PlainText.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace dqm {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// "Throws" is the column throws, "Time of flight" time_of_flight.
std::string columnName(std::string name)
{
    std::ranges::transform(name, name.begin(), [](unsigned char c) {
        return std::isalnum(c) != 0 ? static_cast<char>(std::tolower(c)) : '_';
    });
    return name.empty() ? "progress" : name;
}

} // namespace

void advanceTo(Exhibit& exhibit, double progress)
{
    const double rest = progress - exhibit.progress();
    // What is left of a sum of steps is no step.
    if (rest > 1e-9 * std::abs(progress))
        exhibit.advance(rest);
}

ExhibitRun::ExhibitRun(const ExhibitRunOptions& options, const SeriesTarget* series)
    : m_options(options)
    , m_kind(*exhibitKind(options.experiment.kind))
    , m_exhibit(makeExhibit(options.experiment))
    , m_frame(m_exhibit->frame())
{
    if (series != nullptr) {
        chooseColumns();
        m_series.emplace(*series, options.experiment, columnNames(),
            "every=" + QByteArray::number(options.every, 'g', 17).toStdString());
    }
}

void ExhibitRun::chooseColumns()
{
    // At the start there is no sample yet to tell an error from.
    const auto ahead = makeExhibit(m_options.experiment);
    advanceTo(*ahead, m_options.rows()[1]);
    const auto later = ahead->frame();
    for (std::size_t i = 0; i < m_frame->readouts.size(); ++i) {
        const Readout& now = m_frame->readouts[i];
        const Readout& then = later->readouts.at(i);
        m_columns.push_back({now.error || then.error, now.expected || then.expected});
    }
}

std::vector<std::string> ExhibitRun::columnNames() const
{
    std::vector<std::string> names{columnName(m_kind.progressName)};
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const std::string& id = m_frame->readouts[i].id;
        names.push_back(id);
        if (m_columns[i].error)
            names.push_back(id + "_error");
        if (m_columns[i].expected)
            names.push_back(id + "_expected");
    }
    return names;
}

std::vector<std::optional<double>> ExhibitRun::rowOf(const ExhibitFrame& frame) const
{
    std::vector<std::optional<double>> row{frame.progress};
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Readout& readout = frame.readouts.at(i);
        row.push_back(readout.value);
        if (m_columns[i].error)
            row.push_back(readout.error.value_or(nothing));
        if (m_columns[i].expected)
            row.push_back(readout.expected.value_or(nothing));
    }
    return row;
}

bool ExhibitRun::compute(Progress& progress, const Interrupt& interrupt)
{
    const RowPlaces places = m_options.rows();
    bool isComplete = true;
    for (m_row = 0; m_row <= places.last(); ++m_row) {
        isComplete = m_row == 0 || !interrupt.isRequested();
        if (!isComplete)
            break;
        advanceTo(*m_exhibit, places[m_row]);
        m_frame = m_exhibit->frame();
        for (const Readout& readout : m_frame->readouts) {
            if (!std::isfinite(readout.value.value_or(0.0))) {
                throw std::runtime_error(
                    readout.id + " is no longer finite at " + plainText(m_frame->progressText));
            }
        }
        if (m_series)
            m_series->write(rowOf(*m_frame));
        progress.show(m_frame->progress / places.until, plainText(m_frame->progressText));
    }
    --m_row;
    if (!m_options.charts.isEmpty())
        writeCharts(*m_frame, m_options.charts, m_options.experiment, m_options.style);
    return isComplete;
}

std::string ExhibitRun::summary() const
{
    const auto all = m_frame->readouts.size();
    const std::size_t expected = all - howMany(m_frame->readouts, Verdict::None);
    const std::size_t held = howMany(m_frame->readouts, Verdict::Holds);
    return std::to_string(m_row + 1) + " rows to " + plainText(m_frame->progressText) + "; "
        + std::to_string(held) + " of " + std::to_string(expected) + " numbers as expected";
}

} // namespace dqm
