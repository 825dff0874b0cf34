#include "app/SimulationRunner.h"

#include "app/SimulationWorker.h"

#include <cmath>
#include <stdexcept>

namespace dqm {

SimulationRunner::SimulationRunner(int threads)
    : m_thread([this, threads] { Worker(*this, threads).run(); })
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

void SimulationRunner::open(Experiment experiment) { queue(Open{std::move(experiment)}); }

void SimulationRunner::apply(Experiment experiment) { queue(Apply{std::move(experiment)}); }

void SimulationRunner::setPlaying(bool playing) { queue(Play{playing}); }

void SimulationRunner::setReversed(bool reversed) { queue(Reverse{reversed}); }

void SimulationRunner::step(int steps) { queue(Step{steps}); }

void SimulationRunner::restart() { queue(Restart{}); }

void SimulationRunner::goTo(double time)
{
    m_wayDone = 0.0;
    queue(GoTo{time});
}

void SimulationRunner::inspect(std::function<void(Simulation&)> look)
{
    queue(Inspect{std::move(look)});
}

void SimulationRunner::setEvolveInKPrime(bool carry) { queue(Carry{carry}); }

void SimulationRunner::setRequest(FrameRequest request) { queue(request); }

std::shared_ptr<const Frame> SimulationRunner::takeFrame() { return m_frames.take(); }

std::optional<std::string> SimulationRunner::takeError() { return m_errors.take(); }

} // namespace dqm
