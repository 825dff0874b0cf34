#pragma once

#include "core/dynamics/Dynamics.h"

#include <memory>
#include <optional>

namespace dqm {

/// How far a run has strayed from (16) by its splitting, by step doubling: a copy of the ensemble
/// goes the same way in steps twice as long, and with p the order of the scheme
///
///   |psi_dt - psi_exact| = |psi_2dt - psi_dt| / (2^p - 1),   relative L2.
///
/// The whole way, not pieces of it: most of what a step errs is undone by steps that follow, so
/// that errors of pieces add up to tens or hundreds of times the error of the run.
///
/// Grid   the coarsest that still carries psi, V and |grad V|^2: every other, fourth ... point, for
///        each axis by itself. Another copy goes there in steps dt, as the grid must not make the
///        difference. Both are watched: where psi no longer fits, a finer grid takes over.
/// Price  3/2 of the share of points that is left, 1/2 where that is all of them.
/// Holds  within a factor of about 3 where the error falls as dt^p. Sharp edges and steps far too
///        long have no such order: there it is the right order of magnitude, no more.
class StepDoubling
{
public:
    /// What the copies may cost.
    struct Budget
    {
        double share = 0.0; ///< of the grid's points
        int points = 0; ///< or that many, whatever their share
    };

    /// @return  empty if no grid within the budget carries the ensemble.
    static std::optional<StepDoubling> begin(const Experiment& experiment,
        const Surroundings& surroundings, Scheme scheme, const WaveState& state,
        const Budget& budget);

    /// The run went that many steps dt; with them, or later at once, go the copies.
    void follow(double dt, int steps);

    /// What went wrong since begin(). Of an odd step, which no double step covers yet, it is what
    /// it differs by from two halves.
    /// @param state  of the run now.
    double error(const WaveState& state);

    /// Whether the grid still carries the ensemble.
    bool holds() const { return m_holds; }
    /// Points of the copies.
    Eigen::Index points() const { return m_byDouble.envelope.size() + m_bySingle.envelope.size(); }

private:
    /// Every how many points of each axis are kept.
    struct Stride
    {
        int x = 1;
        int y = 1;

        bool keepsAll() const { return x == 1 && y == 1; }
    };

    StepDoubling(
        const Experiment& experiment, Scheme scheme, const WaveState& state, const Stride& stride);

    static std::optional<Stride> coarsest(
        const Surroundings& surroundings, const WaveState& state, double until);
    void catchUp();
    double errorOfOddStep() const;
    void watchEdge();

    Grid m_grid;
    int m_order = 2;
    bool m_isExact = false; ///< free flights have no splitting
    bool m_sharesGrid = false; ///< with the run, which then stands for the first copy
    bool m_holds = true;
    std::shared_ptr<Propagator> m_single; ///< keep nothing of a state: copies may share them
    std::shared_ptr<Propagator> m_double;
    WaveState m_bySingle;
    WaveState m_byDouble;
    double m_step = 0.0;
    int m_pending = 0; ///< steps m_step not yet taken
    int m_sinceWatch = 0;
};

} // namespace dqm
