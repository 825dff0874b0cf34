#include "app/console/SeriesRun.h"

#include "core/grid/Parallel.h"

#include <QByteArray>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace dqm {

namespace {

/// A stage with K' compares both routes as well.
bool evolvesInKPrime(const Experiment& experiment, Route route)
{
    return route == Route::Evolved
        || experiment.stage.columns == StageSettings::Columns::KAndKPrime;
}

SimulationOptions optionsOf(const RunOptions& options, const Experiment& experiment, Route route)
{
    SimulationOptions wanted;
    wanted.evolveInKPrime = evolvesInKPrime(experiment, route);
    wanted.threads = threadCount();
    wanted.errorEstimate = options.check ? ErrorEstimate::Always : options.errorEstimate;
    return wanted;
}

} // namespace

SeriesRun::SeriesRun(const RunOptions& options, const Experiment& experiment, Route route)
    : m_experiment(experiment)
    , m_route(route)
    , m_simulation(experiment, optionsOf(options, experiment, route))
{
}

void SeriesRun::advanceTo(double time, bool isJudged)
{
    m_simulation.advanceTo(time);
    m_numbers = m_simulation.observables(m_route);
    if (isJudged || needsFrame()) {
        m_frame = m_simulation.frame(
            {.fields = false, .ensembleReportEvery = 1, .equations = isJudged});
    }
    requireFinite();
}

std::vector<SeriesEntry> SeriesRun::entries()
{
    SeriesMoment moment{m_experiment, m_numbers.value(), m_frame.get()};
    if (m_estimatesError) {
        // Lost where psi outgrows the grid of the copies: nan, as a table says it.
        moment.stepError
            = m_simulation.estimatedError().value_or(std::numeric_limits<double>::quiet_NaN());
        moment.gridError = m_simulation.gridError();
    }
    return seriesEntries(moment);
}

std::vector<RunWarning> SeriesRun::newWarnings()
{
    const std::vector<RunWarning> all = m_simulation.warnings();
    std::vector<RunWarning> fresh(
        all.begin() + static_cast<std::ptrdiff_t>(m_warningsSaid), all.end());
    m_warningsSaid = all.size();
    return fresh;
}

std::string SeriesRun::solverText()
{
    const Scheme scheme = m_simulation.scheme();
    std::string text = scheme == Scheme::Chin4B ? "Chin 4B"
        : scheme == Scheme::Strang              ? "Strang"
                                                : "Takahashi-Imada";
    text += ", dt = " + QByteArray::number(m_simulation.stepSize(), 'g', 4).toStdString();
    text += m_simulation.precision() == Precision::Single ? ", single" : ", double";
    if (const std::optional<double> error = m_simulation.estimatedError()) {
        text += "; error of the steps about " + QByteArray::number(*error, 'g', 1).toStdString()
            + ", of the grid about "
            + QByteArray::number(m_simulation.gridError(), 'g', 1).toStdString();
        if (std::ranges::any_of(m_simulation.warnings(), &RunWarning::isGrave))
            text += " and what is warned of";
    }
    return text;
}

bool SeriesRun::needsFrame() const
{
    const StageSettings& stage = m_experiment.stage;
    return stage.showsMoreThanK() || stage.hydrodynamic
        || m_experiment.kind == ExperimentKind::TwoParticles || m_experiment.ensemble.particles > 0
        || !m_experiment.detectors.empty() || !m_experiment.events.empty();
}

void SeriesRun::requireFinite() const
{
    const Observables& numbers = m_numbers.value();
    // A rho that fills the box has no uncertainty product: nan, as a table says it.
    const bool fillsTheBox
        = std::isfinite(numbers.energies.total()) && std::isnan(numbers.moments.uncertainty.sum());
    for (const SeriesEntry& entry : seriesEntries({m_experiment, numbers, m_frame.get()})) {
        const double value = entry.value.value_or(0.0);
        if (!std::isfinite(value) && !(fillsTheBox && std::isnan(value))) {
            throw std::runtime_error("the numbers are no longer finite at t = "
                + QByteArray::number(m_simulation.time(), 'g', 6).toStdString()
                + "; a smaller time.step may help");
        }
    }
}

} // namespace dqm
