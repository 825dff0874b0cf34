// Of a simulation, what its experiment says is done on the way, and what a person changes.
#include "core/dynamics/Interventions.h"
#include "core/setup/Events.h"
#include "core/setup/ExperimentChecks.h"
#include "core/setup/Parameters.h"
#include "core/simulation/SimulationImplementation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace dqm {

/// The next that is not done, if its time comes by then.
std::optional<double> Simulation::Implementation::nextEventBy(double time) const
{
    if (eventsBy(given.events, time) <= eventsDone)
        return {};
    return given.events[eventsDone].time;
}

/// In equal steps, with nothing done on the way.
void Simulation::Implementation::goTo(double time)
{
    const double span = time - inK->time();
    if (span == 0.0)
        return;
    // A whole number of steps stays one in spite of round-off.
    const double count = std::max(1.0, std::ceil(std::abs(span) / stepInUse() * (1.0 - 1e-12)));
    if (count > std::numeric_limits<int>::max())
        throw std::invalid_argument("The time to advance to is too many steps away.");
    advance(span / count, static_cast<int>(count), time);
}

void Simulation::Implementation::advanceTo(double time)
{
    while (const std::optional<double> next = nextEventBy(time)) {
        goTo(std::min(*next, time));
        doWhatIsDue();
    }
    goTo(time);
}

void Simulation::Implementation::apply(const Experiment& wanted)
{
    if (wanted == given)
        return;
    validate(wanted);
    const double now = inK->time();
    if (preparesAnew(given, wanted)) {
        restart(wanted);
    } else if (otherPast(given.events, wanted.events, now)) {
        restart(wanted);
        advanceTo(now);
    } else {
        change(asItIsAt(wanted, now));
        given = wanted;
        doWhatIsDue();
    }
}

void Simulation::Implementation::doWhatIsDue()
{
    const std::size_t due = eventsBy(given.events, inK->time());
    while (eventsDone < due) {
        const Event& event = given.events[eventsDone];
        EventReport report;
        report.index = eventsDone;
        report.time = inK->time();
        report.event = event;
        report.before = observer(Route::Rest).numbers(surroundings).energies;
        perform(event, report);
        report.after = observer(Route::Rest).numbers(surroundings).energies;
        std::vector<EventReport> all = eventReports ? *eventReports : std::vector<EventReport>();
        all.push_back(std::move(report));
        eventReports = std::make_shared<const std::vector<EventReport>>(std::move(all));
        ++eventsDone;
    }
}

void Simulation::Implementation::perform(const Event& event, EventReport& report)
{
    if (event.kick) {
        const Vec2 k = surroundings.constants.mass / surroundings.constants.hbar * *event.kick;
        act(kicked(inK->state().envelope, inK->grid(), k, inK->mean()));
        if (particles)
            particles->change(experiment, *inK, surroundings);
    } else if (event.measure) {
        measure(*event.measure, report);
    } else {
        Experiment next = experiment;
        for (const auto& [id, value] : event.set)
            next = withParameter(std::move(next), id, value);
        change(next);
    }
}

void Simulation::Implementation::measure(const Measurement& instrument, EventReport& report)
{
    const ComplexField& psi = inK->state().envelope;
    const double found = instrument.outcome.value_or(
        drawnOutcome(psi, inK->grid(), instrument, experiment.ensemble.seed, report.index));
    act(localised(psi, inK->grid(), instrument, found));
    if (particles) {
        particles->change(experiment, *inK, surroundings);
        particles->sort([&](Vec2 place) { return weightOf(instrument, found, inK->grid(), place); },
            report.index);
    }
    const PhysicalConstants& constants = surroundings.constants;
    report.outcome = found;
    report.meanPrice = constants.hbar * constants.hbar
        / (8.0 * constants.mass * instrument.width * instrument.width);
}

/// Something was done to psi in K. What stands beside it begins anew from there.
void Simulation::Implementation::act(ComplexField psi)
{
    if (doubling)
        errorBefore += doubling->error(inK->state());
    forgetWhatWasSeen();
    ++revision;
    inK->replace(std::move(psi));
    settlePrecision();
    estimateFromHere();
    beginWatch();
    baseline.reset();
    equations.reset();
    lastEquations.reset();
    lastPair.reset();
    residualPainter.forget();
    if (hydrodynamic)
        hydrodynamic.emplace(inK->state(), surroundings);
    stage.beginAnew({experiment, surroundings, *inK, scheme});
    prepareTwin(twinPropagator(experiment, surroundings, scheme));
}

} // namespace dqm
