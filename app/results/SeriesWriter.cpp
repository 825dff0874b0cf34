#include "app/results/SeriesWriter.h"

#include "app/experiments/ExperimentFile.h"
#include "app/files/OutputStream.h"

#include <utility>

namespace dqm {

namespace {

/// A name and its value; a table is a list of them for each row.
struct Entry
{
    std::string column;
    double value;
};
using Entries = std::vector<Entry>;

void addPicture(Entries& entries, const std::string& group, const Picture& picture,
    const Experiment& experiment)
{
    const std::vector<std::string> columns = seriesColumns(experiment);
    const std::vector<double> row = seriesRow(picture.numbers);
    for (std::size_t i = 1; i < columns.size(); ++i) {
        entries.push_back({group + columns[i], row[i]});
    }
}

void addTwin(
    Entries& entries, const std::string& group, const Picture& picture, const AxisNames& axes)
{
    const auto& [x, y] = axes.column;
    const Moments& m = picture.numbers.moments;
    const Energies& e = picture.numbers.energies;
    const Entry all[] = {{"t", picture.numbers.time}, {"norm", m.norm}, {"mean_" + x, m.mean.x()},
        {"mean_" + y, m.mean.y()}, {"mean_p" + x, m.momentum.x()}, {"mean_p" + y, m.momentum.y()},
        {"sigma_" + x, m.sigma.x()}, {"sigma_" + y, m.sigma.y()}, {"energy_drift", e.drift},
        {"energy_diffusion", e.diffusion}, {"energy_thermal", picture.thermalEnergy},
        {"energy_potential", e.potential}, {"entropy", m.entropy}};
    for (const auto& [column, value] : all) {
        entries.push_back({group + column, value});
    }
}

void addDifference(Entries& entries, const std::string& group, const FrameDifference& difference,
    const AxisNames& axes)
{
    const auto& [x, y] = axes.column;
    const Entry all[] = {{"rho", difference.rho}, {"u", difference.u}, {"sigma", difference.sigma},
        {"energy_diffusion", difference.diffusionEnergy}, {"mean_" + x, difference.mean.x()},
        {"mean_" + y, difference.mean.y()}, {"velocity_" + x, difference.velocity.x()},
        {"velocity_" + y, difference.velocity.y()}};
    for (const auto& [column, value] : all) {
        entries.push_back({group + column, value});
    }
}

void addMeters(Entries& entries, const Frame& frame)
{
    if (!frame.stageCheck) {
        return;
    }
    if (frame.stageCheck->frictionless) {
        addDifference(entries, "difference_", *frame.stageCheck->frictionless, frame.axes);
    }
    if (frame.stageCheck->frictional) {
        addDifference(entries, "friction_difference_", *frame.stageCheck->frictional, frame.axes);
    }
    if (frame.invariance) {
        const InvarianceCheck& seen = *frame.invariance;
        entries.push_back({"route_difference_rho", seen.rho});
        entries.push_back({"route_difference_u", seen.u});
        entries.push_back({"route_difference_sigma", seen.sigma});
        entries.push_back({"route_difference_energy_diffusion", seen.diffusionEnergy});
    }
}

Entries stageEntries(const Frame& frame, const Experiment& experiment)
{
    Entries entries;
    if (frame.hydrodynamic) {
        const HydrodynamicCheck& check = *frame.hydrodynamic;
        entries.push_back({"hydrodynamic_t", check.time});
        entries.push_back({"hydrodynamic_rho_min_over_max", check.depth});
        entries.push_back({"hydrodynamic_difference_rho", check.rho});
        entries.push_back({"hydrodynamic_difference_v", check.v});
    }
    if (!experiment.stage.showsMoreThanK()) {
        return entries;
    }
    addPicture(
        entries, "k_", *stagePicture(frame, StageRow::Frictionless, StageColumn::K), experiment);
    if (frame.stageCheck) {
        addPicture(entries, "kprime_",
            *stagePicture(frame, StageRow::Frictionless, StageColumn::KPrime), experiment);
    }
    if (const Picture* twin = stagePicture(frame, StageRow::Frictional, StageColumn::K)) {
        addTwin(entries, "friction_k_", *twin, frame.axes);
    }
    if (const Picture* twin = stagePicture(frame, StageRow::Frictional, StageColumn::KPrime)) {
        addTwin(entries, "friction_kprime_", *twin, frame.axes);
    }
    addMeters(entries, frame);
    return entries;
}

Entries statisticsEntries(const Frame& frame)
{
    Entries entries;
    if (frame.stage.dissipation != StageSettings::Dissipation::Kramers) {
        return entries;
    }
    const auto& [x, y] = frame.axes.column;
    for (const Picture& twin : frame.frictional) {
        const std::string group = twin.route == Route::Rest ? "friction_k_" : "friction_kprime_";
        const TwinStatistics& s = twin.statistics;
        const Entry all[] = {{"particles", static_cast<double>(s.particles)},
            {"mean_" + x + "_error", s.meanError.x()}, {"mean_" + y + "_error", s.meanError.y()},
            {"sigma_" + x + "_error", s.sigmaError.x()},
            {"sigma_" + y + "_error", s.sigmaError.y()}, {"cov_" + x + "_v" + x, s.covariance.x()},
            {"cov_" + y + "_v" + y, s.covariance.y()}};
        for (const auto& [column, value] : all) {
            entries.push_back({group + column, value});
        }
    }
    return entries;
}

} // namespace

std::vector<std::string> seriesColumns(const Experiment& experiment)
{
    const auto [x, y] = axisNames(experiment.kind).column;
    std::vector<std::string> columns{"t", "norm", "mean_" + x, "mean_" + y, "mean_p" + x,
        "mean_p" + y, "sigma_" + x, "sigma_" + y, "energy_drift", "energy_diffusion",
        "energy_potential", "energy_rest", "energy_total", "uncertainty_" + x, "uncertainty_" + y,
        "fick_" + x, "fick_" + y, "cross_term", "entropy", "angular_momentum"};
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

std::vector<std::string> stageColumns(const Frame& frame, const Experiment& experiment)
{
    std::vector<std::string> columns;
    for (const Entry& entry : stageEntries(frame, experiment)) {
        columns.push_back(entry.column);
    }
    return columns;
}

std::vector<double> stageRow(const Frame& frame, const Experiment& experiment)
{
    std::vector<double> row;
    for (const Entry& entry : stageEntries(frame, experiment)) {
        row.push_back(entry.value);
    }
    return row;
}

std::vector<std::string> pairColumns(const Experiment& experiment)
{
    if (experiment.kind != ExperimentKind::TwoParticles) {
        return {};
    }
    return {"pair_distance_squared", "pair_correlation", "pair_exchange", "pair_purity",
        "pair_drift_coupling"};
}

std::vector<double> pairRow(const Frame& frame)
{
    if (!frame.pair) {
        return {};
    }
    const PairObservables& pair = *frame.pair;
    return {pair.distanceSquared, pair.correlation, pair.exchange, pair.purity, pair.driftCoupling};
}

std::vector<std::string> ensembleColumns(const Experiment& experiment)
{
    if (experiment.ensemble.particles < 1) {
        return {};
    }
    return {"particles_alive", "particles_chi2", "particles_L1", "particles_L1_by_chance",
        "particles_D"};
}

std::vector<double> ensembleRow(const Frame& frame)
{
    if (!frame.ensemble) {
        return {};
    }
    const EnsembleReport& report = *frame.ensemble;
    return {static_cast<double>(report.alive), report.histogram.chiSquaredPerDof,
        report.histogram.L1, report.histogram.expectedL1, report.diffusion.value};
}

std::vector<std::string> twinColumns(const Frame& frame)
{
    std::vector<std::string> columns;
    for (const Entry& entry : statisticsEntries(frame))
        columns.push_back(entry.column);
    return columns;
}

std::vector<double> twinRow(const Frame& frame)
{
    std::vector<double> row;
    for (const Entry& entry : statisticsEntries(frame))
        row.push_back(entry.value);
    return row;
}

SeriesWriter::SeriesWriter(const SeriesTarget& target, const AnyExperiment& experiment,
    const std::vector<std::string>& columns, const std::string& remark)
    : m_target(target)
    , m_header(commentsOf(m_target.style, formatExperimentOnOneLine(experiment)).toStdString()
          + "# run " + remark + '\n')
{
    std::string names;
    for (const std::string& column : columns) {
        names.append(names.empty() ? 0 : 1, m_target.style.separator).append(column);
    }
    m_header += names + '\n';
}

void SeriesWriter::write(const std::vector<double>& row)
{
    std::string line = std::exchange(m_header, {});
    bool isFirst = true;
    for (const double value : row) {
        line.append(isFirst ? 0 : 1, m_target.style.separator);
        line += numberIn(m_target.style, value);
        isFirst = false;
    }
    writeOut(m_target.stream, line + '\n', m_target.name);
}

} // namespace dqm
