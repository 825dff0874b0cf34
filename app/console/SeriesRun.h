#pragma once

#include "app/console/RunOptions.h"
#include "app/results/SeriesColumns.h"
#include "core/simulation/Simulation.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dqm {

/// A wave that is advanced from row to row of a series. Holds on to the experiment.
class SeriesRun
{
public:
    /// @param options     what is asked for of the run; the experiment and the route are given.
    /// @param experiment  `options.experiment`, or what stands beside it.
    SeriesRun(const RunOptions& options, const Experiment& experiment, Route route);

    /// @param isJudged  whether the readouts of this row are asked for.
    /// @throws std::runtime_error if a number is no longer finite.
    void advanceTo(double time, bool isJudged);

    /// The cells of the row that it was advanced to.
    std::vector<SeriesEntry> entries();

    /// Those that have come up since the last call.
    std::vector<RunWarning> newWarnings();

    /// "Chin 4B, dt = 0.02, double; error of the steps about 2e-06, of the grid about 1e-9"
    std::string solverText();

    Simulation& simulation() { return m_simulation; }
    const Simulation& simulation() const { return m_simulation; }
    /// Of the last row, null where it needs none.
    const std::shared_ptr<const Frame>& frame() const { return m_frame; }

private:
    bool needsFrame() const;
    void requireFinite() const;

    const Experiment& m_experiment;
    const Route m_route;
    Simulation m_simulation;
    std::shared_ptr<const Frame> m_frame;
    std::optional<Observables> m_numbers; ///< of the row
    const bool m_estimatesError = m_simulation.estimatedError().has_value();
    std::size_t m_warningsSaid = 0;
};

} // namespace dqm
