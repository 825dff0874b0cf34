#pragma once

#include "app/experiments/AnyExperiment.h"
#include "app/results/TableStyle.h"
#include "core/frames/Frame.h"
#include "core/observables/Observables.h"

#include <ostream>
#include <string>
#include <vector>

namespace dqm {

/// The columns of a series in their order: t, norm, ..., angular_momentum, P_<region>...; of two
/// particles mean_x1, mean_x2 and so on.
std::vector<std::string> seriesColumns(const Experiment& experiment);

/// The values of one row in the same order.
std::vector<double> seriesRow(const Observables& numbers);

/// The columns that a stage appends, empty without one. One group for each evolution:
///   k_ and kprime_                    without friction, all columns of a series but t;
///   friction_k_ and friction_kprime_  its own t, norm, mean_x, ... with energy_thermal
/// hydrodynamic_, of (13), (14) solved beside psi: their own t, min rho/max rho, and the largest
/// differences of rho and v from psi's; and one for each meter, K' beside K: difference_ without
/// friction, friction_difference_ with it, and route_difference_, one ensemble in K' observed and
/// evolved.
std::vector<std::string> stageColumns(const Frame& frame, const Experiment& experiment);

/// The values of a frame in the same order.
std::vector<double> stageRow(const Frame& frame, const Experiment& experiment);

/// The columns that two particles append, empty for one: pair_distance_squared, pair_correlation,
/// pair_exchange, pair_purity and pair_drift_coupling, see PairObservables.
std::vector<std::string> pairColumns(const Experiment& experiment);

/// The values of a frame in the same order.
std::vector<double> pairRow(const Frame& frame);

/// The columns that an ensemble of particles appends, empty without one: particles_alive,
/// particles_chi2 (per degree of freedom), particles_L1 with particles_L1_by_chance, and
/// particles_D of the paths since the last row (0 before the first step).
std::vector<std::string> ensembleColumns(const Experiment& experiment);

/// The values of a frame with a report in the same order.
std::vector<double> ensembleRow(const Frame& frame);

/// The columns that Kramers' twins append: friction_k_particles (0 where no chance is in the
/// numbers), the standard errors of their means and sigmas, and cov(x, v) per axis.
std::vector<std::string> twinColumns(const Frame& frame);
std::vector<double> twinRow(const Frame& frame);

/// Where a series goes.
struct SeriesTarget
{
    std::ostream& stream;
    std::string name; ///< for messages
    TableStyle style{};
};

/// Writes a table of observables: comment lines that hold what is needed to repeat it, a header,
/// and rows of 17 significant digits, each flushed so that nothing is lost if the run ends early.
/// Nothing is written before the first row.
class SeriesWriter
{
public:
    /// @param columns  the names over the rows.
    /// @param remark   how the run was made, for one more comment line.
    SeriesWriter(const SeriesTarget& target, const AnyExperiment& experiment,
        const std::vector<std::string>& columns, const std::string& remark);

    /// @throws as writeOut.
    void write(const std::vector<double>& row);

private:
    SeriesTarget m_target;
    std::string m_header; ///< until it is written
};

} // namespace dqm
