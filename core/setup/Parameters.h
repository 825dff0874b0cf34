#pragma once

#include "core/experiment/Experiment.h"
#include "core/experiment/Units.h"

#include <limits>
#include <span>
#include <string_view>
#include <utility>

namespace dqm {

/// What a parameter may be, before it is asked what can be built with it.
struct ParameterDomain
{
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    bool withoutLeast = false; ///< more than the least
    const char* what = "a number"; ///< with its article: "a rate"
};

/// One thing a person may change. The only place for what it does to an experiment, for ranges,
/// defaults, steps, labels and tooltips.
struct Parameter
{
    std::string id; ///< stable key, e.g. "constants.mass"
    std::string symbol; ///< rich text, e.g. "<i>m</i>"
    std::string label; ///< e.g. "Mass"
    Quantity quantity = Quantity::Dimensionless;
    double minimum = 0.0;
    double maximum = 1.0;
    double defaultValue = 0.0;
    double step = 0.1;
    bool logarithmic = false;
    bool actsAtOnce = true; ///< false: the ensemble is prepared anew at t = 0
    std::string equation; ///< "(2)", "(16)", ...
    std::string tooltip; ///< a sentence or two; symbol, unit and equation are added by the panel
    ParameterDomain domain = {};
    double (*get)(const Experiment&) = nullptr;
    /// Writes a value of the domain; says nothing of whether the experiment can be built.
    void (*set)(Experiment&, double) = nullptr;
    /// What a slider runs over in this experiment, where it is not minimum to maximum.
    std::pair<double, double> (*range)(const Experiment&) = nullptr;
    bool (*isFixed)(const Experiment&) = nullptr; ///< null: never
};

/// The table, in the order of the panel: constants.mass, strength, frame.velocity[0],
/// frame.velocity[1], medium.friction, medium.velocity[0], medium.velocity[1], ensemble.particles,
/// ensemble.noise (both on the panel of particles), constants.hbar, packets.width (common factor on
/// every packet's width), playback.speed, time.step.
std::span<const Parameter> parameters();

/// @throws std::out_of_range for an unknown id.
const Parameter& parameter(std::string_view id);

/// A velocity as two particles on a line see it, which has the same value along both axes: ids
/// "frame.velocity" and "medium.velocity" with the words of one component, and no value of its own.
/// @param firstComponent  "frame.velocity[0]" or "medium.velocity[0]".
/// @throws std::out_of_range for another id.
const Parameter& velocityOnALine(std::string_view firstComponent);

/// Value of a parameter in an experiment; packets.width is relative to the experiment as loaded and
/// therefore 1; playback.speed is view.speed or until/10; time.step is the fixed step or 0 for
/// "auto".
double parameterValue(const Experiment& experiment, const std::string& id);

/// Sets one; packets.width multiplies every packet's sigma, and a component of a velocity of two
/// particles on a line sets both.
/// @throws ExperimentError if the value is not finite or not allowed.
void setParameterValue(Experiment& experiment, const std::string& id, double value);

/// The experiment with one set, without asking whether it can be built.
/// @throws ExperimentError if the value is not of the parameter's domain.
Experiment withParameter(Experiment experiment, const std::string& id, double value);

/// Slider range for this experiment: widened where the experiment's own value lies outside.
std::pair<double, double> parameterRange(const Experiment& experiment, const std::string& id);

} // namespace dqm
