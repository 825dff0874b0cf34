#include "app/verification/Verification.h"

#include "app/experiments/ExperimentLibrary.h"
#include "app/verification/CheckTable.h"
#include "core/exhibits/ExhibitKinds.h"
#include "core/readouts/waves/WaveReadouts.h"
#include "core/simulation/Simulation.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace dqm {

namespace {

/// A case is looked at, and may be cancelled, so many times on its way.
constexpr int parts = 16;

using Question = std::function<bool()>;

std::vector<Readout> numbersOf(
    Experiment experiment, const VerificationCase& about, const Question& isCancelled)
{
    const double until = about.until > 0.0 ? about.until : experiment.time.until;
    const bool moves = !experiment.frameVelocity.isZero(0.0) && experiment.grid.isTorus();
    const bool hasParticles = experiment.ensemble.particles > 0;
    Simulation simulation(
        experiment, {.evolveInKPrime = moves, .errorEstimate = ErrorEstimate::Always});
    for (int part = 1; part <= parts && !isCancelled(); ++part) {
        simulation.advanceTo(until * part / parts);
        // Velocities and D are those of the paths since the last look.
        if (hasParticles && part < parts)
            simulation.frame({.fields = false, .ensembleReportEvery = 1});
    }
    const auto frame
        = simulation.frame({.fields = false, .ensembleReportEvery = 1, .equations = true});
    return allReadouts(experiment, *frame);
}

std::vector<Readout> numbersOf(
    const ExhibitExperiment& experiment, const VerificationCase& about, const Question& isCancelled)
{
    const double until = about.until > 0.0 ? about.until : experiment.until;
    const auto exhibit = makeExhibit(experiment);
    for (int part = 0; part < parts && !isCancelled(); ++part)
        exhibit->advance(until / parts);
    return exhibit->frame()->readouts;
}

Readout failure(const std::string& sentence)
{
    return {.id = "failure",
        .label = sentence,
        .value = 1.0,
        .expected = 0.0,
        .expectedFrom = "a run",
        .tolerance = 0.0};
}

std::vector<Readout> verified(const VerificationCase& about, const Question& isCancelled)
{
    std::vector<Readout> readouts;
    try {
        const AnyExperiment experiment = openAnyExperiment(about.experiment, about.changes);
        readouts = std::visit(
            [&](const auto& each) { return numbersOf(each, about, isCancelled); }, experiment);
        std::erase_if(readouts, [&](const Readout& each) {
            const bool isMeant = about.groups.empty()
                || std::ranges::find(about.groups, each.group) != about.groups.end();
            return !isMeant || !isJudged(each);
        });
        if (readouts.empty())
            readouts.push_back(failure("nothing was judged"));
    } catch (const std::exception& problem) {
        readouts = {failure(problem.what())};
    }
    for (Readout& each : readouts)
        each.group = about.title.toStdString();
    return readouts;
}

} // namespace

bool verify(const std::vector<VerificationCase>& cases, int threads,
    const std::function<void(const Verified&)>& done, const Question& isCancelled)
{
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::map<std::size_t, std::vector<Readout>> waiting; // for those before them
    std::size_t told = 0;
    std::exception_ptr problem;
    std::atomic<bool> isOver = false;
    const Question isStopped = [&] { return isOver || isCancelled(); };
    const auto tell = [&](std::size_t place, std::vector<Readout> readouts) {
        const std::lock_guard lock(mutex);
        waiting.emplace(place, std::move(readouts));
        try {
            for (auto first = waiting.find(told); first != waiting.end() && !isStopped();
                 first = waiting.find(++told))
                done({first->first, first->second});
        } catch (...) {
            problem = std::current_exception();
            isOver = true;
        }
    };
    const auto work = [&] {
        for (std::size_t place = next++; place < cases.size() && !isStopped(); place = next++)
            tell(place, verified(cases[place], isStopped));
    };
    std::vector<std::jthread> others;
    for (int i = 1; i < threads; ++i)
        others.emplace_back(work);
    work();
    others.clear();
    if (problem)
        std::rethrow_exception(problem);
    return told == cases.size();
}

} // namespace dqm
