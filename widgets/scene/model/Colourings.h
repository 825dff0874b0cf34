#pragma once

#include "core/experiment/Units.h"
#include "core/frames/Frame.h"
#include "widgets/scene/model/SceneOptions.h"

#include <span>

namespace dqm {

struct SceneScales;

/// One colouring of the surface: all that is said of it and done for it. Files, menus, the legend,
/// scales and textures ask this table, so that a new one is an entry here, its name in ColorBy and
/// its word in ViewSettings::colorings.
struct Colouring
{
    enum class Map
    {
        Phase, ///< once round
        Density,
        Neutral, ///< shades of the surface
        Signed ///< 0 in the middle
    };
    enum class Range
    {
        Turn, ///< -pi .. pi
        Height, ///< 0 to the density that the height stands for
        Run, ///< what the run can reach, see rangeOfRun
        Residual ///< of what should vanish: a round number about what is there
    };

    ColorBy by;
    const char* word = ""; ///< in files
    const char* label = ""; ///< in menus
    const char* tooltip = "";
    const char* symbol = ""; ///< in the legend, rich text
    Quantity quantity = Quantity::Dimensionless;
    bool isRate = false; ///< of the quantity, in time
    Map map = Map::Density;
    Range range = Range::Run;
    bool isRatio = true; ///< has a meaning only above the picture's floor
    bool (*isIn)(const Picture&) = nullptr; ///< whether a picture has its fields
    /// At one cell, units of the quantity.
    float (*value)(const Picture&, const SceneScales&, Eigen::Index cell) = nullptr;
    /// Along one row of the grid, into as many places as it has columns.
    void (*row)(const Picture&, const SceneScales&, Eigen::Index row, float* values) = nullptr;
    /// What the map reaches to over a whole run.
    double (*rangeOfRun)(const Frame&) = nullptr;
    /// Below this a value is rounding, not structure.
    double (*smallest)(const Frame&, const Picture&) = nullptr;
    /// Sets what value() asks of the scales.
    void (*prepare)(const Frame&, const Picture&, SceneScales&) = nullptr;
};

/// Those that a person chooses from, in the order of the menu.
std::span<const Colouring> colourings();

const Colouring& colouring(ColorBy by);

} // namespace dqm
