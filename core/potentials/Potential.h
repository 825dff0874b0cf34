#pragma once

#include "core/experiment/Experiment.h"
#include "core/experiment/Units.h"
#include "core/formulas/Formula.h"
#include "core/formulas/TimeSplit.h"
#include "core/potentials/LinearDrive.h"
#include "core/potentials/StepSchedule.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace dqm {

struct TermPoints;
struct TermSums;

/// V(x, t): the summed terms of an experiment times its strength.
///
/// Units   energy of the experiment.
/// Torus   with a periodic grid V is taken at x wrapped into the grid's rectangle.
/// Edges   sharp edges take the average over the grid cell.
/// Time    what is a sum of products f(t) g(x, y) costs little more than V at rest: each g is
///         sampled once (see TimeSplit), where the points do not move.
/// Threads const calls may run side by side; copies share what has been sampled.
class Potential
{
public:
    /// @throws ExperimentError for a formula that does not parse.
    Potential(const Experiment& experiment, const Grid& grid);

    bool isZero() const;
    bool dependsOnTime() const;
    /// True if the gradient exists everywhere the packet can be, so that the gradient-corrected
    /// fourth-order scheme keeps its order (no sharp edge among the terms).
    bool isSmooth() const;

    /// V at the grid points shifted by `offset`, at time t. Resizes the result.
    void sample(RealField& V, double t, Vec2 offset = Vec2(0.0, 0.0)) const;
    /// V and |grad V|^2 (analytic where the term allows it, else from central differences of the
    /// formula; zero across sharp edges).
    void sampleWithGradient(
        RealField& V, RealField& gradientSquared, double t, Vec2 offset = Vec2(0.0, 0.0)) const;
    /// V - c |grad V|^2 at time t on points at rest, in one pass over products that are kept; for a
    /// V that changes as a sum of a few products of time and place.
    /// @return  false, with nothing done, for any other.
    bool sampleCorrected(RealField& V, double c, double t) const;
    /// grad V, for Ehrenfest's relation.
    VectorField gradient(double t, Vec2 offset = Vec2(0.0, 0.0)) const;
    /// The momentum, integral of -grad V, that what changes in time gives at each point at rest.
    VectorField drivenPush(double from, double to) const;
    /// V at one point.
    double at(Vec2 point, double t) const;

    /// Of the first term that changes with time.
    std::size_t firstDrivenTerm() const { return m_driven.empty() ? 0 : m_driven.front().term; }
    /// Where in time the steps must be short; null if V rests.
    const StepSchedule* schedule() const;
    /// What of it is a force that changes in time and is the same everywhere; null if there is none
    /// or the grid has walls.
    const std::shared_ptr<const LinearDrive>& linearDrive() const { return m_linear; }
    /// V less that, with the schedule of what is left; null likewise.
    const std::shared_ptr<const Potential>& withoutLinearDrive() const { return m_remaining; }
    /// The schedule that a split-step solver in K needs, which takes the linear drive apart.
    const StepSchedule* scheduleInK() const;
    /// V at one point in parts: [0] what rests and what cannot be taken apart, at time t; then g_k,
    /// strength included, in the order of the schedule's averages().
    void partsAt(Vec2 point, double t, std::vector<double>& parts) const;

    const Grid& grid() const { return m_grid; }

private:
    /// A formula that changes with time.
    struct Driven
    {
        std::size_t term;
        Formula whole;
        std::vector<Formula> times;
        std::vector<Formula> places;
        std::vector<Formula> rest;
    };
    struct Sampled;
    struct Memory;
    using WeightedParts = std::vector<std::pair<double, std::shared_ptr<const Sampled>>>;

    std::optional<WeightedParts> allParts(double t, bool withGradient) const;
    std::shared_ptr<const RealField> slopesOf(const Sampled& a, const Sampled& b) const;
    void addResting(const TermPoints& points, TermSums sums) const;
    void addAll(double t, const TermPoints& points, TermSums sums) const;
    void addFromMemory(double t, const TermPoints& points, TermSums sums) const;
    std::optional<WeightedParts> partsOf(std::size_t driven, const std::vector<double>& factors,
        const TermPoints& points, bool withGradient) const;
    static std::vector<double> factorsAt(const Driven& driven, double t);
    std::shared_ptr<const Sampled> resting(const TermPoints& points, bool withGradient) const;
    bool sampleFromMemory(RealField& V, RealField* gradientSquared, double t) const;
    void add(double t, Vec2 offset, TermSums sums) const;
    Drive drive(const Experiment& experiment) const;
    void forgetSamples();
    void takeLinearDriveApart(const Experiment& experiment);
    double steepness(double until) const;
    Relief relief() const;

    Grid m_grid;
    PhysicalConstants m_constants;
    double m_strength;
    std::vector<PotentialTerm> m_terms;
    std::vector<Formula> m_formulas; ///< one per formula term
    std::vector<Driven> m_driven; ///< those of them that change with time
    std::shared_ptr<Memory> m_memory; ///< what has been sampled; null if V rests
    std::shared_ptr<const StepSchedule> m_schedule;
    std::shared_ptr<const LinearDrive> m_linear;
    std::shared_ptr<const Potential> m_remaining;
};

} // namespace dqm
