#include "app/SeriesWriter.h"

#include "app/ExperimentFile.h"

#include <charconv>
#include <stdexcept>

namespace dqm {

namespace {

std::string digits17(double value)
{
    char text[40];
    const auto end
        = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 17).ptr;
    return {text, end};
}

} // namespace

std::vector<std::string> seriesColumns(const Experiment& experiment)
{
    std::vector<std::string> columns{"t", "norm", "mean_x", "mean_y", "mean_px", "mean_py",
        "sigma_x", "sigma_y", "energy_drift", "energy_diffusion", "energy_potential", "energy_rest",
        "energy_total", "uncertainty_x", "uncertainty_y", "fick_x", "fick_y", "cross_term",
        "entropy", "angular_momentum"};
    for (const Region& region : experiment.regions) {
        columns.push_back("P_" + region.name);
    }
    return columns;
}

std::vector<double> seriesRow(const Observables& numbers)
{
    const Moments& m = numbers.moments;
    const Energies& e = numbers.energies;
    std::vector<double> row{numbers.time, m.norm, m.mean.x(), m.mean.y(), m.momentum.x(),
        m.momentum.y(), m.sigma.x(), m.sigma.y(), e.drift, e.diffusion, e.potential, e.rest,
        e.total(), m.uncertainty.x(), m.uncertainty.y(), m.fick.x(), m.fick.y(), e.crossTerm,
        m.entropy, m.angularMomentum};
    row.insert(row.end(), numbers.regions.begin(), numbers.regions.end());
    return row;
}

SeriesWriter::SeriesWriter(
    std::ostream& stream, const Experiment& experiment, const std::string& remark)
    : m_stream(stream)
{
    std::string header;
    for (const std::string& column : seriesColumns(experiment)) {
        header.append(header.empty() ? "" : ",").append(column);
    }
    m_stream << "# dqmlab " DQM_VERSION "\n# " << carriedExperimentKey << ' '
             << formatExperimentOnOneLine(experiment).constData() << "\n# run " << remark << '\n';
    finishRow(header);
}

void SeriesWriter::write(const Observables& numbers)
{
    std::string row;
    for (const double value : seriesRow(numbers)) {
        row.append(row.empty() ? "" : ",").append(digits17(value));
    }
    finishRow(row);
}

void SeriesWriter::finishRow(const std::string& row)
{
    m_stream << row << '\n' << std::flush;
    if (!m_stream) {
        throw std::runtime_error("the series cannot be written: its output is closed or full");
    }
}

} // namespace dqm
