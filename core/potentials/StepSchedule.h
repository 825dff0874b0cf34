#pragma once

#include "core/formulas/FormulaTree.h"
#include "core/formulas/TimeJet.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace dqm {

/// How V changes with time: sum_k f_k(t) g_k(x, y) + rest(x, y, t).
struct Drive
{
    struct Part
    {
        FormulaTree time;
        double energy = 0.0; ///< rms of g_k over the grid, about its mean
        double stiffness = 0.0; ///< rms of the second derivatives of g_k, energy per length^2
    };
    std::vector<Part> parts;
    /// Forces f_k(t) that are the same everywhere, solved apart (see LinearDrive): what they leave
    /// to the steps is that V rests while the wave is shaken. `energy` is of the second derivative
    /// of V by it, rms |grad V| |b_k|/m, energy/time^2.
    std::vector<Part> shaking;
    /// The longest equal steps of order 4 over a span with which the shaking may be ridden over
    /// instead, kicks following the mean way of each step: of begin, end, shortest, longest; 0 if
    /// there are none.
    std::function<double(double, double, double, double)> ridingStep;
    std::vector<FormulaTree> rest;
    double strength = 1.0; ///< of the rest
    std::vector<Box> boxes; ///< that tile the grid, for the rest
    double hbar = 1.0;
    double mass = 1.0;
    double span = 1.0; ///< time of a run
    double tolerance = 1e-6; ///< error of psi that what changes in time may bring
};

/// Where in time V changes fast or jumps, and how short the steps must be there. V is looked at
/// between the steps: bounds of its time derivatives over whole intervals (see TimeJet) leave
/// nothing out, however short, and intervals are halved where that pays; a jump is found to
/// rounding, and a step ends before it and begins behind it.
///
/// Step   h = C R^(-1/(n+1)) with R the bound of |d^n V/dt^n|, n the order of the splitting: the
///        fewest steps with an error sum len R h^n w_n/hbar within the tolerance, where w_4 =
///        1/4320 (two Gaussian points a step) and w_2 = 1/12.
/// Threads const calls may run side by side.
class StepSchedule
{
public:
    explicit StepSchedule(Drive drive);

    /// Equal steps from a time on, both negative backward.
    struct Stretch
    {
        double from = 0.0;
        double dt = 0.0;
        int steps = 0;
    };
    /// What `steps` steps dt from `from` on are: no longer than dt, shorter where V asks for it.
    /// @param order    of the splitting, 2 or 4.
    /// @param stretch  by which steps may be longer than V asks for (see StepDoubling).
    std::vector<Stretch> between(
        double from, double dt, int steps, int order, double stretch = 1.0) const;

    /// Whether steps ride over the shaking within a run: they err by what does not fall with their
    /// power then.
    bool ridesOverShaking(int order) const;
    /// The longest step of a run.
    double longestStep(int order) const;
    /// f_k averaged over an interval, for each part.
    std::vector<double> averages(double from, double to) const;

    /// A time about which V cannot be followed, whatever the step: it grows without bound, or jumps
    /// without end. Unset where a run can be trusted.
    struct Unresolved
    {
        double time = 0.0;
        double steps = 0.0; ///< that a run would take; 0 if no number would do
    };
    std::optional<Unresolved> unresolved(int order) const;

private:
    struct Piece
    {
        double begin = 0.0;
        double end = 0.0;
        double step = 0.0; ///< longest
    };
    struct Chapter ///< one span of time
    {
        std::vector<Piece> pieces;
        double steps = 0.0;
        std::optional<Unresolved> unresolved;
        bool ridesOver = false; ///< shaking
    };
    class Builder;

    double roughness(const Interval& t, int order) const;
    double shakingRoughness(const Interval& t, int order) const;
    double looks() const;
    double stiffStep(const Interval& t) const;
    double energyAt(double time) const;
    const Chapter& chapter(long long number, int order) const;
    Chapter shortest(double begin, double end, int order) const;
    Chapter ridingOver(double begin, double end, const Chapter& shaken) const;

    Drive m_drive;
    mutable std::mutex m_mutex;
    mutable std::map<std::pair<int, long long>, std::unique_ptr<const Chapter>> m_chapters;
};

} // namespace dqm
