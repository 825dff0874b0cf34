#include "app/results/SeriesColumns.h"

#include <cmath>
#include <limits>
#include <span>
#include <string_view>

namespace dqm {

namespace {

/// A column: its name ("{x}" and "{y}" for the axes), and what stands in it.
template <class Source>
struct Column
{
    const char* name;
    std::optional<double> (*value)(const Source&);
};

using Entries = std::vector<SeriesEntry>;
using Known = std::optional<double>;

constexpr Column<Observables> observed[] = {
    {"t", [](const Observables& o) -> Known { return o.time; }},
    {"norm", [](const Observables& o) -> Known { return o.moments.norm; }},
    {"mean_{x}", [](const Observables& o) -> Known { return o.moments.mean.x(); }},
    {"mean_{y}", [](const Observables& o) -> Known { return o.moments.mean.y(); }},
    {"mean_p{x}", [](const Observables& o) -> Known { return o.moments.momentum.x(); }},
    {"mean_p{y}", [](const Observables& o) -> Known { return o.moments.momentum.y(); }},
    {"sigma_{x}", [](const Observables& o) -> Known { return o.moments.sigma.x(); }},
    {"sigma_{y}", [](const Observables& o) -> Known { return o.moments.sigma.y(); }},
    {"energy_drift", [](const Observables& o) -> Known { return o.energies.drift; }},
    {"energy_diffusion", [](const Observables& o) -> Known { return o.energies.diffusion; }},
    {"energy_potential", [](const Observables& o) -> Known { return o.energies.potential; }},
    {"energy_rest", [](const Observables& o) -> Known { return o.energies.rest; }},
    {"energy_total", [](const Observables& o) -> Known { return o.energies.total(); }},
    {"uncertainty_{x}", [](const Observables& o) -> Known { return o.moments.uncertainty.x(); }},
    {"uncertainty_{y}", [](const Observables& o) -> Known { return o.moments.uncertainty.y(); }},
    {"fick_{x}", [](const Observables& o) -> Known { return o.moments.fick.x(); }},
    {"fick_{y}", [](const Observables& o) -> Known { return o.moments.fick.y(); }},
    {"cross_term", [](const Observables& o) -> Known { return o.energies.crossTerm; }},
    {"entropy", [](const Observables& o) -> Known { return o.moments.entropy; }},
    {"angular_momentum", [](const Observables& o) -> Known { return o.moments.angularMomentum; }},
};

/// The differences are known where (13), (14) could begin.
Known compared(const HydrodynamicCheck& check, double difference)
{
    return check.note.empty() || check.endedAt ? Known(difference) : Known();
}

constexpr Column<HydrodynamicCheck> fluid[] = {
    {"hydrodynamic_t", [](const HydrodynamicCheck& c) -> Known { return c.time; }},
    {"hydrodynamic_rho_min_over_max", [](const HydrodynamicCheck& c) -> Known { return c.depth; }},
    {"hydrodynamic_difference_rho", [](const HydrodynamicCheck& c) { return compared(c, c.rho); }},
    {"hydrodynamic_difference_v", [](const HydrodynamicCheck& c) { return compared(c, c.v); }},
};

constexpr Column<Picture> frictional[] = {
    {"t", [](const Picture& p) -> Known { return p.numbers.time; }},
    {"norm", [](const Picture& p) -> Known { return p.numbers.moments.norm; }},
    {"mean_{x}", [](const Picture& p) -> Known { return p.numbers.moments.mean.x(); }},
    {"mean_{y}", [](const Picture& p) -> Known { return p.numbers.moments.mean.y(); }},
    {"mean_p{x}", [](const Picture& p) -> Known { return p.numbers.moments.momentum.x(); }},
    {"mean_p{y}", [](const Picture& p) -> Known { return p.numbers.moments.momentum.y(); }},
    {"sigma_{x}", [](const Picture& p) -> Known { return p.numbers.moments.sigma.x(); }},
    {"sigma_{y}", [](const Picture& p) -> Known { return p.numbers.moments.sigma.y(); }},
    {"energy_drift", [](const Picture& p) -> Known { return p.numbers.energies.drift; }},
    {"energy_diffusion", [](const Picture& p) -> Known { return p.numbers.energies.diffusion; }},
    {"energy_thermal", [](const Picture& p) -> Known { return p.thermalEnergy; }},
    {"energy_potential", [](const Picture& p) -> Known { return p.numbers.energies.potential; }},
    {"entropy", [](const Picture& p) -> Known { return p.numbers.moments.entropy; }},
};

constexpr Column<FrameDifference> differences[] = {
    {"rho", [](const FrameDifference& d) -> Known { return d.rho; }},
    {"u", [](const FrameDifference& d) -> Known { return d.u; }},
    {"sigma", [](const FrameDifference& d) -> Known { return d.sigma; }},
    {"energy_diffusion", [](const FrameDifference& d) -> Known { return d.diffusionEnergy; }},
    {"mean_{x}", [](const FrameDifference& d) -> Known { return d.mean.x(); }},
    {"mean_{y}", [](const FrameDifference& d) -> Known { return d.mean.y(); }},
    {"velocity_{x}", [](const FrameDifference& d) -> Known { return d.velocity.x(); }},
    {"velocity_{y}", [](const FrameDifference& d) -> Known { return d.velocity.y(); }},
};

constexpr Column<InvarianceCheck> routes[] = {
    {"rho", [](const InvarianceCheck& c) -> Known { return c.rho; }},
    {"u", [](const InvarianceCheck& c) -> Known { return c.u; }},
    {"sigma", [](const InvarianceCheck& c) -> Known { return c.sigma; }},
    {"energy_diffusion", [](const InvarianceCheck& c) -> Known { return c.diffusionEnergy; }},
};

constexpr Column<PairObservables> pairs[] = {
    {"pair_distance_squared", [](const PairObservables& p) -> Known { return p.distanceSquared; }},
    {"pair_correlation", [](const PairObservables& p) -> Known { return p.correlation; }},
    {"pair_exchange", [](const PairObservables& p) -> Known { return p.exchange; }},
    {"pair_purity", [](const PairObservables& p) -> Known { return p.purity; }},
    {"pair_drift_coupling", [](const PairObservables& p) -> Known { return p.driftCoupling; }},
};

/// Of the paths since the last row: nothing before the first step, and 0 where they do not diffuse.
Known diffusionOf(const EnsembleReport& report)
{
    const bool isMeasured = report.diffusion.error > 0.0 || report.expectedDiffusion == 0.0;
    return isMeasured ? Known(report.diffusion.value) : Known();
}

constexpr Column<EnsembleReport> particles[] = {
    {"particles_alive",
        [](const EnsembleReport& r) -> Known { return static_cast<double>(r.alive); }},
    {"particles_chi2",
        [](const EnsembleReport& r) -> Known { return r.histogram.chiSquaredPerDof; }},
    {"particles_L1", [](const EnsembleReport& r) -> Known { return r.histogram.L1; }},
    {"particles_L1_by_chance",
        [](const EnsembleReport& r) -> Known { return r.histogram.expectedL1; }},
    {"particles_D", diffusionOf},
};

constexpr Column<TwinStatistics> chance[] = {
    {"particles",
        [](const TwinStatistics& s) -> Known { return static_cast<double>(s.particles); }},
    {"mean_{x}_error", [](const TwinStatistics& s) -> Known { return s.meanError.x(); }},
    {"mean_{y}_error", [](const TwinStatistics& s) -> Known { return s.meanError.y(); }},
    {"sigma_{x}_error", [](const TwinStatistics& s) -> Known { return s.sigmaError.x(); }},
    {"sigma_{y}_error", [](const TwinStatistics& s) -> Known { return s.sigmaError.y(); }},
    {"cov_{x}_v{x}", [](const TwinStatistics& s) -> Known { return s.covariance.x(); }},
    {"cov_{y}_v{y}", [](const TwinStatistics& s) -> Known { return s.covariance.y(); }},
};

constexpr Column<DetectorReport> detectors[] = {
    {"absorbed_<name>", [](const DetectorReport& r) -> Known { return r.taken; }},
    {"hits_<name>",
        [](const DetectorReport& r) -> Known {
            return r.particles > 0 ? Known(r.hits()) : Known();
        }},
};

constexpr Column<SeriesMoment> errors[] = {
    {"error_estimate", [](const SeriesMoment& m) { return m.stepError; }},
    {"grid_error_estimate", [](const SeriesMoment& m) -> Known { return m.gridError; }},
};

std::string named(std::string name, const AxisNames& axes)
{
    for (const std::size_t axis : {0U, 1U}) {
        const std::string place = axis == 0 ? "{x}" : "{y}";
        for (auto at = name.find(place); at != std::string::npos; at = name.find(place))
            name.replace(at, place.size(), axes.column.at(axis));
    }
    return name;
}

template <class Source, std::size_t count>
void add(Entries& entries, const std::string& prefix, const Column<Source> (&columns)[count],
    const Source& source, const AxisNames& axes)
{
    for (const Column<Source>& column : columns)
        entries.push_back({prefix + named(column.name, axes), column.value(source)});
}

/// All columns of a run but t.
void addPicture(Entries& entries, const std::string& prefix, const Picture& picture,
    const Experiment& experiment)
{
    Entries own = observedEntries(experiment, picture.numbers);
    for (auto entry = own.begin() + 1; entry != own.end(); ++entry)
        entries.push_back({prefix + entry->column, entry->value});
}

void addMeters(Entries& entries, const Frame& frame)
{
    if (!frame.stageCheck)
        return;
    if (frame.stageCheck->frictionless)
        add(entries, "difference_", differences, *frame.stageCheck->frictionless, frame.axes);
    if (frame.stageCheck->frictional) {
        add(entries, "friction_difference_", differences, *frame.stageCheck->frictional,
            frame.axes);
    }
    if (frame.invariance)
        add(entries, "route_difference_", routes, *frame.invariance, frame.axes);
}

void addStage(Entries& entries, const Frame& frame, const Experiment& experiment)
{
    if (frame.hydrodynamic)
        add(entries, {}, fluid, *frame.hydrodynamic, frame.axes);
    if (!experiment.stage.showsMoreThanK())
        return;
    const auto at
        = [&frame](StageRow row, StageColumn column) { return stagePicture(frame, row, column); };
    addPicture(entries, "k_", *at(StageRow::Frictionless, StageColumn::K), experiment);
    if (frame.stageCheck) {
        addPicture(
            entries, "kprime_", *at(StageRow::Frictionless, StageColumn::KPrime), experiment);
    }
    if (const Picture* twin = at(StageRow::Frictional, StageColumn::K))
        add(entries, "friction_k_", frictional, *twin, frame.axes);
    if (const Picture* twin = at(StageRow::Frictional, StageColumn::KPrime))
        add(entries, "friction_kprime_", frictional, *twin, frame.axes);
    addMeters(entries, frame);
}

void addDetectors(Entries& entries, const Frame& frame)
{
    if (!frame.detectors)
        return;
    constexpr std::string_view place = "<name>";
    for (const DetectorReport& report : *frame.detectors) {
        for (const Column<DetectorReport>& column : detectors) {
            std::string name = column.name;
            name.replace(name.find(place), place.size(), report.detector.name);
            entries.push_back({name, column.value(report)});
        }
    }
}

void addChance(Entries& entries, const Frame& frame)
{
    if (frame.stage.dissipation != StageSettings::Dissipation::Kramers)
        return;
    for (const Picture& twin : frame.frictional) {
        const char* prefix = twin.route == Route::Rest ? "friction_k_" : "friction_kprime_";
        add(entries, prefix, chance, twin.statistics, frame.axes);
    }
}

template <class Source, std::size_t count>
SeriesGroup groupOf(std::vector<std::string> prefixes, const Column<Source> (&columns)[count])
{
    SeriesGroup group{std::move(prefixes), {}};
    for (const Column<Source>& column : columns)
        group.columns.emplace_back(column.name);
    return group;
}

} // namespace

std::vector<SeriesEntry> observedEntries(const Experiment& experiment, const Observables& numbers)
{
    Entries entries;
    add(entries, {}, observed, numbers, axisNames(experiment.kind));
    for (std::size_t i = 0; i < experiment.regions.size(); ++i)
        entries.push_back({"P_" + experiment.regions[i].name, numbers.regions.at(i)});
    return entries;
}

std::vector<SeriesEntry> seriesEntries(const SeriesMoment& moment)
{
    Entries entries = observedEntries(moment.experiment, moment.numbers);
    if (moment.stepError)
        add(entries, {}, errors, moment, axisNames(moment.experiment.kind));
    if (moment.frame == nullptr)
        return entries;
    const Frame& frame = *moment.frame;
    addStage(entries, frame, moment.experiment);
    if (frame.pair)
        add(entries, {}, pairs, *frame.pair, frame.axes);
    if (frame.ensemble)
        add(entries, {}, particles, *frame.ensemble, frame.axes);
    addChance(entries, frame);
    addDetectors(entries, frame);
    return entries;
}

std::vector<SeriesGroup> seriesGroups()
{
    return {groupOf({}, observed), groupOf({}, errors), groupOf({}, fluid),
        groupOf({"friction_k_", "friction_kprime_"}, frictional),
        groupOf({"difference_", "friction_difference_"}, differences),
        groupOf({"route_difference_"}, routes), groupOf({}, pairs), groupOf({}, particles),
        groupOf({"friction_k_", "friction_kprime_"}, chance), groupOf({}, detectors)};
}

} // namespace dqm
