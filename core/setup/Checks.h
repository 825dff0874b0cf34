#pragma once

#include "core/experiment/Experiment.h"

namespace dqm {

// Parts of validate(), one per list of an experiment. The grid and the constants must be sound.

/// Every term: finite numbers, positive widths, openings that fit, formulas that parse and are
/// finite on the grid at t = 0.
/// @throws ExperimentError
void checkPotential(const Experiment& experiment);

/// What changes in time does so slowly enough to be followed in steps (see StepSchedule). The grid,
/// the terms and the times must be sound.
/// @throws ExperimentError
void checkDrive(const Experiment& experiment);

/// Every packet: inside the grid, at least one spacing wide, and its momenta (mean and three
/// standard deviations) below the Nyquist limit pi hbar / spacing.
/// @throws ExperimentError
void checkPackets(const Experiment& experiment);

/// Every detector: a name of its own, a line inside the grid, a strip that the grid resolves; and
/// an experiment that may have some. The regions' names must be sound.
/// @throws ExperimentError
void checkDetectors(const Experiment& experiment);

/// Every event: in the order of time, one thing done, parameters that act at once and leave a sound
/// experiment. All else of the experiment must be sound.
/// @throws ExperimentError
void checkEvents(const Experiment& experiment);

/// Names become columns of a table.
bool isColumnName(const std::string& name);

} // namespace dqm
