#pragma once

#include "core/grid/Grid.h"

#include <optional>
#include <vector>

namespace dqm {

/// Maps the unit square to places distributed as rho, taken as constant in the cell around each
/// grid point: equal areas of the square go to equal probabilities.
class DensitySampler
{
public:
    /// @param rho  must live as long as places are asked for.
    DensitySampler(const FloatField& rho, const Grid& grid);

    /// Nothing if rho vanishes everywhere. @param chance  in [0, 1)^2.
    std::optional<Vec2> place(Vec2 chance) const;

private:
    const FloatField& m_rho;
    const Grid& m_grid;
    std::vector<double> m_below; ///< probability of all rows up to and with the j-th
};

} // namespace dqm
