#pragma once

#include "core/grid/Field.h"
#include "core/grid/Grid.h"

namespace dqm {

/// A wave function that was saved, on the grid it was saved on; any norm.
struct SavedWave
{
    Grid grid;
    ComplexField psi;
    bool operator==(const SavedWave& other) const
    {
        return grid == other.grid && psi.rows() == other.psi.rows()
            && psi.cols() == other.psi.cols() && (psi == other.psi).all();
    }
};

} // namespace dqm
