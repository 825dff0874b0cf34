#pragma once

#include "core/detectors/Absorption.h"

#include <memory>

namespace dqm {

/// What each detector, and the layer at the edge, has taken of an ensemble in K:
///
///   Int (2/hbar) Gamma rho dt,
///
/// counted in every kick of a solver as |psi|^2 before less |psi|^2 after it, cell by cell, so that
/// norm + all that was taken is 1 to rounding, whatever the step. Where several take at one place
/// each has its share of Gamma.
class AbsorptionTally
{
public:
    /// @param absorption  which detects.
    AbsorptionTally(std::shared_ptr<const Absorption> absorption, const Grid& grid);

    /// Rows [begin, end) as they are before and after a kick; different rows may be counted side by
    /// side.
    void before(const ComplexField& psi, int begin, int end);
    void after(const ComplexField& psi, int begin, int end);

    const Absorption& absorption() const { return *m_absorption; }
    /// Share of the ensemble that a detector has taken.
    double taken(std::size_t detector) const;
    double takenByEdge() const;
    /// The same in equal bins along its line: each cell is spread over its own width.
    std::vector<double> along(std::size_t detector, int bins) const;

    /// Goes on with what detectors that are still the same have seen.
    void goOnFrom(const AbsorptionTally& earlier);
    /// Memory of a copy, about.
    std::size_t bytes() const;

private:
    struct Cell
    {
        int i = 0;
        double share = 0.0; ///< of all Gamma there
        double along = 0.0; ///< s
        double norm = 0.0; ///< |psi|^2 before the kick
        double taken = 0.0; ///< sum of |psi|^2 so far
    };
    /// The cells of a strip, row after row.
    struct Cells
    {
        std::vector<Cell> all;
        std::vector<std::size_t> rowBegin; ///< of each row, and the end
    };
    /// Of what the layer at the edge takes.
    struct Row
    {
        double norm = 0.0; ///< before the kick
        double taken = 0.0;
    };

    std::shared_ptr<const Absorption> m_absorption;
    Grid m_grid;
    std::vector<Cells> m_strips;
    std::vector<Row> m_rows; ///< empty without a layer at the edge
};

} // namespace dqm
