#include "app/session/SimulationRunner.h"

#include "app/session/SimulationWorker.h"
#include "app/session/timeline/RunMemory.h"
#include "core/dynamics/Dynamics.h"

#include <cmath>
#include <stdexcept>

namespace dqm {

SimulationRunner::SimulationRunner(int threads, std::function<void()> news)
    : m_news(std::move(news))
    , m_thread([this, threads] { Worker(*this, threads).run(); })
{
}

SimulationRunner::~SimulationRunner()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void SimulationRunner::queue(Change change)
{
    {
        const std::lock_guard lock(m_mutex);
        m_changes.push_back(std::move(change));
    }
    m_wake.notify_all();
}

void SimulationRunner::sayNews() const
{
    if (m_news)
        m_news();
}

void SimulationRunner::open(Experiment experiment)
{
    m_last = experiment;
    queue(Open{std::move(experiment), ++m_run, ++m_terms});
}

void SimulationRunner::apply(Experiment experiment)
{
    if (!m_last || preparesAnew(*m_last, experiment))
        ++m_run;
    if (!m_last || isOtherLaw(*m_last, experiment))
        ++m_terms;
    m_last = experiment;
    queue(Apply{std::move(experiment), m_run, m_terms});
}

void SimulationRunner::setPlaying(bool playing)
{
    m_endedRun = 0;
    queue(Play{playing});
}

void SimulationRunner::setReversed(bool reversed) { queue(Reverse{reversed}); }

void SimulationRunner::step(int steps) { queue(Step{steps}); }

void SimulationRunner::restart() { queue(Restart{++m_run}); }

void SimulationRunner::goTo(double time, bool withNumbers)
{
    m_wayDone = 0.0;
    queue(GoTo{time, withNumbers});
}

void SimulationRunner::setMemory(std::size_t bytes) { queue(Memory{bytes}); }

void SimulationRunner::inspect(std::function<void(Simulation&)> look)
{
    queue(Inspect{std::move(look)});
}

void SimulationRunner::setEvolveInKPrime(bool carry) { queue(Carry{carry}); }

void SimulationRunner::setRequest(FrameRequest request)
{
    queue(Ask{std::move(request), ++m_terms});
}

SimulationRunner::Taken SimulationRunner::take()
{
    Taken taken = m_frames.take();
    if (!taken.frame)
        return {};
    {
        // The thread is either about to see the empty slot or already waits to be woken.
        const std::lock_guard lock(m_mutex);
    }
    m_wake.notify_all();
    if (taken.frame->run != m_run)
        return {};
    m_taken = m_run;
    return taken;
}

std::vector<std::shared_ptr<const Frame>> SimulationRunner::takeNumbers()
{
    std::vector<std::shared_ptr<const Frame>> numbers;
    {
        const std::lock_guard lock(m_mutex);
        numbers.swap(m_numbers);
    }
    std::erase_if(numbers, [this](const auto& frame) { return frame->run != m_run; });
    return numbers;
}

std::optional<double> SimulationRunner::takeCut()
{
    const std::lock_guard lock(m_mutex);
    const std::optional<Cut> cut = std::exchange(m_cut, std::nullopt);
    return cut && cut->run == m_run ? std::optional(cut->time) : std::nullopt;
}

std::optional<std::string> SimulationRunner::takeError() { return m_errors.take(); }

} // namespace dqm
